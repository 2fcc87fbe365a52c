import { type Change, contribute, countChange } from "../../office/changes.ts";
import type { Paragraph } from "../../office/paragraph.ts";
import { wordsBefore } from "../../office/quotes.ts";
import { type Attributes, type Handler, inside } from "../../xml.ts";
import type { WordStory } from "./word.ts";

/**
 * Reads text that was inserted or deleted with changes tracked (ECMA-376-1, 17.13.5) with `handler`: taken in as the
 * author chose, and a contribution either way.
 */
export function changeHandler(
  story: WordStory,
  paragraph: Paragraph,
  type: Change["type"],
  attributes: Attributes,
  handler: Handler,
): Handler {
  countChange(story, type, attributes["w:author"]);
  const kept = (type === "insertion") === (story.part.of.changes === "accept");
  const date = attributes["w:date"];
  const change: Change = { type, author: attributes["w:author"] ?? "", ...(date && { date }), text: "" };
  const quote = wordsBefore(paragraph);
  const start = paragraph.length;
  story.changes.push(change);
  if (!kept) story.muted += 1;
  return {
    ...inside(handler),
    close: () => {
      story.changes.splice(story.changes.lastIndexOf(change), 1);
      if (!kept) story.muted -= 1;
      contribute(story, { ...change, at: paragraph.id, quote }, start, paragraph.length);
    },
  };
}
