import { documentTexts } from "../i18n/documents.ts";
import type { Language } from "../i18n/languages.ts";
import { translate } from "../i18n/translate.ts";
import { changeBlocks, changeInlines, type Draft, type Warn } from "./draft.ts";
import { shortenAtWord } from "./shorten.ts";
import type { Block, Heading, Inline } from "./tree.ts";
import { eachBlock, eachInline, mapBlocks, ownInlines, textOf } from "./visit.ts";

/**
 * Headings down to level `depth` labelled "1", "1.1"; one that the author left without a number counts for nothing, nor
 * do those below it.
 */
export function numberHeadings(draft: Draft, depth: number): Draft {
  const counts: number[] = [];
  let unnumbered = Number.POSITIVE_INFINITY;
  const label = (heading: Heading): Heading => {
    if (heading.level <= unnumbered) unnumbered = heading.numbered ? Number.POSITIVE_INFINITY : heading.level;
    if (heading.level > depth || heading.level >= unnumbered) return heading;
    counts.length = heading.level;
    counts[heading.level - 1] = (counts[heading.level - 1] ?? 0) + 1;
    return { ...heading, label: Array.from(counts, (count) => count ?? 0).join(".") };
  };
  return { ...draft, blocks: mapBlocks(draft.blocks, (block) => (block.type === "heading" ? label(block) : block)) };
}

/** Tables and figures that have a caption, labelled in the order of reading: "Tableau 1", "Figure 2". */
export function labelCaptions(draft: Draft, language: Language): Draft {
  const count = { table: 0, figure: 0 };
  const labels = new Map<string, string>();
  for (const block of [...eachBlock(draft.blocks), ...eachBlock(Object.values(draft.notes).flat())]) {
    if ((block.type !== "table" && block.type !== "figure") || !block.caption) continue;
    labels.set(block.id, translate(language, documentTexts, block.type, { number: String(++count[block.type]) }));
  }
  return changeBlocks(draft, (blocks) => mapBlocks(blocks, (block) => labelled(language, block, labels.get(block.id))));
}

/** The whole caption of a table or figure, as every output prints it: "Tableau 1 – Projets soutenus". */
export function captionOf(block: { label?: string; caption?: Inline[] }): Inline[] {
  const caption = block.caption ?? [];
  if (block.label === undefined) return caption;
  return [{ type: "strong", children: [{ type: "text", value: block.label }] }, ...separated(caption)];
}

function separated(caption: Inline[]): Inline[] {
  return caption.length === 0 ? [] : [{ type: "text", value: "\u00A0– " }, ...caption];
}

function labelled(language: Language, block: Block, label: string | undefined): Block {
  if (label === undefined) return block;
  if (block.type === "table") return { ...block, label, continued: translate(language, documentTexts, "continued") };
  return block.type === "figure" ? { ...block, label } : block;
}

/**
 * Notes in the order of their first call, those called from notes after all others; each call carries its number, from 1.
 * Warns of a call whose note is not there (the call goes), of a note that is never called (the note goes), and of notes that are empty or say
 * the same at length, which stay: LibreOffice 7.4 leaves those of a Word file with comments so.
 */
export function numberNotes(draft: Draft, warn: Warn): { draft: Draft; order: string[] } {
  const numbers = callOrder(draft);
  for (const [id, blocks] of Object.entries(draft.notes)) {
    if (!numbers.has(id)) warn({ code: "note-uncalled", details: { text: opening(blocks) }, at: blocks[0]?.id });
  }
  const order = [...numbers.keys()];
  warnOfMixedUp(draft, order, warn);
  const notes = Object.fromEntries(order.map((id) => [id, draft.notes[id]!]));
  const numbered = changeInlines({ ...draft, notes }, (inline, at) => {
    if (inline.type !== "noteReference") return inline;
    const number = numbers.get(inline.note);
    if (number !== undefined) return { ...inline, number };
    warn({ code: "note-missing", details: { note: inline.note }, at });
    return [];
  });
  return { draft: numbered, order };
}

/** Characters from which two notes do not say the same by chance, as "Ibid., p. 12." does. */
const distinctiveLength = 40;

function warnOfMixedUp({ notes }: Draft, order: readonly string[], warn: Warn): void {
  const known = new Map<string, number>();
  for (const [index, id] of order.entries()) {
    const blocks = notes[id]!;
    const [text, number, at] = [blocks.map(textOf).join("\n").trim(), index + 1, blocks[0]?.id];
    const first = known.get(text);
    if (text === "" && blocks.every(({ type }) => type === "paragraph"))
      warn({ code: "note-empty", details: { number }, at });
    else if (first !== undefined)
      warn({ code: "note-repeated", details: { number, first, text: opening(blocks) }, at });
    else if (text.length >= distinctiveLength) known.set(text, number);
  }
}

function callOrder(draft: Draft): Map<string, number> {
  const numbers = new Map<string, number>();
  const call = (block: Block): void => {
    for (const inline of eachInline(ownInlines(block))) {
      if (inline.type !== "noteReference" || numbers.has(inline.note) || !draft.notes[inline.note]) continue;
      numbers.set(inline.note, numbers.size + 1);
    }
  };
  for (const block of eachBlock(draft.blocks)) call(block);
  // A map met while it grows: notes called from notes come last.
  for (const id of numbers.keys()) for (const block of eachBlock(draft.notes[id]!)) call(block);
  return numbers;
}

function opening(blocks: Block[]): string {
  return shortenAtWord(blocks.map(textOf).join(" "), 60);
}
