import { BorderStyle, type FileChild, PageBreak, Paragraph } from "docx";
import type { PageBreak as PageBreakBlock, ThematicBreak } from "../../../document/tree.ts";
import { bookmarked } from "./bookmarks.ts";
import type { Writing } from "./writing.ts";

/** An empty paragraph with a rule below it: its own, as Word draws one. */
export function writeThematicBreak(writing: Writing, { id }: ThematicBreak): FileChild[] {
  const color = writing.theme.colours.rule.slice(1);
  const border = { bottom: { style: BorderStyle.SINGLE, size: 4, space: 1, color } };
  return [new Paragraph({ style: "HorizontalLine", border, children: bookmarked(writing, id, []) })];
}

/** A paragraph that holds a page break and nothing else. */
export function writePageBreak(writing: Writing, { id }: PageBreakBlock): FileChild[] {
  return [new Paragraph({ children: bookmarked(writing, id, [new PageBreak()]) })];
}
