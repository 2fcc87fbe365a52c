import type { Block, BlockType, Figure, Inline, List, ListItem, Table } from "../tree.ts";
import { alignColumns } from "./columns.ts";
import { compareRows } from "./compare-rows.ts";
import { compareWords } from "./compare-words.ts";
import { bagIn, type Comparing, itemKey, keyOf, wordsOf } from "./comparing.ts";
import { type Group, type Grouped, isGroup, withGroups } from "./groups.ts";
import { type Bag, likeness, overlap } from "./likeness.ts";
import { comparePartings } from "./partings.ts";
import type { BlockChange, EditedBlock, ItemChange, Text, WordChange } from "./redline.ts";
import { linesOf } from "./relistings.ts";
import { type Met, meet } from "./run.ts";
import { sameBlock } from "./same.ts";

/** Two runs of blocks: what stayed, what came and went, and what was edited, to the word. */
export function compareBlocks(comparing: Comparing, before: readonly Block[], after: readonly Block[]): BlockChange[] {
  const key = (block: Block) => keyOf(comparing, block);
  const bag = (block: Block) => bagIn(comparing, block);
  const alike = (one: Block, other: Block) => alikeBlocks(one, bag(one), bag(other));
  const met = meet(before, after, { key, bag, couldBe, alike });
  const isSame = (one: Block, other: Block) => key(one) === key(other);
  return withGroups(met, { words: wordsOf, isSame, apart: comparing.apart }).flatMap((one) =>
    compareMet(comparing, one),
  );
}

function compareMet(comparing: Comparing, met: Met<Block> | Grouped<Block>): BlockChange[] {
  if (isGroup(met)) return compareGroup(comparing, met);
  if (met.after === undefined) return [{ is: "deleted", of: "block", before: met.before }];
  if (met.before === undefined) return [{ is: "inserted", of: "block", after: met.after }];
  return compareBlock(comparing, met.before, met.after);
}

/** Blocks that together say the same: one edited, paragraphs parted or joined, or what became of another kind. */
function compareGroup(comparing: Comparing, group: Grouped<Block>): BlockChange[] {
  const { before, after, apart } = group;
  const [[old, ...olds], [now, ...news]] = [before, after];
  if (olds.length + news.length === 0 && couldBe(old!, now!)) return compareBlock(comparing, old!, now!);
  if (canBeParted(comparing, group)) return [comparePartings(comparing, group)];
  const lines = comparing.apart ? undefined : linesOf(group);
  if (!lines) return apart.flatMap((met) => compareMet(comparing, met));
  return [{ is: "relisted", of: "block", before, after, lines: compareBlocks(comparing, lines.before, lines.after) }];
}

/** Whether blocks are paragraphs that stand alike on their lines, or headings where kinds are not kept apart. */
function canBeParted({ apart }: Comparing, group: Grouped<Block>): group is Grouped<Block> & Group<Text> {
  const all = [...group.before, ...group.after];
  const ways = new Set(all.flatMap((block) => (block.type === "paragraph" ? [block.align] : [])));
  return ways.size < 2 && all.every((block) => block.type === "paragraph" || (!apart && block.type === "heading"));
}

/** Whether one block may be the other edited, before their words are compared: a paragraph may become a heading. */
function couldBe(before: Block, after: Block): boolean {
  if (isText(before) && isText(after)) return true;
  if (before.type !== after.type) return false;
  return before.type !== "figure" || sameImage(before, after as Figure);
}

/** A table that got columns says what it said, and much more. */
function alikeBlocks({ type }: Block, before: Bag, after: Bag): number {
  const alike = likeness(before, after);
  return type === "table" ? Math.max(alike, 0.9 * overlap(before, after)) : alike;
}

function isText(block: Block): block is Text {
  return block.type === "paragraph" || block.type === "heading";
}

function sameImage(before: Figure, after: Figure): boolean {
  return before.image.hash === after.image.hash && before.alt === after.alt && before.width === after.width;
}

/** Two blocks that are one: the same, edited, or where that cannot be told, one in the other's place. */
function compareBlock(comparing: Comparing, before: Block, after: Block): BlockChange[] {
  if (sameBlock(comparing.names, before, after)) return [{ is: "same", of: "block", before, after }];
  const compare = couldBe(before, after) ? (comparers[before.type] as Comparer<BlockType> | undefined) : undefined;
  const edited = compare?.(comparing, before, after);
  if (edited) return [edited];
  return [
    { is: "deleted", of: "block", before },
    { is: "inserted", of: "block", after },
  ];
}

