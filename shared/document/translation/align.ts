import { meaningfulWords } from "../redline/words.ts";
import type { Passage } from "./passages.ts";

/** Passages of a source and of its translation that say the same in two languages, by index, in order on both sides. */
export type Aligned = readonly [source: number, translation: number];

/** Places of the table that are compared at most; beyond, only those near its diagonal. */
const widest = 250_000;
/** A pair counts from here on: two passages that are less alike are each on their own. */
const least = 0.3;

/**
 * Aligns two languages by what needs no dictionary: kinds of blocks, levels of headings, places in tables, numbers, names,
 * lengths. The pairs whose likeness is the greatest in sum, in one order (Gale and Church, 1993, with more to go by).
 */
export function alignPassages(source: readonly Passage[], translation: readonly Passage[]): Aligned[] {
  const [height, width] = [source.length, translation.length];
  if (height === 0 || width === 0) return [];
  const [clues, others] = [source.map(cluesOf), translation.map(cluesOf)];
  const reach = height * width <= widest ? width : Math.max(200, Math.abs(height - width) + 50);
  const middle = (y: number) => Math.round((y * width) / height);
  const row = width + 1;
  const best = new Float32Array(2 * row);
  const ways = new Uint8Array(height * row);
  // from the end, so that the way is read off from the start
  for (let y = height - 1; y >= 0; y--) {
    const [here, below] = [(y % 2) * row, ((y + 1) % 2) * row];
    if (y === height - 1) best.fill(0, below, below + row);
    best[here + width] = 0;
    for (let x = width - 1; x >= 0; x--) {
      const near = Math.abs(x - middle(y)) <= reach;
      const paired = near ? alike(clues[y]!, others[x]!) - least + best[below + x + 1]! : -1;
      const [skipSource, skipTranslation] = [best[below + x]!, best[here + x + 1]!];
      const most = Math.max(paired, skipSource, skipTranslation);
      best[here + x] = most;
      ways[y * row + x] = most === paired ? pairedWay : most === skipSource ? sourceWay : translationWay;
    }
  }
  return wayThrough(ways, height, width);
}

const [pairedWay, sourceWay, translationWay] = [1, 2, 3];

function wayThrough(ways: Uint8Array, height: number, width: number): Aligned[] {
  const pairs: Aligned[] = [];
  for (let [y, x] = [0, 0]; y < height && x < width; ) {
    const way = ways[y * (width + 1) + x];
    if (way === pairedWay) pairs.push([y, x]);
    if (way !== translationWay) y += 1;
    if (way !== sourceWay) x += 1;
  }
  return pairs;
}

/** What is known of a passage whatever its language. `names`: numbers, acronyms and words with a capital inside a sentence. */
type Clues = { passage: Passage; length: number; numbers: Set<string>; names: Set<string>; words: Set<string> };

function cluesOf(passage: Passage): Clues {
  const { text } = passage;
  // "1 200", "1,200" and "1.200" are one number
  const joined = text.replace(/(?<=\d)[\s.,'](?=\d{3}(?!\d))/gu, "");
  const names = text.match(/(?<=[\p{L}\p{N},;)]['\s]\(?)\p{Lu}[\p{L}\p{M}]+|\p{Lu}{2,}/gu) ?? [];
  return {
    ...{ passage, length: Math.max(1, text.length) },
    numbers: new Set(joined.match(/\p{N}+/gu)),
    names: new Set(names.map((name) => name.toLowerCase())),
    words: new Set(meaningfulWords(text)),
  };
}

/** How likely it is that one passage translates another, 0 to 1. */
function alike(one: Clues, other: Clues): number {
  const [a, b] = [one.passage, other.passage];
  if (a.type !== b.type) return 0;
  if (a.figure && b.figure && a.figure.image.hash === b.figure.image.hash) return 1;
  return (
    0.35 * standing(a, b) +
    0.3 * lengths(one, other) +
    0.2 * shared(one.numbers, other.numbers) +
    0.15 * named(one, other)
  );
}

/** Whether both stand alike: at one level, in a list, at one place of a table. */
function standing(a: Passage, b: Passage): number {
  if (a.within !== b.within) return 0;
  if (a.level !== b.level) return 0.2;
  if (!a.cell || !b.cell) return 1;
  return (a.cell.column === b.cell.column ? 0.6 : 0) + (a.cell.row === b.cell.row ? 0.4 : 0);
}

/** How near two lengths are: a text in French is a seventh longer than its English, a short one by chance much more. */
function lengths(one: Clues, other: Clues): number {
  const ratio = Math.log((one.length + 10) / (other.length + 10));
  return Math.exp(-((ratio / 0.35) ** 2) / 2);
}

/** How much of two sets is in both (Jaccard); two empty ones say little. */
function shared(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const [few, many] = one.size <= other.size ? [one, other] : [other, one];
  if (many.size === 0) return 0.5;
  let both = 0;
  for (const each of few) if (many.has(each)) both += 1;
  return both / (few.size + many.size - both);
}

/** Names are seldom translated, words sometimes are the same. */
function named(one: Clues, other: Clues): number {
  return Math.max(shared(one.names, other.names), shared(one.words, other.words));
}
