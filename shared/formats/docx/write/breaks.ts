import { BorderStyle, type FileChild, PageBreak, Paragraph } from "docx";
import type { PageBreak as PageBreakBlock, ThematicBreak } from "../../../document/tree.ts";
import { bookmarked } from "./bookmarks.ts";
import { twips } from "./lengths.ts";
import type { BlockContext, Writing } from "./writing.ts";

/** Points. */
const ruleWidth = 72;

/** An empty paragraph with a short rule below it, in the middle: its own, as Word draws one. */
export function writeThematicBreak(writing: Writing, { id }: ThematicBreak, place: BlockContext): FileChild[] {
  const side = Math.max(0, Math.round((place.width - twips(ruleWidth)) / 2));
  const color = writing.theme.colours.rule.slice(1);
  const border = { bottom: { style: BorderStyle.SINGLE, size: 4, space: 1, color } };
  return [
    new Paragraph({
      style: "HorizontalLine",
      border,
      indent: { left: place.indent + side, right: side },
      children: bookmarked(writing, id, []),
    }),
  ];
}

/** A paragraph that holds a page break and nothing else. */
export function writePageBreak(writing: Writing, { id }: PageBreakBlock): FileChild[] {
  return [new Paragraph({ children: bookmarked(writing, id, [new PageBreak()]) })];
}
