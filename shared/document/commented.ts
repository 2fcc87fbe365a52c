import { foldedTextOf, passageOver } from "./anchor.ts";
import type { Composed } from "./composed.ts";
import { foldWithPlaces } from "./fold.ts";
import type { Part } from "./join.ts";
import { carried, occurrence } from "./quotation.ts";
import type { Block, Inline } from "./tree.ts";
import { eachBlock, eachBlockOf, eachInline, mapInlinesOf, ownInlines, plainText } from "./visit.ts";

/**
 * What somebody says in the margin of a document, each line a paragraph. `at`: a block of the stored tree of the part in this
 * place, or a stretch of its folded text (see `foldedTextOf`); absent: the whole document.
 */
export type DocumentComment = {
  author: string;
  initials: string;
  /** ISO 8601. */
  date: string;
  lines: readonly string[];
  at?: { part: number; block: string; start?: number; end?: number };
};

/** Remarks as comments of a Word file; `named`: which they are, for the file to tell when it comes back (`writeNames`). */
export type RemarkComments = { list: readonly DocumentComment[]; named: string };

/** Which comments, by their place in the list, begin before an inline and end after it. */
export type CommentMarks = { begins: number[]; ends: number[] };

/** A document whose inlines are parted where comments begin and end, and the marks of those inlines. */
export type Commented = { document: Composed; marks: ReadonlyMap<Inline, CommentMarks> };

/** A run of inlines that a comment can stand on, and the characters of it that it is about; absent: all. */
type Place = { block: string; stretch?: { start: number; end: number } };

/**
 * The document with comments on the words of their passages, where those are found in it; else on the block, on the call of the
 * note that holds it, on the words before it, or at the head of the text. `collective`: see `join`.
 */
export function commented(
  document: Composed,
  parts: readonly Part[],
  collective: boolean,
  comments: readonly DocumentComment[],
): Commented {
  const text = indexOf(document);
  const places = comments.map(({ at }) => placeOf(text, at && stored(parts, at), prefixOf(at?.part, collective)));
  const byBlock = Map.groupBy(
    places.flatMap((place, index) => (place ? { ...place, index } : [])),
    ({ block }) => block,
  );
  const marks = new Map<Inline, CommentMarks>();
  const sections = document.sections.map((section) => {
    if (section.generated) return section;
    const blocks = mapInlinesOf(section.blocks, (inlines, { id }) => {
      const mine = byBlock.get(id) ?? [];
      return mine.reduce((run, { index, stretch }) => marked(run, index, stretch, marks), inlines);
    });
    return { ...section, blocks };
  });
  return { document: { ...document, sections }, marks };
}

type At = NonNullable<DocumentComment["at"]>;
/** A block of a stored tree, its place in the text if it has one there, and the note that it is in. */
type Stored = { block: Block; stretch?: { start: number; end: number }; note?: string };

/** The innermost stored block that a comment is about. */
function stored(parts: readonly Part[], { part, block: id, start = 0, end = 0 }: At): Stored | undefined {
  const tree = parts[part]?.tree;
  const outer = tree && eachBlockOf(tree).find((one) => one.id === id);
  if (!tree || !outer) return undefined;
  const { length } = foldedTextOf(outer);
  const passage = start < Math.min(end, length) ? passageOver(outer, start, Math.min(end, length)) : undefined;
  const block = (passage && eachBlock([outer]).find((one) => one.id === passage.block)) ?? outer;
  const from = passage?.quotation && occurrence(foldedTextOf(block), passage.quotation);
  const [note] =
    Object.entries(tree.notes).find(([, blocks]) => eachBlock(blocks).some((one) => one.id === block.id)) ?? [];
  return {
    block,
    ...(from !== undefined && { stretch: { start: from, end: from + passage!.quotation!.exact.length } }),
    ...(note !== undefined && { note }),
  };
}

function prefixOf(part: number | undefined, collective: boolean): string {
  return part !== undefined && collective ? `p${part + 1}-` : "";
}

/** The composed blocks that an author wrote, in their order; those with words; and where notes are called. */
type TextIndex = { order: Block[]; calls: ReadonlyMap<string, string> };

function indexOf({ sections }: Composed): TextIndex {
  const order = sections.filter(({ generated }) => !generated).flatMap(({ blocks }) => [...eachBlock(blocks)]);
  const calls = new Map<string, string>();
  for (const block of order)
    for (const inline of eachInline(ownInlines(block)))
      if (inline.type === "noteReference" && !calls.has(inline.note)) calls.set(inline.note, block.id);
  return { order, calls };
}

