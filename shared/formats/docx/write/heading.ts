import { type FileChild, Paragraph } from "docx";
import type { Heading } from "../../../document/tree.ts";
import { bookmarked } from "./bookmarks.ts";
import { labelList } from "./headings.ts";
import { writeInlines } from "./inline.ts";
import type { Writing } from "./writing.ts";

/** A heading in the style of its level, which brings its number; one that has none puts the number off. */
export function writeHeading(writing: Writing, heading: Heading): FileChild[] {
  const children = bookmarked(writing, heading.id, writeInlines(writing, heading.children));
  return [new Paragraph({ style: `Heading${heading.level}`, ...numbering(writing, heading), children })];
}

function numbering({ headings }: Writing, heading: Heading) {
  if (headings.own.has(heading.id)) {
    return { numbering: { reference: labelList(heading), level: heading.level - 1, instance: 0, custom: true } };
  }
  return heading.label === undefined && heading.level <= headings.depth ? { numbering: false as const } : {};
}
