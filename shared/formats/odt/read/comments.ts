import { type Paragraph, seal } from "../../office/paragraph.ts";
import { quoteFrom } from "../../office/quotes.ts";
import type { Contribution } from "../../reading.ts";
import { type Attributes, capture, childOf, type Element, type Handler, textIn } from "../../xml.ts";
import { wordsIn } from "./changes.ts";
import type { OdtPackage, OdtStory } from "./odt.ts";

/** Reads an `office:annotation` (OpenDocument part 3, 14.1); a named one goes on to its end. */
export function commentHandler(story: OdtStory, paragraph: Paragraph, attributes: Attributes): Handler {
  const { of } = story.part;
  const element: Element = { name: "office:annotation", attributes, children: [] };
  return capture(element, { left: of.context.limits.nodes }, () => {
    const author = childOf(element, "dc:creator");
    const date = childOf(element, "dc:date");
    const comment: Contribution = {
      type: "comment",
      author: author ? textIn(author) : "",
      ...(date && { date: textIn(date) }),
      at: paragraph.id,
      quote: "",
      text: wordsIn(element),
    };
    of.comments.push(comment);
    const name = attributes["office:name"];
    if (name) of.ranges.set(name, { contribution: comment, from: seal(paragraph), at: paragraph.id });
  });
}

/** The range of a comment ends: what it holds is what was commented on, where it is of one paragraph. */
export function endComment(story: OdtStory, paragraph: Paragraph, attributes: Attributes): undefined {
  const range = story.part.of.ranges.get(attributes["office:name"] ?? "");
  if (range?.at !== paragraph.id) return undefined;
  range.contribution.quote = quoteFrom(story.part.of.context, paragraph, range.from);
  return undefined;
}

/** Tells the comments met, now that their ranges are known. */
export function tellComments({ context, comments }: OdtPackage): void {
  for (const comment of comments) {
    const { author, text, quote, at } = comment;
    context.tell("comment-kept", { author: author || "?", text, quote: quote.slice(0, 120) }, at);
    context.contributions.push(comment);
  }
}
