import { alignKeys, type Pair } from "./align.ts";
import { pairAlike } from "./likeness.ts";
import { alikeIn, confidentPairs, type Sayings } from "./matches.ts";

/** A thing of both runs, or of one. */
export type Met<T> = { before: T; after: T } | { before: T; after?: undefined } | { before?: undefined; after: T };

/**
 * Two runs of things in one order: those that surely are the same hold them together, between these those that say the
 * same, and between those the ones that are alike; of what is left, that of the run before comes first.
 */
export function meet<T>(before: readonly T[], after: readonly T[], sayings: Sayings<T>): Met<T>[] {
  return between(before, after, confidentPairs(before, after, sayings), (olds, news) =>
    between(olds, news, alignKeys(olds.map(sayings.key), news.map(sayings.key)), (old, now) =>
      between(old, now, alikePairs(old, now, sayings), (gone, come) => [
        ...gone.map((one) => ({ before: one })),
        ...come.map((one) => ({ after: one })),
      ]),
    ),
  );
}

function alikePairs<T>(before: readonly T[], after: readonly T[], sayings: Sayings<T>): Pair[] {
  return pairAlike(before.length, after.length, (i, j) => alikeIn(sayings, before[i]!, after[j]!));
}

/** The pairs, with what `fill` makes of each stretch between them. */
function between<T>(
  before: readonly T[],
  after: readonly T[],
  pairs: readonly Pair[],
  fill: (before: T[], after: T[]) => Met<T>[],
): Met<T>[] {
  const met: Met<T>[] = [];
  let [i, j] = [0, 0];
  for (const [toI, toJ] of pairs) {
    met.push(...fill(before.slice(i, toI), after.slice(j, toJ)), { before: before[toI]!, after: after[toJ]! });
    [i, j] = [toI + 1, toJ + 1];
  }
  return [...met, ...fill(before.slice(i), after.slice(j))];
}
