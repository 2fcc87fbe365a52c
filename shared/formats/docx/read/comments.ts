import { seal } from "../../office/paragraph.ts";
import { quoteFrom } from "../../office/quotes.ts";
import { signature } from "../../office/signature.ts";
import type { Paragraph } from "../../office/story.ts";
import {
  answersAt,
  answersNobody,
  type CommentPlace,
  isThreadless,
  recordReply,
  recordThread,
  threadsOf,
} from "../../office/threads.ts";
import { childrenOf, type Element, textIn } from "../../xml.ts";
import { isOn } from "./run-properties.ts";
import type { Comment, WordPackage } from "./word.ts";

/** The comments of comments.xml, by id, in the threads that commentsExtended.xml records ([MS-DOCX] 2.5.1). */
export function readComments(root: Element | undefined, extended?: Element): Map<string, Comment> {
  const threads = readThreads(root, extended);
  const comments = new Map<string, Comment>();
  for (const comment of childrenOf(root, "w:comment")) {
    const id = comment.attributes["w:id"] ?? "";
    const date = comment.attributes["w:date"];
    const reply = {
      author: signature(comment.attributes["w:author"]),
      ...(date && { date }),
      text: wordsOf(comment).trim(),
    };
    comments.set(id, { ...reply, replies: [], resolved: false, ...threads.get(id) });
  }
  for (const { answers, author, date, text } of comments.values()) {
    const asked = answers === undefined ? undefined : comments.get(answers);
    asked?.replies.push({ author, ...(date && { date }), text });
  }
  return comments;
}

/** Which comment answers which, and which are resolved, looked up by the id of a comment's paragraph. */
function readThreads(root: Element | undefined, extended: Element | undefined) {
  const ids = new Map<string, string>();
  for (const comment of childrenOf(root, "w:comment")) {
    // The last paragraph's, as Word writes it; other programs take the first.
    for (const { attributes } of childrenOf(comment, "w:p"))
      if (attributes["w14:paraId"] !== undefined) ids.set(attributes["w14:paraId"], comment.attributes["w:id"] ?? "");
  }
  const extensions = childrenOf(extended, "w15:commentEx").map(({ attributes }) => ({
    id: ids.get(attributes["w15:paraId"] ?? "") ?? "",
    above: ids.get(attributes["w15:paraIdParent"] ?? ""),
    resolved: isOn(attributes["w15:done"] ?? "0"),
  }));
  const none = [...ids.values()].map((id): [string, undefined] => [id, undefined]);
  const threads = threadsOf(new Map([...none, ...extensions.map(({ id, above }) => [id, above] as const)]));
  return new Map(
    extensions.map(({ id, resolved }) => {
      const answers = threads.get(id);
      return [id, { resolved, ...(answers !== undefined && answers !== id && { answers }) }] as const;
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
 * Records a comment, once: at the paragraph that its passage begins in, with the words of it there; else `here`, where
 * its reference stands. A reply is recorded with the comment that it answers. Throws `document-too-large`.
 */
export function recordComment(of: WordPackage, id: string, here?: Paragraph): void {
  const comment = of.comments.get(id);
  if (!comment || of.recorded.has(id) || comment.answers !== undefined) return;
  of.recorded.add(id);
  of.context.spend(1);
  const { author, date, text, replies, resolved } = comment;
  const place = of.threadless ? placeOf(of, id, here) : undefined;
  const { quote, paragraph } = quotation(of, id, here);
  if (place && of.asked && !answersNobody(text) && answersAt(of.asked.place, place)) {
    recordReply(of.context, of.asked.thread, { author, ...(date && { date }), text });
    return;
  }
  const at = paragraph?.id;
  const placed = { ...(date && { date }), ...(at !== undefined && { at }) };
  const thread = recordThread(of.context, { type: "comment", author, ...placed, quote, text }, replies, resolved);
  if (place) of.asked = { place, thread };
}

function placeOf({ passages }: WordPackage, id: string, here: Paragraph | undefined): CommentPlace | undefined {
  const passage = passages.get(id);
  const paragraph = passage?.paragraph ?? here;
  const end = passage?.to ?? paragraph?.runs.length ?? 0;
  return paragraph && { paragraph: paragraph.id, from: passage?.from ?? end, to: end };
}

/** Whether nothing in a file says which comment answers which, because its program never does: see `isThreadless`. */
export function saysNoThreads(program: string, extended: Element | undefined): boolean {
  const threads = childrenOf(extended, "w15:commentEx").some(({ attributes }) => attributes["w15:paraIdParent"]);
  return isThreadless(program) && !threads;
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
