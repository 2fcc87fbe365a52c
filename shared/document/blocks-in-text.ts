import { type NamedBlock, namedBlocks } from "./named-blocks.ts";
import type { Entry, Index } from "./passage-index.ts";
import type { Block, DocumentTree } from "./tree.ts";
import { eachBlockOf, innerBlocks } from "./visit.ts";

/**
 * A block, what its `run` says, the block that it is `within`, those beside it in its run, and in a table the names of its row and column.
 */
export type BlockInText = {
  entry: Entry;
  heading: boolean;
  run: string;
  within?: string;
  name?: string;
  neighbours?: readonly string[];
  head?: string | undefined;
  first?: string | undefined;
  previous?: BlockInText;
  next?: BlockInText;
};
/** The blocks of a text by what they are asked for. */
export type TextIndex = {
  byId: ReadonlyMap<string, BlockInText>;
  twins: (key: string) => readonly BlockInText[];
  /** What a list or a quotation holds, and a table under its first rows, which other tables begin with too. */
  inside: (container: string) => readonly BlockInText[];
  /** How many runs say this. */
  runs: (said: string) => number;
};

type Run = { within?: string; blocks: readonly Block[] };

/** Where each block of a text stands. Pure. */
export function placesOf(tree: DocumentTree, { byId: entries }: Index): TextIndex {
  const byId = new Map<string, BlockInText>();
  const names = new Map<string, NamedBlock>();
  const runs: Run[] = [tree.blocks, ...Object.values(tree.notes)].map((blocks) => ({ blocks }));
  for (const block of eachBlockOf(tree)) {
    if (block.type === "table") for (const [id, named] of namedBlocks(block)) names.set(id, named);
    runs.push(...runsIn(block).map((blocks) => ({ within: block.id, blocks })));
  }
  const said = new Map<string, number>();
  for (const { within, blocks } of runs) {
    let previous: BlockInText | undefined;
    const run = blocks.map(({ id }) => entries.get(id)?.key ?? "").join("\n");
    said.set(run, (said.get(run) ?? 0) + 1);
    for (const block of blocks) {
      const entry = entries.get(block.id);
      if (!entry) continue;
      const place: BlockInText = {
        entry,
        heading: block.type === "heading",
        run,
        ...(within !== undefined && { within }),
        ...names.get(block.id),
        ...(previous && { previous }),
      };
      if (previous) previous.next = place;
      byId.set(block.id, place);
      previous = place;
    }
  }
  const twins = Map.groupBy(byId.values(), ({ entry }) => entry.key);
  const blocks = new Map(Array.from(eachBlockOf(tree), (block) => [block.id, block]));
  const inside = (id: string) =>
    (blocks.has(id) ? toldInside(blocks.get(id)!) : []).flatMap((block) => byId.get(block.id) ?? []);
  return { byId, twins: (key) => twins.get(key) ?? [], inside, runs: (run) => said.get(run) ?? 0 };
}

/** Whether one of the twins that stand in a row with a block is such. */
export function isAmong(place: BlockInText, is: (twin: BlockInText) => boolean): boolean {
  return (["previous", "next"] as const).some((way) => {
    for (let twin = place[way]; twin?.entry.key === place.entry.key; twin = twin[way]) if (is(twin)) return true;
    return false;
  });
}

function toldInside(block: Block): Block[] {
  if (block.type !== "table") return innerBlocks(block).flat();
  return block.rows
    .slice(Math.max(1, block.headerRows))
    .flatMap(({ cells }) => cells.flatMap(({ children }) => children));
}

/** What a block holds as it is read on: a list whole, a table row by row. */
function runsIn(block: Block): Block[][] {
  if (block.type === "list") return [innerBlocks(block).flat()];
  return block.type === "table"
    ? block.rows.map(({ cells }) => cells.flatMap(({ children }) => children))
    : innerBlocks(block);
}
