import type { Pair } from "./align.ts";
import { type Bag, likeness } from "./likeness.ts";

/**
 * What pairs are found by: what a thing says, its words, and whether one may be another edited at all. `alike`: how much
 * one is another, 0 to 1; absent: by their words.
 */
export type Sayings<T> = {
  key: (thing: T) => string;
  bag: (thing: T) => Bag;
  couldBe: (before: T, after: T) => boolean;
  alike?: (before: T, after: T) => number;
};

/** How much one thing is the other: 0 where it cannot be. */
export function alikeIn<T>({ bag, couldBe, alike }: Sayings<T>, before: T, after: T): number {
  if (!couldBe(before, after)) return 0;
  return alike ? alike(before, after) : likeness(bag(before), bag(after));
}

/** Two texts so alike, each the other's likest, are one text wherever they stand. */
const surelyAlike = 0.6;
/** By how many of its rarest words a text is looked for, and how many texts may share such a word. */
const rarest = { words: 8, texts: 12 };

/**
 * Things that hold two runs together, in order on both sides: those that say what nothing else says, and those that are
 * each other's likest. Of pairs that cross, the fewest words move.
 */
export function confidentPairs<T>(before: readonly T[], after: readonly T[], sayings: Sayings<T>): Pair[] {
  const exact = singlePairs(before.map(sayings.key), after.map(sayings.key));
  const left = { before: without(before, exact, 0), after: without(after, exact, 1) };
  const pairs = [
    ...exact.map((pair) => ({ pair, weight: 1 + sayings.bag(before[pair[0]]!).size })),
    ...likestPairs(before, after, left, sayings),
  ];
  return heaviestRise(pairs.sort((one, other) => one.pair[0] - other.pair[0]));
}

/** A pair, and how many words stay where they are by it. */
export type Weighed = { pair: Pair; weight: number };

/** The places of keys that each side has exactly once. */
export function singlePairs(before: readonly string[], after: readonly string[]): Pair[] {
  const places = (keys: readonly string[]) => {
    const found = new Map<string, number>();
    keys.forEach((key, at) => void found.set(key, found.has(key) ? -1 : at));
    return found;
  };
  const there = places(after);
  return [...places(before)].flatMap(([key, i]): Pair[] => {
    const j = there.get(key) ?? -1;
    return i >= 0 && j >= 0 ? [[i, j]] : [];
  });
}

function without<T>(things: readonly T[], pairs: readonly Pair[], side: 0 | 1): number[] {
  const paired = new Set(pairs.map((pair) => pair[side]));
  return [...things.keys()].filter((index) => !paired.has(index));
}

/** Pairs of things that are each other's likest, among those that share a rare word; `left`: the places that are looked at. */
export function likestPairs<T>(
  before: readonly T[],
  after: readonly T[],
  left: { before: readonly number[]; after: readonly number[] },
  sayings: Sayings<T>,
): (Weighed & { score: number })[] {
  const { bag } = sayings;
  const sayers = new Map<string, number[]>();
  for (const j of left.after) {
    for (const word of bag(after[j]!).counts.keys()) {
      const found = sayers.get(word);
      if (found) found.push(j);
      else sayers.set(word, [j]);
    }
  }
  type Best = { of: number; score: number };
  const best = { before: new Map<number, Best>(), after: new Map<number, Best>() };
  for (const i of left.before) {
    for (const j of sharing(bag(before[i]!), sayers)) {
      const score = alikeIn(sayings, before[i]!, after[j]!);
      if (score < surelyAlike) continue;
      if (score > (best.before.get(i)?.score ?? 0)) best.before.set(i, { of: j, score });
      if (score > (best.after.get(j)?.score ?? 0)) best.after.set(j, { of: i, score });
    }
  }
  return [...best.before].flatMap(([i, { of: j, score }]) =>
    best.after.get(j)?.of === i ? [{ pair: [i, j] as const, weight: score * bag(before[i]!).size, score }] : [],
  );
}

/** The texts that say one of the rarest words of a text. */
function sharing({ counts }: Bag, sayers: ReadonlyMap<string, readonly number[]>): Set<number> {
  const rare = [...counts.keys()]
    .flatMap((word) => {
      const found = sayers.get(word);
      return found && found.length <= rarest.texts ? [found] : [];
    })
    .sort((one, other) => one.length - other.length);
  return new Set(rare.slice(0, rarest.words).flat());
}

/** Of pairs sorted by their first side, those that rise on the other too, the heaviest in sum (a Fenwick tree of bests). */
export function heaviestRise(pairs: readonly Weighed[]): Pair[] {
  const ranks = new Map(
    [...new Set(pairs.map(({ pair }) => pair[1]))].sort((a, b) => a - b).map((after, rank) => [after, rank + 1]),
  );
  const sums: number[] = [];
  const previous: number[] = [];
  const tree: number[] = Array.from({ length: ranks.size + 1 }, () => -1);
  const heavier = (one: number, other: number) =>
    other === -1 || (one !== -1 && sums[one]! >= sums[other]!) ? one : other;
  pairs.forEach(({ pair, weight }, index) => {
    const rank = ranks.get(pair[1])!;
    let before = -1;
    for (let at = rank - 1; at > 0; at -= at & -at) before = heavier(before, tree[at]!);
    previous[index] = before;
    sums[index] = weight + (before === -1 ? 0 : sums[before]!);
    for (let at = rank; at < tree.length; at += at & -at) tree[at] = heavier(tree[at]!, index);
  });
  const rise: Pair[] = [];
  const last = pairs.reduce((end, _, index) => heavier(end, index), -1);
  for (let index = last; index >= 0; index = previous[index]!) rise.push(pairs[index]!.pair);
  return rise.reverse();
}
