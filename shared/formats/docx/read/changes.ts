import { contribute, countChange, countFormatting, openChangeIn } from "../../office/changes.ts";
import { wordsBefore } from "../../office/quotes.ts";
import { signature } from "../../office/signature.ts";
import type { Change, Paragraph } from "../../office/story.ts";
import { type Attributes, type Element, type Handler, inside } from "../../xml.ts";
import type { WordStory } from "./word.ts";

/**
 * Reads text that was inserted or deleted with changes tracked (ECMA-376-1, 17.13.5) with `handler`: taken in as the
 * author chose, and a contribution either way. Inside one alike of the same author, it is part of that one.
 */
export function changeHandler(
  story: WordStory,
  paragraph: Paragraph,
  type: Change["type"],
  attributes: Attributes,
  handler: Handler,
): Handler {
  countChange(story, type, attributes["w:author"]);
  const kept = isTaken(story, type);
  const change = openChange(type, attributes);
  const around = story.changes.at(-1);
  if (around && !around.cells && around.type === type && around.author === change.author) return inside(handler);
  const quote = wordsBefore(paragraph);
  const start = paragraph.length;
  openChangeIn(story, change);
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

/** Counts a change of formatting recorded in properties: `w:rPrChange` and its like (17.13.5.29 to 17.13.5.38). */
export function noteFormatting(story: WordStory, properties: Element | undefined): void {
  for (const child of properties?.children ?? []) {
    if (typeof child === "object" && formattingChanges.has(child.name))
      countFormatting(story, child.attributes["w:author"]);
  }
}

const formattingChanges = new Set(["w:rPrChange", "w:pPrChange", "w:tblPrChange", "w:trPrChange", "w:tcPrChange"]);

/** A change of which nothing was read yet. */
export function openChange(type: Change["type"], attributes: Attributes): Change {
  const date = attributes["w:date"];
  return { type, author: signature(attributes["w:author"]), ...(date && { date }), text: "" };
}

/** True where what came or went is taken in, as the author chose. */
export function isTaken({ part }: WordStory, type: Change["type"]): boolean {
  return (type === "insertion") === (part.of.changes === "accept");
}
