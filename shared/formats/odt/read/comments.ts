import { seal } from "../../office/paragraph.ts";
import { quoteFrom } from "../../office/quotes.ts";
import { signature } from "../../office/signature.ts";
import type { Paragraph } from "../../office/story.ts";
import { recordThread, threadsOf } from "../../office/threads.ts";
import type { Contribution, Reply } from "../../reading.ts";
import { type Attributes, capture, childOf, type Element, type Handler, textIn } from "../../xml.ts";
import type { OdtPackage, OdtStory } from "./odt.ts";
import { wordsIn } from "./words.ts";

/** Reads an `office:annotation` (OpenDocument part 3, 14.1); a named one goes on to its end. */
export function commentHandler(story: OdtStory, paragraph: Paragraph, attributes: Attributes): Handler {
  const { of } = story.part;
  const element: Element = { name: "office:annotation", attributes, children: [] };
  return capture(element, { left: of.context.limits.nodes }, () => {
    const author = childOf(element, "dc:creator");
    const date = childOf(element, "dc:date");
    const comment: Contribution = {
      type: "comment",
      author: signature(author && textIn(author)),
      ...(date && { date: textIn(date) }),
      at: paragraph.id,
      quote: "",
      text: wordsIn(element),
    };
    const name = attributes["office:name"];
    const above = attributes["loext:parent-name"] ?? attributes["office:parent-name"];
    const resolved = (attributes["loext:resolved"] ?? attributes["office:resolved"]) === "true";
    of.comments.push({ contribution: comment, resolved, ...(name && { name }), ...(above && { above }) });
    if (!name) return;
    const range = { contribution: comment, from: seal(paragraph), at: paragraph.id, quote: "" };
    of.ranges.set(name, range);
    of.begun.push(range);
  });
}

/** Ends the range of a comment: its words in the paragraph where it began are the comment's quotation. */
export function endComment({ part }: OdtStory, paragraph: Paragraph, attributes: Attributes): undefined {
  const { context, ranges } = part.of;
  const name = attributes["office:name"] ?? "";
  const range = ranges.get(name);
  if (!range) return undefined;
  ranges.delete(name);
  range.contribution.quote = range.at === paragraph.id ? quoteFrom(context, paragraph, range.from) : range.quote;
  return undefined;
}

/** A paragraph ends: comments that began in it and go on are about the rest of it. */
export function endInComments({ part }: OdtStory, paragraph: Paragraph): void {
  const { context, begun } = part.of;
  const [here, elsewhere] = [
    begun.filter(({ at }) => at === paragraph.id),
    begun.filter(({ at }) => at !== paragraph.id),
  ];
  for (const range of here) range.quote = quoteFrom(context, paragraph, range.from);
  part.of.begun = elsewhere;
}

/** Records all comments of the text, now that their ranges are known, each with its replies. */
export function recordComments({ context, comments }: OdtPackage): void {
  const named = comments.flatMap(({ name, above }): [string, string | undefined][] => (name ? [[name, above]] : []));
  const threads = threadsOf(new Map(named));
  const replies = new Map<string, Reply[]>();
  const first = comments.filter(({ above = "", name, contribution: { author, date, text } }) => {
    const thread = threads.get(above);
    if (thread === undefined || thread === name) return true;
    const answers = replies.get(thread) ?? [];
    replies.set(thread, answers);
    answers.push({ author, ...(date && { date }), text });
    return false;
  });
  for (const { contribution, name, resolved } of first)
    recordThread(context, contribution, name === undefined ? [] : (replies.get(name) ?? []), resolved);
}
