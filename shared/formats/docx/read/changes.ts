import type { Contribution } from "../../reading.ts";
import { type Attributes, type Handler, inside } from "../../xml.ts";
import type { Paragraph } from "./paragraph.ts";
import type { Story } from "./story.ts";

/** A tracked change being read: the words in it are gathered, taken into the text or not. */
export type Change = { type: "insertion" | "deletion"; author: string; date?: string; text: string };

/**
 * Reads text that was inserted or deleted with changes tracked (ECMA-376-1, 17.13.5) with `handler`: taken in as the
 * author chose, and a contribution either way.
 */
export function changeHandler(
  story: Story,
  paragraph: Paragraph,
  type: Change["type"],
  attributes: Attributes,
  handler: Handler,
): Handler {
  countChange(story, type, attributes);
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

/** Words met inside tracked changes, heard or not. */
export function noteWords(story: Story, value: string): void {
  for (const change of story.changes) change.text += value;
}

export function countChange({ part }: Story, type: Change["type"], attributes: Attributes): void {
  part.of.tally[type === "insertion" ? "insertions" : "deletions"] += 1;
  if (attributes["w:author"]) part.of.tally.authors.add(attributes["w:author"]);
}

/** Word cuts one change in pieces where the marks or the minute change: those that touch are one. */
function contribute(story: Story, contribution: Contribution, start: number, end: number): void {
  if (contribution.text.trim() === "") return;
  const { contributions } = story.part.of.context;
  const last = contributions.at(-1);
  const touches = last !== undefined && last === story.lastChange?.contribution && story.lastChange.end === start;
  const alike = last?.type === contribution.type && last.author === contribution.author && last.at === contribution.at;
  if (touches && alike) last.text += contribution.text;
  else contributions.push(contribution);
  story.lastChange = { contribution: contributions.at(-1)!, end };
}

/** Characters of the text before a change that say where it is. */
const longestQuote = 60;

function wordsBefore({ runs }: Paragraph): string {
  let words = "";
  for (let at = runs.length - 1; at >= 0 && words.length < longestQuote; at--) {
    const { leaf } = runs[at]!;
    words = ("value" in leaf ? leaf.value : " ") + words;
  }
  return words.slice(-longestQuote);
}