type Of<T extends BlockType> = Extract<Block, { type: T }>;
type Comparer<T extends BlockType> = (comparing: Comparing, before: Of<T>, after: Of<T>) => EditedBlock | undefined;

const edited = { is: "edited", of: "block" } as const;

const comparers: { [T in BlockType]?: Comparer<T> } = {
  heading: compareTexts,
  paragraph: compareTexts,
  codeBlock: (comparing, before, after) => {
    const words = compareWords([code(before.value)], [code(after.value)], comparing.names);
    return { ...edited, type: "code", before, after, words };
  },
  figure: (comparing, before, after) =>
    sameImage(before, after)
      ? { ...edited, type: "figure", before, after, caption: captionWords(comparing, before, after) }
      : undefined,
  quote: (comparing, before, after) => {
    const blocks = compareBlocks(comparing, before.children, after.children);
    return { ...edited, type: "quote", before, after, blocks };
  },
  callout: (comparing, before, after) => {
    const words = compareWords(before.title ?? [], after.title ?? [], comparing.names);
    const blocks = compareBlocks(comparing, before.children, after.children);
    return { ...edited, type: "callout", before, after, words, blocks };
  },
  list: (comparing, before, after) => ({
    ...edited,
    type: "list",
    before,
    after,
    items: compareItems(comparing, before, after),
  }),
  table: (comparing, before, after) => {
    const columns = alignColumns(comparing, before, after);
    if (!columns) return undefined;
    const rows = compareRows(comparing, before, after, columns, compareCell);
    const caption = captionWords(comparing, before, after);
    return { ...edited, type: "table", before, after, caption, columns, rows };
  },
};

/** What a cell holds: one paragraph in the place of another is that one edited, whatever its words. */
function compareCell(comparing: Comparing, before: readonly Block[], after: readonly Block[]): BlockChange[] {
  const [[old, ...olds], [now, ...news]] = [before, after];
  const isOne = old && now && olds.length + news.length === 0 && isText(old) && isText(now);
  return isOne ? compareBlock(comparing, old, now) : compareBlocks(comparing, before, after);
}

function compareTexts(comparing: Comparing, before: Text, after: Text): EditedBlock {
  return { ...edited, type: "text", before, after, words: childWords(comparing, before, after) };
}

function code(value: string): Inline {
  return { type: "code", value };
}

function childWords(comparing: Comparing, before: { children: Inline[] }, after: { children: Inline[] }): WordChange[] {
  return compareWords(before.children, after.children, comparing.names);
}

/** The author's words: the label before them is the document's. */
function captionWords(comparing: Comparing, before: Table | Figure, after: Table | Figure): WordChange[] {
  return compareWords(before.caption ?? [], after.caption ?? [], comparing.names);
}

function compareItems(comparing: Comparing, before: List, after: List): ItemChange[] {
  const key = (item: ListItem) => itemKey(comparing, item);
  const bag = (item: ListItem) => bagIn(comparing, item);
  const met = meet(before.items, after.items, { key, bag, couldBe: () => true });
  const isSame = (one: ListItem, other: ListItem) => key(one) === key(other);
  return withGroups(met, { words: wordsOf, isSame, apart: comparing.apart }).flatMap((one) => {
    if (!isGroup(one)) return [compareItem(comparing, one)];
    const [[old], [now]] = [one.before, one.after];
    if (one.before.length + one.after.length === 2 && old && now)
      return [compareItem(comparing, { before: old, after: now })];
    return comparing.apart ? one.apart.map((met) => compareItem(comparing, met)) : [compareItemGroup(comparing, one)];
  });
}

/** Items that together say the same, block by block. */
function compareItemGroup(comparing: Comparing, { before, after }: Group<ListItem>): ItemChange {
  const blocksIn = (items: readonly ListItem[]) => items.flatMap(({ children }) => children);
  return {
    is: "relisted",
    of: "item",
    before,
    after,
    lines: compareBlocks(comparing, blocksIn(before), blocksIn(after)),
  };
}

function compareItem(comparing: Comparing, { before, after }: Met<ListItem>): ItemChange {
  if (after === undefined) return { is: "deleted", of: "item", before };
  if (before === undefined) return { is: "inserted", of: "item", after };
  const blocks = compareBlocks(comparing, before.children, after.children);
  if (blocks.every(({ is }) => is === "same")) return { is: "same", of: "item", before, after };
  return { is: "edited", of: "item", blocks };
}
