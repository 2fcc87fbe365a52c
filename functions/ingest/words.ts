import { lineSeparator } from "../../shared/document/visit.ts";

/** Characters that a passage quotes at most: a longer one is its whole block. */
const longest = 300;

/**
 * The words that a change is about, up to the ends of words, and those to put in their place. What is put in alone is
 * told with the word before it, else after it; a line break, with both. Undefined where the block does not say what stood before the change.
 */
export function editIn(raw: string, quote: string, out: string, into: string) {
  const from = startOf(raw, quote, out);
  if (from === undefined) return undefined;
  const to = from + out.length;
  const alone = from === to;
  const [first, last] = [into.startsWith(lineSeparator), into.endsWith(lineSeparator)];
  // The space before words that go is told with the word before it, unless another one stands behind them.
  const spaced = /^\s/.test(out) && /^\s/.test(into + raw.slice(to));
  const left = lengthOf(
    alone || first ? /\S*\s*$/ : spaced ? /$/ : /\S*$/,
    raw.slice(Math.max(from - longest - 1, 0), from),
  );
  const right = lengthOf(
    (alone && left === 0) || last ? /^\s*\S*/ : /\s$/.test(out || into) ? /^/ : /^\S*/,
    raw.slice(to, to + longest + 1),
  );
  const whole = left + out.length + right > longest;
  const [start, end] = whole ? [0, raw.length] : [from - left, to + right];
  return {
    exact: start === 0 && end === raw.length ? "" : raw.slice(start, end).trim(),
    prefix: raw.slice(0, start),
    proposal: withBareBreaks(raw.slice(start, from) + into + raw.slice(to, end)).trim(),
  };
}

/** No space stands beside a line break. */
function withBareBreaks(words: string): string {
  return words.replace(/[ \u00a0]*\u2028[ \u00a0]*/g, lineSeparator);
}

/**
 * Where a change begins in a text: after what stood before it, of which what stands before the text itself (the label of
 * a caption, the call of a note) is none.
 */
export function startOf(raw: string, quote: string, out: string): number | undefined {
  const found = raw.indexOf(quote + out);
  if (found !== -1) return found + quote.length;
  const starts = [...quote.matchAll(/(?<=\s)\S/g)].map(({ index }) => quote.slice(index));
  const all = out === "" ? starts : [...starts, ""];
  return all.find((words) => raw.startsWith(words + out))?.length;
}

function lengthOf(pattern: RegExp, text: string): number {
  return pattern.exec(text)?.[0].length ?? 0;
}
