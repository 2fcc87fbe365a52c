import { paragraphsOf } from "./paragraphs.ts";
import type { Block, DocumentTree, List, ListItem } from "./tree.ts";
import { innerBlocks } from "./visit.ts";

/** Where items go that come after a block: after the first `at` items of a list. */
export type ItemPlace = { list: List; at: number };

const mark = /^[-\u2010\u2011][ \u00a0]+/;

/** Words as an item of a list says them in an addition: "- un point". */
export function asItem(words: string): string {
  return `- ${words.trim()}`;
}

/** What the items of a text say, a blank line between two: "- un point", "- un autre". Undefined for what are not all items. */
export function itemsIn(text: string): string[] | undefined {
  const pieces = text.split(/\n\s*\n/).map((piece) => piece.trim());
  return pieces.every((piece) => mark.test(piece)) ? pieces.map((piece) => piece.replace(mark, "")) : undefined;
}

/** Paragraphs as items, one each. */
export function itemBlocks(words: readonly string[]): Block[] {
  return words.flatMap((each) => paragraphsOf(each.replace(/\s+/g, " ")));
}

/** A list of its own for items that no list is beside. */
export function listOf(blocks: readonly Block[]): List {
  const items = blocks.map((block): ListItem => ({ children: [block] }));
  return { type: "list", id: "", ordered: false, start: 1, format: "decimal", items };
}

/**
 * Where the items go that come after each block of a tree, by its id: after the item that holds it; at the end of it, where
 * it is a list; else at the beginning of the list that follows. Absent: no list is there.
 */
export function itemPlaces(tree: Pick<DocumentTree, "blocks" | "notes">): Map<string, ItemPlace> {
  const places = new Map<string, ItemPlace>();
  const visit = (blocks: readonly Block[], own?: ItemPlace) => {
    for (const [index, block] of blocks.entries()) {
      const next = blocks[index + 1];
      const place = own ?? listPlace(block, next);
      if (place) places.set(block.id, place);
      if (block.type === "list")
        for (const [at, { children }] of block.items.entries()) visit(children, { list: block, at: at + 1 });
      else for (const inside of innerBlocks(block)) visit(inside);
    }
  };
  for (const blocks of [tree.blocks, ...Object.values(tree.notes)]) visit(blocks);
  return places;
}

function listPlace(block: Block, next: Block | undefined): ItemPlace | undefined {
  if (block.type === "list") return { list: block, at: block.items.length };
  return next?.type === "list" ? { list: next, at: 0 } : undefined;
}

/** A list with items more, each after the first `at` of those that it has. */
export function withItems(list: List, more: readonly { at: number; items: readonly ListItem[] }[]): List {
  if (more.length === 0) return list;
  const after = (place: number) => more.flatMap(({ at, items }) => (at === place ? items : []));
  return { ...list, items: [...after(0), ...list.items.flatMap((item, index) => [item, ...after(index + 1)])] };
}
