import type { Heading } from "../../document/tree.ts";
import { plainText } from "../../document/visit.ts";
import { nest, type Run, withoutWholeStrong } from "../runs.ts";
import type { Story } from "./story.ts";

type MetaRole = "title" | "subtitle" | "author" | "date";

/** The lines at the head of a document name it; the same styles further down are a heading, or a paragraph. */
export function pushMeta(
  story: Story,
  identified: { id: string; anchor?: string },
  runs: readonly Run[],
  is: MetaRole,
): void {
  const text = plainText(nest(runs));
  const called = runs.some(({ leaf }) => leaf.type === "noteReference");
  if (story.head && !called && takeMeta(story, story.head, is, text)) {
    if (identified.anchor !== undefined) story.anchors.push(identified.anchor);
    return;
  }
  if (is === "title") {
    story.head = undefined;
    const heading: Heading = {
      type: "heading",
      ...identified,
      level: 1,
      numbered: true,
      children: nest(withoutWholeStrong(runs)),
    };
    story.rawBlocks.push({ kind: "block", block: heading });
  } else story.rawBlocks.push({ kind: "block", block: { type: "paragraph", ...identified, children: nest(runs) } });
}

/** A title or subtitle may go over several paragraphs that follow one another. */
function takeMeta(story: Story, head: NonNullable<Story["head"]>, is: MetaRole, text: string): boolean {
  const { meta } = story.part.of;
  const follows = head.last === is && head.at === story.rawBlocks.length;
  if (is === "author") meta.authors.push(...text.split(";").map((one) => one.trim()));
  else if (meta[is] === undefined) meta[is] = text;
  else if (follows && is !== "date") meta[is] += ` ${text}`;
  else return false;
  story.head = { last: is, at: story.rawBlocks.length };
  return true;
}
