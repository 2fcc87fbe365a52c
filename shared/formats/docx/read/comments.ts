import { type Paragraph, seal } from "../../office/paragraph.ts";
import { quoteFrom } from "../../office/quotes.ts";
import { childrenOf, type Element, textIn } from "../../xml.ts";
import type { WordPackage } from "./word.ts";

/** A reviewer's comment (ECMA-376-1, 17.13.4); `date` as in the file, ISO 8601. */
export type Comment = { author: string; date?: string; text: string };

/** What a comment is on, in the paragraph that it begins in: from a run, and to one where it ends in the same. */
export type Passage = { paragraph: Paragraph; from: number; to?: number };

/** The comments of comments.xml, by id. */
export function readComments(root: Element | undefined): Map<string, Comment> {
  return new Map(
    childrenOf(root, "w:comment").map((comment): [string, Comment] => {
      const date = comment.attributes["w:date"];
      const text = wordsOf(comment).trim();
      return [
        comment.attributes["w:id"] ?? "",
        { author: comment.attributes["w:author"] ?? "", ...(date && { date }), text },
      ];
    }),
  );
}

/** A comment's passage begins here (17.13.4.4). */
export function beginPassage({ comments, passages }: WordPackage, id = "", paragraph: Paragraph): void {
  if (comments.has(id)) passages.set(id, { paragraph, from: seal(paragraph) });
}

/** A comment's passage ends here (17.13.4.3). */
export function endPassage({ passages }: WordPackage, id = "", paragraph: Paragraph): void {
  const passage = passages.get(id);
  if (passage?.paragraph === paragraph) passage.to = seal(paragraph);
}

/**
 * Tells a comment, once: at the paragraph that its passage begins in, with the words of it there; else `here`, where
 * its reference stands. Throws `document-too-large`.
 */
export function tellComment(of: WordPackage, id: string, here?: Paragraph): void {
  const comment = of.comments.get(id);
  if (!comment || of.told.has(id)) return;
  of.told.add(id);
  of.context.spend(1);
  const { author, date, text } = comment;
  const { quote, paragraph } = quotation(of, id, here);
  const at = paragraph?.id;
  of.context.tell("comment-kept", { author: author || "?", text, quote: quote.slice(0, 120) }, at);
  const placed = { ...(date && { date }), ...(at !== undefined && { at }) };
  of.context.contributions.push({ type: "comment", author, ...placed, quote, text });
}

function quotation(
  { context, passages }: WordPackage,
  id: string,
  here: Paragraph | undefined,
): { quote: string; paragraph: Paragraph | undefined } {
  const passage = passages.get(id);
  passages.delete(id);
  if (!passage) return { quote: "", paragraph: here };
  const { paragraph, from, to } = passage;
  const quote = quoteFrom(context, paragraph, from, to);
  if (!here || here === paragraph) return { quote, paragraph };
  if (quote === "") return { quote: quoteFrom(context, here, 0), paragraph: here };
  // A paragraph whose end was deleted goes on as the next.
  return { quote, paragraph: here.runs === paragraph.runs ? here : paragraph };
}

/** All the words of an element, its paragraphs on lines of their own. */
export function wordsOf(element: Element): string {
  const words = element.children.map((child) => {
    if (typeof child === "string") return "";
    if (child.name === "w:t") return textIn(child);
    if (child.name === "w:noBreakHyphen") return "\u2011";
    if (child.name === "w:tab" || child.name === "w:br" || child.name === "w:cr") return " ";
    return wordsOf(child);
  });
  return words.join("") + (element.name === "w:p" ? "\n" : "");
}
