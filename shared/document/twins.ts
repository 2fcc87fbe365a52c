import { type NamedBlock, namedBlocks } from "./named-blocks.ts";
import type { Entry, Index } from "./passage-index.ts";
import type { Block, DocumentTree } from "./tree.ts";
import { eachBlockOf, innerBlocks } from "./visit.ts";

type Sides = { before: Index; after: Index };
type Pairs = { now: ReadonlyMap<string, readonly Entry[]>; moved: ReadonlySet<string>; short: ReadonlySet<string> };

/** What the block under a heading counts, one before it counting 1, and others beside a block 2. */
const underneath = 3;

/** Words by which a block is known wherever it stands. */
const telling = 4;

/**
 * Whether the pair of an old block is sure. A block that says the same as others of its text, some of which came, went
 * or moved, is known by its row's and column's names, or by the blocks beside it: those that say what no other says must
 * tell more for the pair than for any other that could be made.
 */
export function confidentTwins(
  trees: { before: DocumentTree; after: DocumentTree },
  { before, after }: Sides,
  { now, moved, short }: Pairs,
): (id: string) => boolean {
  const olds = placesOf(trees.before, before);
  const news = placesOf(trees.after, after);
  const taken = new Map([...now].flatMap(([id, entries]) => entries.map((entry) => [entry.id, id] as const)));
  const isPaired = (old: BlockInText, place: BlockInText) =>
    now.get(old.entry.id)?.some(({ id }) => id === place.entry.id) === true;
  const isNextTo = (old: BlockInText | undefined, place: BlockInText | undefined) =>
    old !== undefined && place !== undefined && isPaired(old, place);
  const isSingle = (old: BlockInText, place: BlockInText) =>
    olds.twins(old.entry.key).length === 1 && news.twins(place.entry.key).length === 1;
  const holdsTelling = (old: BlockInText, place: BlockInText): boolean => {
    const kept = olds.inside(old.entry.id).filter((one) => {
      const [entry] = now.get(one.entry.id) ?? [];
      const other = entry && news.byId.get(entry.id);
      return other?.within === place.entry.id && isSingle(one, other);
    });
    return kept.reduce((sum, { entry }) => sum + entry.bag().size, 0) >= telling;
  };
  const reaches = (old: BlockInText | undefined, place: BlockInText | undefined, way: "previous" | "next"): boolean => {
    if (!old || !place) return false;
    if (
      !isPaired(old, place) ||
      (old.entry.container && old.entry.key !== place.entry.key && !holdsTelling(old, place))
    )
      return false;
    return isSingle(old, place) || reaches(old[way], place[way], way);
  };
  const isInSame = (old: BlockInText, place: BlockInText): boolean =>
    old.within === undefined
      ? place.within === undefined
      : now.get(old.within)?.some(({ id }) => id === place.within) === true;
  /** The end of a list or a row tells too, where no other says the same. */
  const tells = (old: BlockInText, place: BlockInText, way: "previous" | "next"): boolean =>
    old[way] || place[way]
      ? reaches(old[way], place[way], way)
      : isInSame(old, place) && olds.runs(old.run) === 1 && news.runs(place.run) === 1;
  /** What stands under a heading tells alone that it is the same. */
  const support = (old: BlockInText, place: BlockInText): number =>
    (tells(old, place, "next") ? (old.heading ? underneath : 2) : 0) +
    (tells(old, place, "previous") ? (old.heading ? 1 : 2) : 0);
  /** What stands beside an edited table, list or quotation tells which one it is, or enough that it holds and that no other says. */
  const isKnown = (old: BlockInText, place: BlockInText): boolean =>
    holdsTelling(old, place) || tells(old, place, "previous") || tells(old, place, "next");
  /** Words of an old block that is said to be edited stand as they were in one that came: which is it cannot be told. */
  const standsElsewhere = ({ entry }: BlockInText): boolean =>
    entry.bag().size >= telling && news.twins(entry.key).some((one) => !taken.has(one.entry.id));
  const isSame = (id: string) => now.get(id)?.some(({ key }) => key === olds.byId.get(id)?.entry.key) === true;
  /** A row is not known by its first cell alone, nor a column by its head: half of the others say the same. */
  const isBorneOut = ({ neighbours = [] }: BlockInText): boolean =>
    neighbours.filter(isSame).length * 2 >= neighbours.length;
  /** A row that another one says too may be either, where rows of the table moved or went. */
  const isTwinRow = (old: BlockInText): boolean =>
    old.name === undefined &&
    olds.runs(old.run) > 1 &&
    olds.inside(old.within ?? "").some(({ entry: { id } }) => moved.has(id) || !now.has(id));
  const known = new Map<string, boolean>();
  const isConfident = (id: string): boolean => {
    const confident = known.get(id) ?? isConfidentPair(id);
    known.set(id, confident);
    return confident;
  };
  /** In a row or a column that moved, both its first cell and its head must be sure. */
  const isNamed = (old: BlockInText, place: BlockInText): boolean => {
    if (old.name === undefined || old.name !== place.name) return false;
    const wasMoved = moved.has(old.entry.id);
    if (wasMoved && !isInSame(old, place)) return false;
    return [old.head, wasMoved ? old.first : undefined].every((id) => id === undefined || isConfident(id));
  };
  const isConfidentPair = (id: string): boolean => {
    const old = olds.byId.get(id);
    const [entry] = now.get(id) ?? [];
    const place = entry && news.byId.get(entry.id);
    if (!old || !place) return true;
    if (old.within !== undefined && !isConfident(old.within)) return false;
    if (short.has(id)) return tells(old, place, "previous") && tells(old, place, "next");
    if (entry.key !== old.entry.key) return old.entry.container ? isKnown(old, place) : !standsElsewhere(old);
    if (entry.bag().size < telling && !isBorneOut(old)) return false;
    const open = (one: BlockInText) => !now.has(one.entry.id) || moved.has(one.entry.id);
    const free = (one: BlockInText) => !taken.has(one.entry.id) || moved.has(taken.get(one.entry.id)!);
    const rivals = [
      ...olds.twins(entry.key).flatMap((one) => (one !== old && open(one) ? [support(one, place)] : [])),
      ...news.twins(entry.key).flatMap((one) => (one !== place && free(one) ? [support(old, one)] : [])),
    ];
    if (isSingle(old, place) && entry.bag().size >= telling) return true;
    if (isTwinRow(old)) return false;
    if (isNamed(old, place)) return true;
    const inPlace = (way: "previous" | "next") => old[way] === place[way] || isNextTo(old[way], place[way]);
    if (isAmong(old, open) || isAmong(place, free)) return false;
    if (rivals.length === 0 && !moved.has(id) && inPlace("previous") && inPlace("next")) return true;
    const own = support(old, place);
    const least = old.heading && !(isSingle(old, place) && !moved.has(id)) ? underneath : 1;
    return own >= least && rivals.every((rival) => rival < own);
  };
  return isConfident;
}

/** Whether one of the twins that stand in a row with a block is such. */
function isAmong(place: BlockInText, is: (twin: BlockInText) => boolean): boolean {
  return (["previous", "next"] as const).some((way) => {
    for (let twin = place[way]; twin?.entry.key === place.entry.key; twin = twin[way]) if (is(twin)) return true;
    return false;
  });
}

/**
 * A block, what its `run` says, the block that it is `within`, those beside it in its run, and in a table the names of its row and column.
 */
type BlockInText = {
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
type Run = { within?: string; blocks: readonly Block[] };
type TextIndex = {
  byId: ReadonlyMap<string, BlockInText>;
  twins: (key: string) => readonly BlockInText[];
  /** What a list or a quotation holds, and a table under its first rows, which other tables begin with too. */
  inside: (container: string) => readonly BlockInText[];
  /** How many runs say this. */
  runs: (said: string) => number;
};

function placesOf(tree: DocumentTree, { byId: entries }: Index): TextIndex {
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
