import type { Context } from "../reading.ts";
import type { Paragraph } from "./story.ts";

/** Characters of the text before a change that say where it is, and those among which it is told from others. */
const enough = 60;
const farthest = 20_000;

/** The words just before what comes next: as many as the paragraph has not said before. */
export function wordsBefore({ runs }: Paragraph): string {
  const pieces: string[] = [];
  let length = 0;
  for (let at = runs.length - 1; at >= 0 && length < farthest; at--) {
    const { leaf } = runs[at]!;
    pieces.push("value" in leaf ? leaf.value : " ");
    length += pieces.at(-1)!.length;
  }
  const words = pieces.reverse().join("").slice(-farthest);
  let quote = words.slice(-enough);
  while (words.indexOf(quote) < words.length - quote.length) quote = words.slice(-quote.length * 2);
  return quote;
}

/** Longest quotation of what a comment is about, characters: many comments may begin with one paragraph. */
const longestQuote = 1_000;
/** Characters of quotations that count as one node. */
const quotedPerNode = 250;

/** The words that a comment is about: those from the run `from` to the run `to`. Throws `document-too-large`. */
export function quoteFrom(context: Context, { runs }: Paragraph, from: number, to = runs.length): string {
  let words = "";
  for (let at = from; at < to && words.length < longestQuote; at++) {
    const { leaf } = runs[at]!;
    words += "value" in leaf ? leaf.value : " ";
  }
  const quote = words.slice(0, longestQuote).trim();
  context.spend(Math.floor(quote.length / quotedPerNode));
  // A copy: a slice would keep alive the whole run that it was cut from.
  return Buffer.from(quote).toString();
}
