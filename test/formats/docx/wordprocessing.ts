import { expect } from "vitest";
import { outline } from "../../../infra/cli/outline.ts";
import { fixture, readWord, type WordParts } from "../drafts.ts";

/** A Word document of these parts reads as `lines` (see `outline`), with warnings of these codes, in this order. */
export async function check(parts: WordParts, lines: string[], codes: string[] = []): Promise<void> {
  const { tree, warnings } = await readWord({ styles, numbering, ...parts });
  expect(outline(tree)).toEqual(lines);
  expect(warnings.map((warning) => warning.code)).toEqual(codes);
}

export const styles = `
  <w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="fr-FR"/></w:rPr></w:rPrDefault></w:docDefaults>
  ${style("Normal", "Normal", "", ' w:default="1"')}
  ${style("Titre1", "heading 1", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr>')}
  ${style("Maison", "Titre maison", '<w:basedOn w:val="Titre1"/>')}
  ${style("Uberschrift2", "Überschrift 2")}
  ${style("Titre", "Title")}
  ${style("Soustitre", "Subtitle")}
  ${style("Auteur", "Auteur")}
  ${style("Lgende", "caption")}
  ${style("Citation", "Quote")}
  ${style("Code", "Source Code")}
  ${style("TM1", "toc 1")}
  ${style("Liste", "List Bullet", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>')}
  ${style("Suite", "List Continue")}
  ${style("Centre", "Centré", '<w:pPr><w:jc w:val="center"/></w:pPr>')}
  ${style("A", "Boucle", '<w:basedOn w:val="B"/>')}
  ${style("B", "Boucle B", '<w:basedOn w:val="A"/>')}
  <w:style w:type="character" w:styleId="Fort"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>
  <w:style w:type="character" w:styleId="Lien"><w:name w:val="Hyperlink"/><w:rPr><w:u w:val="single"/></w:rPr></w:style>`;

export function style(id: string, name: string, inside = "", attributes = ""): string {
  return `<w:style w:type="paragraph" w:styleId="${id}"${attributes}><w:name w:val="${name}"/>${inside}</w:style>`;
}

const level = (at: number, format: string, text = "%1.") =>
  `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/></w:lvl>`;
export const numbering = `
  <w:abstractNum w:abstractNumId="0">${level(0, "bullet", "•")}${level(1, "bullet", "–")}${level(2, "bullet", " ")}</w:abstractNum>
  <w:abstractNum w:abstractNumId="1">${level(0, "decimal")}${level(1, "lowerLetter")}${level(2, "upperRoman")}</w:abstractNum>
  <w:abstractNum w:abstractNumId="2">${level(0, "bullet", " ")}</w:abstractNum>
  <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
  <w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
  <w:num w:numId="3"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
  <w:num w:numId="4"><w:abstractNumId w:val="2"/></w:num>
  <w:num w:numId="5"><w:abstractNumId w:val="1"/></w:num>`;

export const t = (text: string, properties = "") =>
  `<w:r>${properties ? `<w:rPr>${properties}</w:rPr>` : ""}<w:t xml:space="preserve">${text}</w:t></w:r>`;
export const p = (inside: string, properties = "") =>
  `<w:p>${properties ? `<w:pPr>${properties}</w:pPr>` : ""}${inside}</w:p>`;
export const styled = (id: string, text: string) => p(t(text), `<w:pStyle w:val="${id}"/>`);
export const item = (list: number, at: number, text: string) =>
  p(t(text), `<w:numPr><w:ilvl w:val="${at}"/><w:numId w:val="${list}"/></w:numPr>`);
export const field = (instruction: string, result: string) =>
  `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>${instruction}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${result}<w:r><w:fldChar w:fldCharType="end"/></w:r>`;
export const cell = (inside: string, properties = "") => `<w:tc><w:tcPr>${properties}</w:tcPr>${inside}</w:tc>`;
export const table = (...rows: string[]) => `<w:tbl>${rows.map((row) => `<w:tr>${row}</w:tr>`).join("")}</w:tbl>`;
export const header = "<w:trPr><w:tblHeader/></w:trPr>";
export const picture = (id: string, alt: string, inside = "") =>
  `<w:r><w:drawing><wp:inline><wp:extent cx="3240000" cy="1620000"/><wp:docPr id="1" name="Image 1" descr="${alt}"/><a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:embed="${id}"/>${inside}</pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`;
export const chart: Pick<WordParts, "related" | "files"> = {
  related: {
    rId9: ["image", "media/image1.png"],
    rId8: ["image", "media/image2.emf"],
    rId7: ["image", "https://example.org/a.png"],
  },
  files: {
    "word/media/image1.png": fixture("chart.png"),
    "word/media/image2.emf": Buffer.concat([Buffer.from([1, 0, 0, 0]), Buffer.alloc(36), Buffer.from(" EMF    ")]),
  },
};
export const figure = (alt: string, after = "") => `figure png 880x440 90mm (${alt})${after}`;

/** A row of a table of tests: a body, or parts; what it reads as; codes of warnings. */
export type Row = [name: string, parts: WordParts | string, lines: string[], codes?: string[]];
