import type { Entry } from "./passage-index.ts";
import { type Bag, bagSum } from "./redline/likeness.ts";

/** How much of both texts must be the same, or of the shorter where the other only goes on. */
const enough = { both: 0.62, shorter: 0.9, anywhere: 0.8, words: 4 };

/** Whether blocks are an old one edited, in its place or, which takes more, anywhere. */
export type Resembles = (old: Entry, now: readonly Entry[], anywhere?: boolean) => boolean;

/** How many blocks of both texts say a word. */
export type Sayers = (word: string) => number;

/** How many of the `entries` say a word; counted when first asked. */
export function sayersIn(entries: readonly Entry[]): Sayers {
  let known: ReadonlyMap<string, number> | undefined;
  return (word) => {
    known ??= sayersOf(entries);
    return known.get(word) ?? 0;
  };
}

/** Likeness by the words that tell a block from the others, not by set phrases. */
export function resemblance(sayers: Sayers): Resembles {
  return (old, now, anywhere = false) => {
    const weigh = (word: string) => 1 / Math.max(1, sayers(word));
    const said = bagSum(now.map((entry) => entry.bag()));
    const { both, shorter } = weighed(old.bag(), said, weigh);
    const goesOn = shorter >= enough.shorter && Math.min(old.bag().size, said.size) >= enough.words;
    const short = Math.max(old.bag().size, said.size) < enough.words;
    return goesOn || both >= (anywhere || short ? enough.anywhere : enough.both);
  };
}

/** How many blocks say each word. */
function sayersOf(entries: readonly Entry[]): Map<string, number> {
  const sayers = new Map<string, number>();
  for (const entry of entries) {
    if (entry.container) continue;
    for (const word of entry.bag().counts.keys()) sayers.set(word, (sayers.get(word) ?? 0) + 1);
  }
  return sayers;
}

/** The share that both texts have of each other, and of the shorter, each word counting the less the more blocks say it. */
function weighed(one: Bag, other: Bag, weigh: (word: string) => number): { both: number; shorter: number } {
  let [shared, mine, others] = [0, 0, 0];
  for (const [word, count] of one.counts) {
    const weight = weigh(word);
    mine += count * weight;
    shared += Math.min(count, other.counts.get(word) ?? 0) * weight;
  }
  for (const [word, count] of other.counts) others += count * weigh(word);
  if (shared === 0) return { both: 0, shorter: 0 };
  return { both: (2 * shared) / (mine + others), shorter: shared / Math.min(mine, others) };
}
