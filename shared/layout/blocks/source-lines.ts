import type { Paragraph } from "../../document/tree.ts";
import { sourceLineGap, sourceLineLook } from "../../kinds/source-line-look.ts";
import { addNode, type Column, type Setting } from "../setting.ts";
import { type BlockContext, idsOf, type TextMaterial } from "./material.ts";
import { textMaterial } from "./paragraph.ts";
import { type Piece, stack } from "./piece.ts";
import { flowText } from "./text.ts";

/** What a page break between two source lines costs, points. */
const parted = 60;

/** A line under a table or figure: a paragraph that follows it, small. */
export function collectSourceLine(setting: Setting, line: Paragraph, context: BlockContext): TextMaterial {
  const look = sourceLineLook(setting.theme);
  const { size, leading } = context.nested && look.size > context.text.size ? context.text : look;
  const node = addNode(setting, { type: "P", parent: context.parent, id: line.id });
  const text = textMaterial(setting, line.children, { ...look, size, leading }, node, context, idsOf(line));
  return { ...text, align: line.align ?? look.align, hyphens: false };
}

/** The lines under a table or figure as pieces: the first does not leave what it stands under. */
export function flowSourceLines(setting: Setting, lines: readonly TextMaterial[] = [], column: Column): Piece[] {
  const { pieces } = stack(lines.map((line) => ({ ...flowText(setting, line, column), keep: parted })));
  const [first] = pieces;
  if (!first) return [];
  first.cost = Number.POSITIVE_INFINITY;
  first.above = sourceLineGap.above;
  return pieces;
}
