import { documentTexts } from "../i18n/documents.ts";
import { inEachLanguage, type Language } from "../i18n/languages.ts";
import { translate } from "../i18n/translate.ts";
import { names } from "./checks.ts";
import type { Demands, SectionDemand } from "./demands.ts";
import type { Draft, Warn } from "./draft.ts";
import type { Block, Heading } from "./tree.ts";
import { plainText } from "./visit.ts";

/** The id of the heading that we give a bibliography when its author gave none. */
const bibliographyId = "livrable-bibliography";

/** What a bibliography is called where the kind has no section for it. */
const usual: SectionDemand = {
  id: "bibliography",
  title: inEachLanguage((language) => translate(language, documentTexts, "bibliography")),
  also: ["Références", "Références bibliographiques", "References"],
  required: false,
  from: "bibliography",
};

/**
 * Of several parts whose bibliographies become one: headings that say "Bibliographie" over nothing are taken out, with a
 * warning. `aliases` leads their anchors to the common one.
 */
export function gatherBibliographies(
  draft: Draft,
  kind: Demands,
  warn: Warn,
): { draft: Draft; aliases: Map<string, string> } {
  const aliases = new Map<string, string>();
  if (draft.bibliography.length === 0) return { draft, aliases };
  let part = "";
  const blocks = draft.blocks.filter((block, index) => {
    if (block.type === "heading" && block.level === 1) part = plainText(block.children);
    if (!isBibliography(block, kind) || !isEmpty(draft.blocks, index)) return true;
    if (block.anchor !== undefined) aliases.set(block.anchor, bibliographyId);
    warn({ code: "bibliography-merged", details: { heading: plainText(block.children), part } });
    return false;
  });
  return { draft: { ...draft, blocks }, aliases };
}

/** A document's body in order, the entries where they belong. */
export type Pieces = { before: Block[]; entries: Block[]; after: Block[] };

/**
 * Entries go where the author left room for them (a heading that says "Bibliographie" over nothing), or at the end of
 * the only section that is called so; else after everything, under a heading of ours.
 */
export function placeEntries(
  draft: Draft,
  entries: Block[],
  kind: Demands,
  collective: boolean,
  language: Language,
): Pieces {
  const { blocks } = draft;
  if (entries.length === 0) return { before: blocks, entries, after: [] };
  const own = collective ? -1 : ownSection(blocks, kind);
  if (own < 0) return { before: blocks, entries: [headingOf(language), ...entries], after: [] };
  const { level } = blocks[own] as Heading;
  const next = blocks.findIndex((block, index) => index > own && block.type === "heading" && block.level <= level);
  const end = next < 0 ? blocks.length : next;
  return { before: blocks.slice(0, end), entries, after: blocks.slice(end) };
}

function ownSection(blocks: readonly Block[], kind: Demands): number {
  const named = blocks.flatMap((block, index) => (isBibliography(block, kind) ? [index] : []));
  return named.findLast((index) => isEmpty(blocks, index)) ?? (named.length === 1 ? named[0]! : -1);
}

function headingOf(language: Language): Heading {
  const value = translate(language, documentTexts, "bibliography");
  return { type: "heading", id: bibliographyId, level: 1, numbered: false, children: [{ type: "text", value }] };
}

function isBibliography(block: Block, { sections }: Pick<Demands, "sections">): block is Heading {
  if (block.type !== "heading") return false;
  const words = plainText(block.children);
  const named = sections.filter((section) => section.from === "bibliography");
  return [usual, ...named].some((section) => names(section, words));
}

/**
 * The sections that say "Bibliographie", "References", each from its heading to before the next of its level, and what is beside
 * them; `at`: how many blocks beside them come before the first.
 */
export function typedBibliography(blocks: readonly Block[]): { typed: Block[]; beside: Block[]; at?: number } {
  const [typed, beside]: [Block[], Block[]] = [[], []];
  let level = 0;
  let at: number | undefined;
  for (const block of blocks) {
    if (block.type === "heading" && block.level <= level) level = 0;
    if (level === 0 && isBibliography(block, { sections: [] })) {
      level = block.level;
      at ??= beside.length;
    }
    (level > 0 ? typed : beside).push(block);
  }
  return { typed, beside, ...(at !== undefined && { at }) };
}

/** True when a heading is followed by nothing of its own. */
function isEmpty(blocks: readonly Block[], index: number): boolean {
  const [heading, next] = [blocks[index] as Heading, blocks[index + 1]];
  return next === undefined || (next.type === "heading" && next.level <= heading.level);
}
