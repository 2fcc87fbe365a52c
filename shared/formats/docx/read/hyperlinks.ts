import { linkMark } from "../../links.ts";
import type { Paragraph } from "../../office/story.ts";
import type { Mark } from "../../runs.ts";
import { type Attributes, type Handler, inside } from "../../xml.ts";
import type { WordStory } from "./word.ts";

/** Reads a `w:hyperlink` (ECMA-376-1, 17.16.22) with `handler`: what it holds wears the link, when it may be kept. */
export function linkHandler(story: WordStory, paragraph: Paragraph, attributes: Attributes, handler: Handler): Handler {
  const mark = markOf(story, paragraph, attributes);
  if (!mark) return inside(handler);
  story.marks.push(mark);
  return {
    ...inside(handler),
    close: () => {
      story.marks.splice(story.marks.lastIndexOf(mark), 1);
    },
  };
}

function markOf({ part, muted }: WordStory, paragraph: Paragraph, attributes: Attributes): Mark | undefined {
  const place = attributes["w:anchor"];
  const id = attributes["r:id"];
  if (id === undefined) {
    if (place && muted === 0) part.of.wanted.add(place);
    return place ? { type: "crossReference", target: place } : undefined;
  }
  const target = part.relationships.get(id)?.target ?? "";
  const mark = linkMark(place ? `${target}#${place}` : target);
  if (!mark && muted === 0) part.of.context.warn("link-dropped", { href: target.slice(0, 200) }, paragraph.id);
  if (mark?.type === "crossReference") part.of.wanted.add(mark.target);
  return mark;
}
