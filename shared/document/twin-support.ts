import type { BlockInText, TextIndex } from "./blocks-in-text.ts";
import type { Entry } from "./passage-index.ts";

/** What is paired so far: new entries by old ids, which of them moved, which say too little to be known by what they say. */
export type Pairs = {
  now: ReadonlyMap<string, readonly Entry[]>;
  moved: ReadonlySet<string>;
  short: ReadonlySet<string>;
};

/** The same of two texts; `taken`: old ids by those of the new blocks that they are paired with. */
export type Pairing = Pairs & { olds: TextIndex; news: TextIndex; taken: ReadonlyMap<string, string> };

/** Words by which a block is known wherever it stands. */
export const telling = 4;

/** What the block under a heading counts, one before it counting 1, and others beside a block 2. */
export const underneath = 3;

type Way = "previous" | "next";

/** How much what stands beside an old block and a new one tells that they are a pair. What stands under a heading tells alone. */
export function support(pairing: Pairing, old: BlockInText, place: BlockInText): number {
  return (
    (tells(pairing, old, place, "next") ? (old.heading ? underneath : 2) : 0) +
    (tells(pairing, old, place, "previous") ? (old.heading ? 1 : 2) : 0)
  );
}

/** Whether what stands on one side of both tells it; the end of a list or a row tells too, where no other says the same. */
export function tells(pairing: Pairing, old: BlockInText, place: BlockInText, way: Way): boolean {
  if (old[way] || place[way]) return reaches(pairing, old[way], place[way], way);
  return isInSame(pairing, old, place) && pairing.olds.runs(old.run) === 1 && pairing.news.runs(place.run) === 1;
}

/** Whether a pair that no other block says begins or goes on here, pair after pair. */
function reaches(pairing: Pairing, old: BlockInText | undefined, place: BlockInText | undefined, way: Way): boolean {
  if (!old || !place || !isPaired(pairing, old, place)) return false;
  const isEdited = old.entry.container && old.entry.key !== place.entry.key;
  if (isEdited && !holdsTelling(pairing, old, place)) return false;
  return isSingle(pairing, old, place) || reaches(pairing, old[way], place[way], way);
}

/** Whether a pair of tables, lists or quotations holds enough that no other block says. */
export function holdsTelling(pairing: Pairing, old: BlockInText, place: BlockInText): boolean {
  const { olds, news, now } = pairing;
  const kept = olds.inside(old.entry.id).filter((one) => {
    const [entry] = now.get(one.entry.id) ?? [];
    const other = entry && news.byId.get(entry.id);
    return other?.within === place.entry.id && isSingle(pairing, one, other);
  });
  return kept.reduce((sum, { entry }) => sum + entry.bag().size, 0) >= telling;
}

/** Whether both say what no other block of their texts says. */
export function isSingle({ olds, news }: Pairing, old: BlockInText, place: BlockInText): boolean {
  return olds.twins(old.entry.key).length === 1 && news.twins(place.entry.key).length === 1;
}

/** Whether both are in the body, or in one table, list or quotation. */
export function isInSame({ now }: Pairing, old: BlockInText, place: BlockInText): boolean {
  if (old.within === undefined) return place.within === undefined;
  return now.get(old.within)?.some(({ id }) => id === place.within) === true;
}

/** Whether both stand beside the same on one side: a pair, or nothing. */
export function isInPlace(pairing: Pairing, old: BlockInText, place: BlockInText, way: Way): boolean {
  const [one, other] = [old[way], place[way]];
  return one && other ? isPaired(pairing, one, other) : one === other;
}

function isPaired({ now }: Pairing, old: BlockInText, place: BlockInText): boolean {
  return now.get(old.entry.id)?.some(({ id }) => id === place.entry.id) === true;
}
