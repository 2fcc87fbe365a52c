import type { Entry } from "./passage-index.ts";
import { type Bag, bagSum } from "./redline/likeness.ts";
import { stepsBetween } from "./redline/steps.ts";
import { meaningfulWords } from "./redline/words.ts";

/** How much of both texts must be the same, by where they stand, or of the shorter where the other only goes on. */
const enough = { there: 0.62, elsewhere: 0.8, anew: 0.9, shorter: 0.9, words: 4, wordsAnew: 8 };

/**
 * Where blocks stand that may be an old one edited: in its place; elsewhere, as a redline has them; or only among the words
 * that came, which takes the most.
 */
export type Standing = "there" | "elsewhere" | "anew";

/** Whether blocks are an old one edited. */
export type Resembles = (old: Entry, now: readonly Entry[], standing?: Standing) => boolean;

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
  return (old, now, standing = "there") => {
    const weigh = (word: string) => 1 / Math.max(1, sayers(word));
    const said = bagSum(now.map((entry) => entry.bag()));
    const { both, shorter } = weighed(old.bag(), said, weigh);
    const [least, most] = [Math.min(old.bag().size, said.size), Math.max(old.bag().size, said.size)];
    if (standing === "anew") return both >= enough.anew && least >= enough.wordsAnew;
    const goesOn = shorter >= enough.shorter && least >= enough.words && goesOnInOrder(old, now);
    const isUnlikely = standing === "elsewhere" || most < enough.words || namesOthers(old, now);
    return goesOn || both >= (isUnlikely ? enough.elsewhere : enough.there);
  };
}

/** Whether the words that old and new texts share come in one order in both: the same phrases about other things do not. */
function goesOnInOrder(old: Entry, now: readonly Entry[]): boolean {
  const sides = [meaningfulWords(old.text), meaningfulWords(now.map(({ text }) => text).join(" "))] as const;
  const same = stepsBetween(...sides).reduce((sum, { is, count }) => sum + (is === "same" ? count : 0), 0);
  return same >= enough.shorter * Math.min(sides[0].length, sides[1].length);
}

/** Whether two texts both name people, places, years or sums, and none that the other names. */
function namesOthers(old: Entry, now: readonly Entry[]): boolean {
  const names = namesIn(old.text);
  const others = now.flatMap(({ text }) => namesIn(text));
  return names.length >= fewestNames && others.length >= fewestNames && !others.some((name) => names.includes(name));
}

const fewestNames = 2;

/** The words of a text with a capital inside a sentence, and those with a digit: "Strasbourg", "ORIV", "2008". */
function namesIn(text: string): string[] {
  return text.match(/(?<=[\p{L}\p{N},;)]['\s]\(?)\p{Lu}[\p{L}\p{M}\p{N}]*|\p{N}[\p{L}\p{N}]*/gu) ?? [];
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
