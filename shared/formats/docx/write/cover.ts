import {
  type FileChild,
  FrameAnchorType,
  FrameWrap,
  HeightRule,
  HorizontalPositionAlign,
  type IParagraphOptions,
  Paragraph,
  VerticalPositionAlign,
} from "docx";
import type { Block } from "../../../document/tree.ts";
import { imageHeight } from "./figure.ts";
import { twips } from "./lengths.ts";
import { belowLogo, textHeight, textWidth } from "./styles.ts";
import type { BlockContext, Writing } from "./writing.ts";

/** Where the title begins, as a share of the height of the text. */
const titleFrom = 0.27;
const titleRoles = ["title", "subtitle", "authors", "date"];

/**
 * A cover as the printed page has it: the lines before the title at the head, the title a quarter down under a short
 * bar, what follows the title in a frame at the foot (ECMA-376-1, 17.3.1.11). Without a title, as it comes.
 */
export function writeCover(writing: Writing, blocks: readonly Block[], place: BlockContext): FileChild[] {
  const first = blocks.findIndex(isTitle);
  if (first === -1) return writing.blocks(writing, blocks, place);
  const last = blocks.findLastIndex(isTitle);
  const head = blocks.slice(0, first);
  const foot = writing.blocks(writing, blocks.slice(last + 1), place);
  const bar = new Paragraph({ style: "CoverBar", spacing: { before: above(writing, head, place) } });
  const title = writing.blocks(writing, blocks.slice(first, last + 1), place);
  return [...writing.blocks(writing, head, place), bar, ...title, ...foot.map((line) => framed(writing, line))];
}

function isTitle(block: Block): boolean {
  return block.type === "paragraph" && block.role !== undefined && titleRoles.includes(block.role);
}

/** Twips from the last line at the head to the bar. */
function above(writing: Writing, head: readonly Block[], place: BlockContext): number {
  const { theme } = writing;
  const { leading, after } = theme.styles.coverLine;
  const line = twips(leading + after);
  const taken = head.map((block) =>
    block.type === "figure" ? imageHeight(writing, block, place) + twips(belowLogo) : line,
  );
  return Math.max(
    taken.reduce((room, height) => room - height, Math.round(textHeight(theme) * titleFrom)),
    twips(24),
  );
}

function framed({ theme }: Writing, line: FileChild): FileChild {
  const frame: IParagraphOptions["frame"] = {
    type: "alignment",
    width: textWidth(theme),
    rule: HeightRule.AUTO,
    wrap: FrameWrap.AROUND,
    anchor: { horizontal: FrameAnchorType.MARGIN, vertical: FrameAnchorType.MARGIN },
    alignment: { x: HorizontalPositionAlign.LEFT, y: VerticalPositionAlign.BOTTOM },
  };
  return line instanceof Paragraph ? line.with({ frame }) : line;
}