function placeOf({ order, calls }: TextIndex, about: Stored | undefined, prefix: string): Place | undefined {
  const head = order.find(hasWords);
  if (!about) return head && { block: head.id };
  const { block, stretch, note } = about;
  const called = note === undefined ? undefined : calls.get(prefix + note);
  if (called !== undefined) return { block: called, ...callIn(order, called, prefix + note) };
  const at = order.findIndex(({ id }) => id === prefix + block.id);
  const composed = order[at];
  if (!composed) return head && { block: head.id };
  const words = stretch && hasWords(composed) ? composedStretch(block, composed, stretch) : undefined;
  if (words) return { block: composed.id, stretch: words };
  const beside = [...eachBlock([composed])].find(hasWords) ?? order.slice(0, at).findLast(hasWords) ?? head;
  return beside && { block: beside.id };
}

function hasWords(block: Block): boolean {
  return plainText(ownInlines(block)).trim() !== "";
}

/** The call of a note in a block: no characters wide. */
function callIn(order: readonly Block[], id: string, note: string): Pick<Place, "stretch"> {
  const block = order.find((one) => one.id === id)!;
  let at = 0;
  for (const leaf of leavesOf(ownInlines(block))) {
    if (leaf.type === "noteReference" && leaf.note === note) return { stretch: { start: at, end: at } };
    at += plainText([leaf]).length;
  }
  return {};
}

/** A stretch of what a stored block says, as the composed one types it; undefined where its words are not told there. */
function composedStretch(
  block: Block,
  composed: Block,
  { start, end }: { start: number; end: number },
): Place["stretch"] | undefined {
  const folded = foldWithPlaces(plainText(ownInlines(composed)));
  if (!folded) return undefined;
  const words = carried(foldedTextOf(block), folded.text, start, end);
  if (words.end <= words.start) return undefined;
  return { start: folded.starts[words.start]!, end: folded.ends[words.end - 1]! };
}

/** Inlines that a comment begins before or ends after; what leads somewhere is one of them, with its words. */
function leavesOf(inlines: readonly Inline[]): Inline[] {
  return inlines.flatMap((inline) => ("children" in inline && !isWhole(inline) ? leavesOf(inline.children) : inline));
}

function isWhole({ type }: Inline): boolean {
  return type === "link" || type === "crossReference";
}

/** A run of inlines with the mark of one comment, its text parted at the ends of the stretch. */
function marked(run: Inline[], index: number, stretch: Place["stretch"], marks: Map<Inline, CommentMarks>): Inline[] {
  const { start, end } = stretch ?? { start: 0, end: plainText(run).length };
  const copies = parted(run, start, end, marks);
  const placed = offsets(leavesOf(copies));
  const inside = placed.filter(({ from, to }) =>
    start === end ? from <= start && to >= end : to > start && from < end,
  );
  const called = start === end ? inside.filter(({ leaf }) => leaf.type === "noteReference") : inside;
  const [first] = called;
  const last = called.at(-1);
  if (!first || !last) return copies;
  marksOf(marks, first.leaf).begins.push(index);
  marksOf(marks, last.leaf).ends.push(index);
  return copies;
}

function marksOf(marks: Map<Inline, CommentMarks>, leaf: Inline): CommentMarks {
  const mine = marks.get(leaf) ?? { begins: [], ends: [] };
  marks.set(leaf, mine);
  return mine;
}

function offsets(leaves: readonly Inline[]): { leaf: Inline; from: number; to: number }[] {
  let at = 0;
  return leaves.map((leaf) => {
    const from = at;
    at += plainText([leaf]).length;
    return { leaf, from, to: at };
  });
}

/** The same words, each inline an object of its own, its text parted at two places; marks go with the words. */
function parted(run: readonly Inline[], start: number, end: number, marks: Map<Inline, CommentMarks>): Inline[] {
  let at = 0;
  const copy = (inline: Inline): Inline[] => {
    if ("children" in inline && !isWhole(inline)) return [{ ...inline, children: inline.children.flatMap(copy) }];
    const from = at;
    at += plainText([inline]).length;
    const cuts = inline.type === "text" ? [start - from, end - from] : [];
    const pieces =
      inline.type === "text" ? cut(inline.value, cuts).map((value) => ({ ...inline, value })) : [{ ...inline }];
    const known = marks.get(inline);
    marks.delete(inline);
    if (known) {
      marksOf(marks, pieces[0]!).begins.push(...known.begins);
      marksOf(marks, pieces.at(-1)!).ends.push(...known.ends);
    }
    return pieces;
  };
  return run.flatMap(copy);
}

function cut(value: string, places: readonly number[]): string[] {
  const inside = [...new Set(places)].filter((place) => place > 0 && place < value.length).toSorted((a, b) => a - b);
  return [0, ...inside].map((from, index) => value.slice(from, inside[index] ?? value.length));
}
