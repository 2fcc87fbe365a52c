import { linkMark } from "../../links.ts";
import type { Paragraph } from "../../office/story.ts";
import type { Mark } from "../../runs.ts";
import { type Attributes, type Handler, inside } from "../../xml.ts";
import type { OdtStory } from "./odt.ts";

/** Reads a `text:a` (OpenDocument part 3, 6.1.8) with `handler`: what it holds wears the link, when it may be kept. */
export function linkHandler(story: OdtStory, paragraph: Paragraph, attributes: Attributes, handler: Handler): Handler {
  const address = attributes["xlink:href"] ?? "";
  const mark = linkMark(address);
  if (mark?.type === "crossReference") return worn(story, { ...mark, target: placeOf(mark.target) }, handler);
  if (!mark) story.part.of.context.warn("link-dropped", { href: address.slice(0, 200) }, paragraph.id);
  return worn(story, mark, handler);
}

/** Reads a reference to a bookmark, a mark or a caption (7.7) with `handler`. */
export function referenceHandler(story: OdtStory, attributes: Attributes, handler: Handler): Handler {
  const target = attributes["text:ref-name"];
  return worn(story, target ? { type: "crossReference", target } : undefined, handler);
}

function worn(story: OdtStory, mark: Mark | undefined, handler: Handler): Handler {
  if (!mark) return inside(handler);
  if (mark.type === "crossReference") story.part.of.wanted.add(mark.target);
  story.marks.push(mark);
  return {
    ...inside(handler),
    close: () => {
      story.marks.splice(story.marks.lastIndexOf(mark), 1);
    },
  };
}

/** LibreOffice says what kind of place it is ("Tableau1|table"); see `anchorHeadingLinks` for "|outline". */
function placeOf(target: string): string {
  return target.endsWith("|outline") ? target : target.replace(/\|[a-z]+$/, "");
}
