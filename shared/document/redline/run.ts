import { alignKeys, type Pair } from "./align.ts";
import { pairAlike } from "./likeness.ts";

/** How the things of a run are compared: by what they say, else by how alike they are (0: not the same thing at all). */
export type Measure<T> = { key: (thing: T) => string; alike: (before: T, after: T) => number };

/** A thing of both runs, or of one. */
export type Met<T> = { before: T; after: T } | { before: T; after?: undefined } | { before?: undefined; after: T };

/**
 * Two runs of things in one order: those that say the same, and between them those that are alike, in pairs; of the
 * others those of the run before come first.
 */
export function meet<T>(before: readonly T[], after: readonly T[], { key, alike }: Measure<T>): Met<T>[] {
  const met: Met<T>[] = [];
  let [i, j] = [0, 0];
  const gap = (to: Pair) => {
    const [olds, news] = [before.slice(i, to[0]), after.slice(j, to[1])];
    const pairs = pairAlike(olds.length, news.length, (y, x) => alike(olds[y]!, news[x]!));
    let [y, x] = [0, 0];
    for (const [toY, toX] of [...pairs, [olds.length, news.length] as const]) {
      met.push(...olds.slice(y, toY).map((one) => ({ before: one })));
      met.push(...news.slice(x, toX).map((one) => ({ after: one })));
      if (toY < olds.length && toX < news.length) met.push({ before: olds[toY]!, after: news[toX]! });
      [y, x] = [toY + 1, toX + 1];
    }
    [i, j] = to;
  };
  for (const pair of alignKeys(before.map(key), after.map(key))) {
    gap(pair);
    met.push({ before: before[i]!, after: after[j]! });
    i++;
    j++;
  }
  gap([before.length, after.length]);
  return met;
}
