import type { Context } from "../reading.ts";
import type { Run } from "../runs.ts";
import type { Paragraph } from "./story.ts";

/** Characters of the text before a change that say where it is, and those among which it is told from others. */
const enough = 60;
const farthest = 20_000;

/** The words just before what comes next: as many as the paragraph has not said before. */
export function wordsBefore({ runs }: Paragraph): string {
  const words = lastWordsOf(runs);
  let quote = words.slice(-enough);
  while (words.indexOf(quote) < words.length - quote.length) quote = words.slice(-quote.length * 2);
  return quote;
}

/** The last words of runs that are only ever added to, but for the last of them: a paragraph may hold thousands of changes. */
const gathered = new WeakMap<readonly Run[], { from: number; words: string }>();

function lastWordsOf(runs: readonly Run[]): string {
  const so = gathered.get(runs) ?? { from: 0, words: "" };
  gathered.set(runs, so);
  for (; so.from < runs.length - 1; so.from++) so.words += wordsOf(runs[so.from]);
  if (so.words.length > 2 * farthest) so.words = so.words.slice(-farthest);
  return (so.words + wordsOf(runs.at(-1))).slice(-farthest);
}

function wordsOf(run: Run | undefined): string {
  if (!run) return "";
  return "value" in run.leaf ? run.leaf.value : " ";
}

/** Longest quotation of what a comment is about, characters: many comments may begin with one paragraph. */
const longestQuote = 1_000;
/** Characters of quotations that count as one node. */
const quotedPerNode = 250;

/** The words that a comment is about: those from the run `from` to the run `to`. Throws `document-too-large`. */
export function quoteFrom(context: Context, { runs }: Paragraph, from: number, to = runs.length): string {
  let words = "";
  for (let at = from; at < to && words.length < longestQuote; at++) words += wordsOf(runs[at]);
  const quote = words.slice(0, longestQuote).trim();
  context.spend(Math.floor(quote.length / quotedPerNode));
  // A copy: a slice would keep alive the whole run that it was cut from.
  return Buffer.from(quote).toString();
}
