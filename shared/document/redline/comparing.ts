import { foldText, ownText } from "../identify.ts";
import type { Block, Cell, ListItem, Row } from "../tree.ts";
import { innerBlocks, textOf } from "../visit.ts";
import { type Bag, bagOf } from "./likeness.ts";
import type { Names } from "./tokens.ts";

/**
 * What one comparison carries along: the names of notes and entries, what was worked out of each block, and whether
 * blocks of unlike kinds are kept `apart`.
 */
export type Comparing = {
  names: { before: Names; after: Names };
  keys: Map<object, string>;
  bags: Map<object, Bag>;
  apart: boolean;
};

/** What a block says and is made of, folded: blocks of one key say the same. */
export function keyOf(comparing: Comparing, block: Block): string {
  return once(comparing.keys, block, () => {
    const inside = innerBlocks(block).map((run) => runKey(comparing, run));
    return `${block.type} ${foldText(ownText(block))}${inside.length > 0 ? `{${inside.join("|")}}` : ""}`;
  });
}

/** What a run of blocks says: an item, a cell. */
export function runKey(comparing: Comparing, blocks: readonly Block[]): string {
  return blocks.map((block) => keyOf(comparing, block)).join(" ");
}

/** The `runKey` of a list's item, worked out once for each item. */
export function itemKey(comparing: Comparing, item: ListItem): string {
  return once(comparing.keys, item, () => runKey(comparing, item.children));
}

/** The words of something that holds text, counted once. */
export function bagIn(comparing: Comparing, thing: Block | ListItem | Row): Bag {
  return once(comparing.bags, thing, () => bagOf(wordsOf(thing)));
}

/** What something says, as plain text. */
export function wordsOf(thing: Block | ListItem | Row): string {
  if ("cells" in thing) return thing.cells.map(cellText).join("\n");
  return "type" in thing ? textOf(thing) : thing.children.map(textOf).join("\n");
}

function cellText({ children }: Cell): string {
  return children.map(textOf).join("\n");
}

function once<T>(known: Map<object, T>, thing: object, work: () => T): T {
  const found = known.get(thing);
  if (found !== undefined) return found;
  const made = work();
  known.set(thing, made);
  return made;
}
