import { describe, expect, test } from "vitest";
import { outline } from "../../../infra/cli/outline.ts";
import { type OpenDocumentParts, readOpenDocument } from "../drafts.ts";

/** An OpenDocument text of these parts reads as `lines` (see `outline`), with warnings of these codes, in this order. */
export async function check(parts: OpenDocumentParts, lines: string[], codes: string[] = []): Promise<void> {
  const { tree, warnings } = await readOpenDocument({ styles, automatic, ...parts });
  expect(outline(tree)).toEqual(lines);
  expect(warnings.map((warning) => warning.code)).toEqual(codes);
}

const style = (family: string, name: string, properties: string, attributes = "") =>
  `<style:style style:name="${name}" style:family="${family}" ${attributes}>${properties}</style:style>`;

const text = (attributes: string) => `<style:text-properties ${attributes}/>`;
const paragraph = (attributes: string) => `<style:paragraph-properties ${attributes}/>`;

const number = (level: number, format: string) =>
  `<text:list-level-style-number text:level="${level}" style:num-format="${format}"/>`;

export const styles = `
  <style:default-style style:family="paragraph">${text('fo:language="fr" fo:country="FR"')}</style:default-style>
  ${style("paragraph", "Standard", "")}
  ${style("paragraph", "Heading_20_1", text('fo:font-weight="bold"'), 'style:display-name="Heading 1"')}
  ${style("paragraph", "Quotations", "")}
  ${style("paragraph", "Hidden", text('text:display="none"'))}
  ${style("paragraph", "Preformatted_20_Text", "")}
  ${style("paragraph", "Illustration", "")}
  ${style("paragraph", "Table", "")}
  ${style("paragraph", "Horizontal_20_Line", "")}
  ${style("text", "Source_20_Text", "", 'style:display-name="Source Text"')}`;

export const automatic = `
  ${style("text", "B", text('fo:font-weight="bold"'))}
  ${style("text", "I", text('fo:font-style="italic"'))}
  ${style("text", "U", text('style:text-underline-style="solid"'))}
  ${style("text", "S", text('style:text-line-through-style="solid"'))}
  ${style("text", "C", text('fo:font-variant="small-caps"'))}
  ${style("text", "Up", text('style:text-position="super 58%"'))}
  ${style("text", "Down", text('style:text-position="-33% 58%"'))}
  ${style("text", "En", text('fo:language="en" fo:country="GB"'))}
  ${style("text", "Ar", text('style:language-complex="ar" style:country-complex="SA"'))}
  ${style("text", "Hid", text('text:display="none"'))}
  ${style("text", "W", text('style:font-name="Wingdings"'))}
  ${style("paragraph", "P1", text('fo:font-weight="bold"'), 'style:parent-style-name="Standard"')}
  ${style("paragraph", "P2", paragraph('fo:text-align="center" fo:break-before="page"'), 'style:parent-style-name="Standard"')}
  ${style("paragraph", "P3", "", 'style:parent-style-name="Quotations"')}
  ${style("paragraph", "P4", paragraph('fo:text-align="end"'), 'style:parent-style-name="Standard"')}
  ${style("paragraph", "P5", "", 'style:parent-style-name="Hidden"')}
  ${style("paragraph", "P6", text('text:display="true"'), 'style:parent-style-name="Hidden"')}
  ${style("table-column", "T.A", '<style:table-column-properties style:column-width="2cm"/>')}
  ${style("table-column", "T.B", '<style:table-column-properties style:column-width="6cm"/>')}
  <text:list-style style:name="L1"><text:list-level-style-bullet text:level="1" text:bullet-char="•"/></text:list-style>
  <text:list-style style:name="L2">${number(1, "1")}${number(2, "a")}</text:list-style>`;

export const p = (inside: string, name = "Standard") => `<text:p text:style-name="${name}">${inside}</text:p>`;

export const h = (level: number, inside: string, name = "Heading_20_1") =>
  `<text:h text:style-name="${name}" text:outline-level="${level}">${inside}</text:h>`;

export const span = (name: string, inside: string) => `<text:span text:style-name="${name}">${inside}</text:span>`;

export const list = (attributes: string, ...items: string[]) =>
  `<text:list ${attributes}>${items.map((item) => `<text:list-item>${item}</text:list-item>`).join("")}</text:list>`;

export const cell = (inside: string, attributes = "") => `<table:table-cell ${attributes}>${inside}</table:table-cell>`;
export const row = (...cells: string[]) => `<table:table-row>${cells.join("")}</table:table-row>`;
export const head = (...rows: string[]) => `<table:table-header-rows>${rows.join("")}</table:table-header-rows>`;
export type Row = [name: string, parts: OpenDocumentParts | string, lines: string[], codes?: string[]];

/** Each row is a test that its parts read so. */
export function checkRows(title: string, rows: Row[]): void {
  describe(`OpenDocument: ${title}`, () => {
    test.each(rows)("%s", (_, parts, lines, codes) =>
      check(typeof parts === "string" ? { body: parts } : parts, lines, codes),
    );
  });
}
