import { foldText } from "./identify.ts";
import { type Bag, bagOf } from "./redline/likeness.ts";
import type { Block, DocumentTree } from "./tree.ts";
import { eachBlockOf, innerBlocks, ownInlines, plainText, textOf } from "./visit.ts";

/** A block as passages are looked for in it; `caption`: how many characters at its start are a table's caption, a callout's title. */
export type Entry = { id: string; key: string; text: string; caption: number; container: boolean; bag: () => Bag };
export type Index = { entries: Entry[]; byId: ReadonlyMap<string, Entry> };

/** Every block of a tree. */
export function indexed(tree: DocumentTree): Index {
  const entries = Array.from(eachBlockOf(tree), entryOf);
  return { entries, byId: new Map(entries.map((entry) => [entry.id, entry])) };
}

function entryOf(block: Block): Entry {
  const text = foldText(textOf(block));
  let bag: Bag | undefined;
  const counted = () => {
    bag ??= bagOf(text);
    return bag;
  };
  const caption =
    block.type === "table" || block.type === "callout" ? foldText(plainText(ownInlines(block))).length : 0;
  const container = innerBlocks(block).length > 0;
  return { id: block.id, key: `${block.type} ${text}`, text, caption, container, bag: counted };
}
