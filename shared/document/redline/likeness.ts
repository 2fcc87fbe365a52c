import type { Pair } from "./align.ts";
import { meaningfulWords } from "./words.ts";

/** What a text is measured by: its words, with how often each stands in it. */
export type Bag = { counts: ReadonlyMap<string, number>; size: number };

/** The words of a text, counted. */
export function bagOf(text: string): Bag {
  const words = meaningfulWords(text);
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return { counts, size: words.length };
}

/** How much of two texts is the same words, 0 to 1 (Dice's coefficient); two without words are alike. */
export function likeness(one: Bag, other: Bag): number {
  if (one.size + other.size === 0) return 1;
  return (2 * sharedWords(one, other)) / (one.size + other.size);
}

/** How much of the shorter of two texts the other says too, 0 to 1; 0 where it says almost nothing. */
export function overlap(one: Bag, other: Bag): number {
  const [few, many] = one.size <= other.size ? [one, other] : [other, one];
  return few.size < fewestWords ? 0 : sharedWords(few, many) / few.size;
}

/** Words that tell one text from another. */
const fewestWords = 4;

/** How many words two texts share. */
export function sharedWords(one: Bag, other: Bag): number {
  const [few, many] = one.counts.size <= other.counts.size ? [one, other] : [other, one];
  let shared = 0;
  for (const [word, count] of few.counts) shared += Math.min(count, many.counts.get(word) ?? 0);
  return shared;
}

/** The words of several texts together. */
export function bagSum(bags: readonly Bag[]): Bag {
  const counts = new Map<string, number>();
  for (const bag of bags) for (const [word, count] of bag.counts) counts.set(word, (counts.get(word) ?? 0) + count);
  return { counts, size: bags.reduce((sum, { size }) => sum + size, 0) };
}

/** Two texts at least so alike are one text edited. */
export const alikeEnough = 0.45;

/** Pairs of texts that are compared at most in one gap; a wider gap is compared near its diagonal only. */
const mostCompared = 40_000;

/**
 * Texts of two gaps that are one text edited, in order on both sides: the pairs whose likeness, as `alike` measures it,
 * is the greatest in sum. `alike` gives 0 for what cannot be the same.
 */
export function pairAlike(height: number, width: number, alike: (before: number, after: number) => number): Pair[] {
  if (height === 0 || width === 0) return [];
  const reach =
    height * width <= mostCompared ? Math.max(height, width) : Math.ceil(mostCompared / (height + width) / 2);
  const row = width + 1;
  if ((height + 1) * row > mostCompared * 100) return [];
  const best = new Float32Array((height + 1) * row);
  const scores = new Float32Array(height * width);
  for (let y = height - 1; y >= 0; y--) {
    for (let x = width - 1; x >= 0; x--) {
      const near = Math.abs(y - Math.round((x * height) / width)) <= reach;
      const score = near ? alike(y, x) : 0;
      scores[y * width + x] = score >= alikeEnough ? score : 0;
      const paired = scores[y * width + x]! > 0 ? scores[y * width + x]! + best[(y + 1) * row + x + 1]! : 0;
      best[y * row + x] = Math.max(paired, best[(y + 1) * row + x]!, best[y * row + x + 1]!);
    }
  }
  return readOff(height, width, best, scores);
}

function readOff(height: number, width: number, best: Float32Array, scores: Float32Array): Pair[] {
  const row = width + 1;
  const pairs: Pair[] = [];
  for (let [y, x] = [0, 0]; y < height && x < width; ) {
    const here = best[y * row + x]!;
    if (here === best[(y + 1) * row + x]!) y++;
    else if (here === best[y * row + x + 1]!) x++;
    else {
      if (scores[y * width + x]! > 0) pairs.push([y, x]);
      y++;
      x++;
    }
  }
  return pairs;
}
