import { documentTexts } from "../i18n/documents.ts";
import { type Language, textIn } from "../i18n/languages.ts";
import { translate } from "../i18n/translate.ts";
import type { Demands } from "./demands.ts";
import type { Figure, Image, Meta, Paragraph, ParagraphRole } from "./tree.ts";

/** What the line knows of a document and its author did not write. */
export type Facts = {
  network?: string;
  action?: string;
  funders?: string[];
  title?: string;
  /** From the second on. */
  edition?: { number: number; corrected?: true };
};

/** What a theme sets above all else: an image with its alternative, its width in millimetres. */
export type Logo = { image: Image; width: number; alt: string };

/** The logo as the figure that opens a cover or a title. */
export function logoBlocks(logo: Logo | undefined): Figure[] {
  return logo === undefined ? [] : [{ type: "figure", id: "livrable-logo", role: "logo", ...logo }];
}

/**
 * The lines above and below the title, as a cover prints them; a line that lacks one of its facts is left out. `notice`:
 * what is to be known of the document before it is read, the first line below.
 */
export function coverBlocks(meta: Meta, kind: Demands, facts: Facts, language: Language, notice?: string): Paragraph[] {
  const above = kind.cover.flatMap((line) => filled(textIn(line, language), facts) ?? []);
  const lines = (values: string[]) => values.map((value) => paragraph("coverLine", value));
  const below = [...(notice === undefined ? [] : [notice]), ...supportedBy(facts, language)];
  return withIds([...lines(above), ...titleBlocks(meta), ...lines(below)]);
}

/** Title, subtitle, authors and date, where there is no cover, and the notice. */
export function titleBlocks(meta: Meta, notice?: string): Paragraph[] {
  const lines: [ParagraphRole, string | undefined][] = [
    ["title", meta.title],
    ["subtitle", meta.subtitle],
    ["authors", meta.authors.join(", ")],
    ["date", meta.date],
    ["coverLine", notice],
  ];
  return withIds(lines.flatMap(([role, value]) => (value ? [paragraph(role, value)] : [])));
}

/** "Édition 2, corrigée sans relecture"; nothing of a first edition. */
export function editionLine({ edition }: Facts, language: Language): string | undefined {
  if (!edition) return undefined;
  const { number, corrected } = edition;
  return translate(language, documentTexts, corrected ? "edition-corrected" : "edition", { number });
}

function supportedBy({ funders = [] }: Facts, language: Language): string[] {
  if (funders.length === 0) return [];
  const list = new Intl.ListFormat(language, { type: "conjunction" }).format(funders);
  return [translate(language, documentTexts, "supported-by", { funders: list })];
}

function filled(line: string, facts: Facts): string | undefined {
  const values: Readonly<Record<string, unknown>> = facts;
  const wanted = [...line.matchAll(/\{(\w+)\}/g)].map(([, name]) => values[name!]);
  if (wanted.some((value) => typeof value !== "string" || value.trim() === "")) return undefined;
  return line.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name]));
}

function paragraph(role: ParagraphRole, value: string): Paragraph {
  return { type: "paragraph", id: "", role, children: [{ type: "text", value }] };
}

function withIds(paragraphs: Paragraph[]): Paragraph[] {
  const seen = new Map<string, number>();
  return paragraphs.map((block) => {
    const role = block.role ?? "";
    const count = (seen.get(role) ?? 0) + 1;
    seen.set(role, count);
    return { ...block, id: count === 1 ? `livrable-${role}` : `livrable-${role}-${count}` };
  });
}
