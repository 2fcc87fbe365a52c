import { type BlockInText, isAmong, placesOf } from "./blocks-in-text.ts";
import type { Index } from "./passage-index.ts";
import type { DocumentTree } from "./tree.ts";
import {
  holdsTelling,
  isInPlace,
  isInSame,
  isSingle,
  type Pairing,
  type Pairs,
  support,
  telling,
  tells,
  underneath,
} from "./twin-support.ts";

type Sides = { before: Index; after: Index };
/** Whether the pair of an old block is sure, by its id. */
type IsConfident = (id: string) => boolean;

/**
 * Whether the pair of an old block is sure. A block that says the same as others of its text, some of which came, went
 * or moved, is known by its row's and column's names, or by the blocks beside it: those that say what no other says must
 * tell more for the pair than for any other that could be made.
 */
export function confidentTwins(
  trees: { before: DocumentTree; after: DocumentTree },
  { before, after }: Sides,
  pairs: Pairs,
): IsConfident {
  const taken = new Map([...pairs.now].flatMap(([id, entries]) => entries.map((entry) => [entry.id, id] as const)));
  const pairing = { ...pairs, taken, olds: placesOf(trees.before, before), news: placesOf(trees.after, after) };
  const known = new Map<string, boolean>();
  const isConfident = (id: string): boolean => {
    const confident = known.get(id) ?? isConfidentPair(pairing, id, isConfident);
    known.set(id, confident);
    return confident;
  };
  return isConfident;
}

function isConfidentPair(pairing: Pairing, id: string, isConfident: IsConfident): boolean {
  const { olds, news, now, short } = pairing;
  const old = olds.byId.get(id);
  const [entry] = now.get(id) ?? [];
  const place = entry && news.byId.get(entry.id);
  if (!old || !place) return true;
  if (old.within !== undefined && !isConfident(old.within)) return false;
  if (short.has(id)) return tells(pairing, old, place, "previous") && tells(pairing, old, place, "next");
  if (entry.key !== old.entry.key)
    return old.entry.container ? isKnown(pairing, old, place) : !standsElsewhere(pairing, old);
  if (entry.bag().size < telling && !isBorneOut(pairing, old)) return false;
  if (isSingle(pairing, old, place) && entry.bag().size >= telling) return true;
  if (isTwinRow(pairing, old)) return false;
  return isNamed(pairing, old, place, isConfident) || isKnownBeside(pairing, old, place);
}

/** What stands beside an edited table, list or quotation tells which one it is, or enough that it holds and that no other says. */
function isKnown(pairing: Pairing, old: BlockInText, place: BlockInText): boolean {
  return (
    holdsTelling(pairing, old, place) || tells(pairing, old, place, "previous") || tells(pairing, old, place, "next")
  );
}

/** Words of an old block that is said to be edited stand as they were in one that came: which is it cannot be told. */
function standsElsewhere({ news, taken }: Pairing, { entry }: BlockInText): boolean {
  return entry.bag().size >= telling && news.twins(entry.key).some((one) => !taken.has(one.entry.id));
}

/** A row is not known by its first cell alone, nor a column by its head: half of the others say the same. */
function isBorneOut({ olds, now }: Pairing, { neighbours = [] }: BlockInText): boolean {
  const isSame = (id: string) => now.get(id)?.some(({ key }) => key === olds.byId.get(id)?.entry.key) === true;
  return neighbours.filter(isSame).length * 2 >= neighbours.length;
}

/** A row that another one says too may be either, where rows of the table moved or went. */
function isTwinRow({ olds, now, moved }: Pairing, { name, run, within = "" }: BlockInText): boolean {
  if (name !== undefined || olds.runs(run) < 2) return false;
  return olds.inside(within).some(({ entry: { id } }) => moved.has(id) || !now.has(id));
}

/** In a row or a column that moved, both its first cell and its head must be sure. */
function isNamed(pairing: Pairing, old: BlockInText, place: BlockInText, isConfident: IsConfident): boolean {
  if (old.name === undefined || old.name !== place.name) return false;
  const wasMoved = pairing.moved.has(old.entry.id);
  if (wasMoved && !isInSame(pairing, old, place)) return false;
  return [old.head, wasMoved ? old.first : undefined].every((id) => id === undefined || isConfident(id));
}

/** Whether what stands beside a pair tells more for it than for any other that could be made. */
function isKnownBeside(pairing: Pairing, old: BlockInText, place: BlockInText): boolean {
  const { olds, news, now, moved, taken } = pairing;
  const open = ({ entry: { id } }: BlockInText) => !now.has(id) || moved.has(id);
  const free = ({ entry: { id } }: BlockInText) => !taken.has(id) || moved.has(taken.get(id)!);
  if (isAmong(old, open) || isAmong(place, free)) return false;
  const { key } = old.entry;
  const rivals = [
    ...olds.twins(key).flatMap((one) => (one !== old && open(one) ? [support(pairing, one, place)] : [])),
    ...news.twins(key).flatMap((one) => (one !== place && free(one) ? [support(pairing, old, one)] : [])),
  ];
  const stayed = !moved.has(old.entry.id);
  const isBetweenPairs = isInPlace(pairing, old, place, "previous") && isInPlace(pairing, old, place, "next");
  if (rivals.length === 0 && stayed && isBetweenPairs) return true;
  const own = support(pairing, old, place);
  const least = old.heading && !(stayed && isSingle(pairing, old, place)) ? underneath : 1;
  return own >= least && rivals.every((rival) => rival < own);
}
