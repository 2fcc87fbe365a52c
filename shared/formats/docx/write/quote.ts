import type { FileChild } from "docx";
import type { Quote } from "../../../document/tree.ts";
import { bookmarkBefore } from "./bookmarks.ts";
import { block } from "./element.ts";
import { twips } from "./lengths.ts";
import { quoteIndent } from "./styles.ts";
import type { BlockContext, Writing } from "./writing.ts";

/** A quotation: its paragraphs in the style Quote, whatever else it holds as far from the left. */
export function writeQuote(writing: Writing, quote: Quote, place: BlockContext): FileChild[] {
  const indent = place.indent + twips(quoteIndent);
  const inside: BlockContext = { ...place, indent, quoted: true, width: place.width - 2 * twips(quoteIndent) };
  return [...bookmarkBefore(writing, quote.id).map(block), ...writing.blocks(writing, quote.children, inside)];
}
