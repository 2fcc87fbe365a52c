import { stepsBetween } from "./redline/steps.ts";
import { wordsIn } from "./redline/words.ts";

/**
 * Words of a block, folded, with those around them (W3C Web Annotation, Text Quote Selector): at most 300 characters,
 * 40 before and 40 after, and more only where the block says all of these twice.
 */
export type Quotation = { exact: string; prefix: string; suffix: string };

/** Characters that a quotation has at most; around the words, more where they tell too little. */
export const longest = { exact: 300, around: 40 };

/** The words of a folded text from `start` to `end`, as they are quoted: with what tells them from the same words elsewhere. */
export function quoted(text: string, start: number, end: number): Quotation {
  let around = longest.around;
  let quotation = quotedWith(text, start, end, around);
  while (around < text.length && occurrence(text, quotation) !== start) {
    around *= 2;
    quotation = quotedWith(text, start, end, around);
  }
  return quotation;
}

function quotedWith(text: string, start: number, end: number, around: number): Quotation {
  return {
    exact: text.slice(start, end),
    prefix: cutStart(text.slice(0, start), around),
    suffix: cutEnd(text.slice(end), around),
  };
}

/** No character is cut in two: a surrogate goes with its other half. */
export function cutEnd(text: string, length: number): string {
  if (text.length <= length) return text;
  return text.slice(0, length).replace(/[\uD800-\uDBFF]$/, "");
}

function cutStart(text: string, length: number): string {
  if (text.length <= length) return text;
  return text.slice(-length).replace(/^[\uDC00-\uDFFF]/, "");
}

/** Where `exact` begins in `text`: of several places, the one whose surroundings are most like the quotation's; nowhere, where it quotes nothing. */
export function occurrence(text: string, quotation: Quotation): number | undefined {
  const { exact } = quotation;
  if (exact === "") return undefined;
  let best: { at: number; score: number } | undefined;
  for (let at = text.indexOf(exact); at !== -1; at = text.indexOf(exact, at + 1)) {
    const score = surroundings(text, at, quotation);
    if (!best || score > best.score) best = { at, score };
  }
  return best?.at;
}

/** How many characters around the words at `at` are those around a quotation. */
export function surroundings(text: string, at: number, { exact, prefix, suffix }: Quotation): number {
  return commonEnd(text.slice(0, at), prefix) + commonStart(text.slice(at + exact.length), suffix);
}

function commonStart(one: string, other: string): number {
  let length = 0;
  while (length < other.length && one[length] === other[length]) length++;
  return length;
}

/** White space at the end tells nothing: the words before a change come with it or without. */
function commonEnd(before: string, words: string): number {
  const [one, other] = [before.trimEnd(), words.trimEnd()];
  let length = 0;
  while (length < Math.min(one.length, other.length) && one.at(-1 - length) === other.at(-1 - length)) length++;
  return length;
}

/** Where some words of an old text are in the new one; `kept`: the share of them that still is. */
export type Carried = { start: number; end: number; kept: number };

/** Where the words from `start` to `end` of `old` are in `now`; what replaces deleted words belongs to them. */
export function carried(old: string, now: string, start: number, end: number): Carried {
  const sides = { before: wordsIn(old), after: wordsIn(now) };
  const place = { before: 0, after: 0 };
  const found: { start?: number; end: number; kept: number } = { end: 0, kept: 0 };
  let replacing = false;
  for (const { is, count } of stepsBetween(sides.before, sides.after)) {
    const from = { ...place };
    if (is !== "inserted") place.before += lengthOf(sides.before.splice(0, count));
    if (is !== "deleted") place.after += lengthOf(sides.after.splice(0, count));
    const overlap = Math.min(place.before, end) - Math.max(from.before, start);
    if (is === "inserted" ? replacing || (from.before > start && from.before < end) : overlap > 0) {
      const cut = is === "same" ? Math.max(0, start - from.before) : 0;
      const rest = is === "same" ? Math.max(0, place.before - end) : 0;
      found.start ??= from.after + cut;
      found.end = place.after - rest;
      if (is === "same") found.kept += overlap;
    }
    replacing = is === "deleted" && overlap > 0;
  }
  const at = found.start ?? place.after;
  return { start: at, end: Math.max(at, found.end), kept: found.kept / Math.max(1, end - start) };
}

function lengthOf(words: readonly string[]): number {
  return words.reduce((length, word) => length + word.length, 0);
}
