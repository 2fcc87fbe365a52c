import type { Block, BlockType, Figure, Inline, List, ListItem, Table } from "../tree.ts";
import { alignColumns } from "./columns.ts";
import { compareRows } from "./compare-rows.ts";
import { compareWords } from "./compare-words.ts";
import { bagIn, type Comparing, itemKey, keyOf } from "./comparing.ts";
import { type Bag, likeness, overlap } from "./likeness.ts";
import { comparePartings, isParting, withItemPartings, withPartings } from "./partings.ts";
import type { BlockChange, EditedBlock, ItemChange, Text, WordChange } from "./redline.ts";
import { isRelisting, linesOf, withRelistings } from "./relistings.ts";
import { meet } from "./run.ts";
import { sameBlock } from "./same.ts";

/** Two runs of blocks: what stayed, what came and went, and what was edited, to the word. */
export function compareBlocks(comparing: Comparing, before: readonly Block[], after: readonly Block[]): BlockChange[] {
  const key = (block: Block) => keyOf(comparing, block);
  const bag = (block: Block) => bagIn(comparing, block);
  const alike = (one: Block, other: Block) => alikeBlocks(one, bag(one), bag(other));
  const met = meet(before, after, { key, bag, couldBe, alike });
  return withPartings(comparing, withRelistings(comparing, met)).flatMap((met): BlockChange[] => {
    if (isRelisting(met)) {
      const [old, now] = [met.before.flatMap(linesOf), met.after.flatMap(linesOf)];
      const lines = compareBlocks(comparing, old, now);
      return [{ is: "relisted", of: "block", before: met.before, after: met.after, lines }];
    }
    if (isParting(met)) return [comparePartings(comparing, met)];
    if (met.after === undefined) return [{ is: "deleted", of: "block", before: met.before }];
    if (met.before === undefined) return [{ is: "inserted", of: "block", after: met.after }];
    return compareBlock(comparing, met.before, met.after);
  });
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

function isText({ type }: Block): boolean {
  return type === "paragraph" || type === "heading";
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
    const rows = compareRows(comparing, before, after, columns, compareBlocks);
    const caption = captionWords(comparing, before, after);
    return { ...edited, type: "table", before, after, caption, columns, rows };
  },
};

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
  return withItemPartings(comparing, met).map((met): ItemChange => {
    if ("lines" in met) return met;
    if (met.after === undefined) return { is: "deleted", of: "item", before: met.before };
    if (met.before === undefined) return { is: "inserted", of: "item", after: met.after };
    const blocks = compareBlocks(comparing, met.before.children, met.after.children);
    if (blocks.every(({ is }) => is === "same"))
      return { is: "same", of: "item", before: met.before, after: met.after };
    return { is: "edited", of: "item", blocks };
  });
}
