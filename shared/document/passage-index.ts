import { foldText } from "./identify.ts";
import { type Bag, bagOf } from "./redline/likeness.ts";
import { meet } from "./redline/run.ts";
import type { Block, DocumentTree } from "./tree.ts";
import { eachBlockOf, innerBlocks, textOf } from "./visit.ts";

/** A block as passages are looked for in it. */
export type Entry = { id: string; key: string; text: string; container: boolean; bag: () => Bag };
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
  return { id: block.id, key: `${block.type} ${text}`, text, container: innerBlocks(block).length > 0, bag: counted };
}

/** An old block, and what stands for it now. */
export type Old = { old: Entry; now?: { entry: Entry; fate: "same" | "edited" | "moved" } };

/** What stands in `after` for each block of `before`, by its id; worked out once, when first asked. */
export function counterpartsIn(before: Index, after: Index): (id: string) => Old | undefined {
  let known: Map<Entry, NonNullable<Old["now"]>> | undefined;
  return (id) => {
    const old = before.byId.get(id);
    if (!old) return undefined;
    known ??= counterparts(before.entries, after.entries);
    const now = known.get(old);
    return { old, ...(now && { now }) };
  };
}

/** Blocks that are the same, or edited, in their order; of the rest, those said elsewhere. */
function counterparts(before: Entry[], after: Entry[]): Map<Entry, NonNullable<Old["now"]>> {
  const found = new Map<Entry, NonNullable<Old["now"]>>();
  const sayings = {
    key: ({ key }: Entry) => key,
    bag: (entry: Entry) => entry.bag(),
    couldBe: (old: Entry, entry: Entry) => old.container === entry.container,
  };
  const met = meet(before, after, sayings);
  for (const { before: old, after: entry } of met) {
    if (old && entry) found.set(old, { entry, fate: old.key === entry.key ? "same" : "edited" });
  }
  const come = Map.groupBy(
    met.flatMap(({ before: old, after: entry }) => (!old && entry && entry.text !== "" ? [entry] : [])),
    ({ key }) => key,
  );
  for (const old of before) {
    const entry = found.has(old) ? undefined : come.get(old.key)?.shift();
    if (entry) found.set(old, { entry, fate: "moved" });
  }
  return found;
}
