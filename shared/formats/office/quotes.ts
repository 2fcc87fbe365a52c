import type { Context } from "../reading.ts";
import type { Paragraph } from "./story.ts";

/** Characters of the text before a change that say where it is. */
const longestBefore = 60;

/** The words just before what comes next. */
export function wordsBefore({ runs }: Paragraph): string {
  let words = "";
  for (let at = runs.length - 1; at >= 0 && words.length < longestBefore; at--) {
    const { leaf } = runs[at]!;
    words = ("value" in leaf ? leaf.value : " ") + words;
  }
  return words.slice(-longestBefore);
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
