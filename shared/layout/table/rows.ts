import { type FlowItem, heightOf, move, type Piece, pile } from "../blocks/piece.ts";
import type { RuleItem } from "../frames.ts";
import type { Padding } from "./material.ts";

/** Rows that spans hold together, or one row; points. */
export type RowGroup = {
  cells: CellBox[];
  /** Row by row: the least that cells of one row need. */
  heights: number[];
  /** From the column's left edge. */
  left: number;
  width: number;
  padding: Padding;
  look: Look;
  /** The rule above the first row, where the table begins with it, and below the last. */
  above?: Rule;
  below: Rule;
};

/** A cell on its rows, its content set. `x` and `width` are those of its columns. */
export type CellBox = {
  row: number;
  rowSpan: number;
  x: number;
  width: number;
  /** Between its edge and its content, at the side. */
  inset: number;
  header: boolean;
  /** Its content stands at its foot, as column heads do. */
  low: boolean;
  pieces: Piece[];
};
export type Rule = { thickness: number; colour: string };
export type Look = { headerFill: string; rowRule: Rule };

/** A group of rows with its heights: a row is as high as its cells; a span that needs more makes its last row higher. */
export function groupRows(group: Omit<RowGroup, "heights">, rowCount: number): RowGroup {
  const heights: number[] = new Array(rowCount).fill(0);
  for (const cell of group.cells.toSorted((a, b) => a.row + a.rowSpan - b.row - b.rowSpan)) {
    const last = cell.row + cell.rowSpan - 1;
    let above = 0;
    for (let row = cell.row; row < last; row++) above += heights[row]!;
    heights[last] = Math.max(heights[last]!, contentHeight(cell, group.padding) - above);
  }
  return { ...group, heights };
}

function contentHeight({ pieces }: CellBox, { above, below }: Padding): number {
  return heightOf(pieces) + above + below;
}

/** A group of rows as one piece, its items drawn when it is placed. */
export function rowsPiece(group: RowGroup): Piece {
  const height = group.heights.reduce((sum, row) => sum + row, 0);
  const notes = group.cells.flatMap((cell) => cell.pieces.flatMap((piece) => piece.notes));
  return { above: 0, height, cost: 0, items: [], notes, rows: group };
}

/** Everything in the rows, from the column's left edge and the group's top: fills, contents, rules. Moves the cells' items: once only. */
export function drawRows({ cells, heights, left, width, padding, look, above, below }: RowGroup): FlowItem[] {
  const tops = topsOf(heights);
  const bottom = tops.at(-1)!;
  const items: FlowItem[] = [];
  for (const cell of cells) {
    const [top, end] = [tops[cell.row]!, tops[cell.row + cell.rowSpan]!];
    if (cell.header) {
      items.push({
        type: "box",
        x: cell.x,
        y: top,
        width: cell.width,
        height: end - top,
        fill: look.headerFill,
        tag: "layout",
      });
    }
  }
  for (const cell of cells) {
    const [top, end] = [tops[cell.row]! + padding.above, tops[cell.row + cell.rowSpan]! - padding.below];
    const y = cell.low ? Math.max(top, end - heightOf(cell.pieces)) : top;
    const content = pile(cell.pieces, cell.x + cell.inset, y);
    for (const item of content.items) items.push(item);
  }
  for (const cell of cells) {
    const end = tops[cell.row + cell.rowSpan]!;
    if (end < bottom - 0.01) items.push(ruleAt(cell.x, cell.x + cell.width, end, look.rowRule));
  }
  if (above !== undefined) items.push(ruleAt(0, width, 0, above));
  items.push(ruleAt(0, width, bottom, below));
  if (left > 0) move(items, left, 0);
  return items;
}

function ruleAt(x1: number, x2: number, y: number, { thickness, colour }: Rule): RuleItem {
  return { type: "rule", x1, y1: y, x2, y2: y, thickness, colour, tag: "layout" };
}

/** The top of each row, and the bottom of the last. */
export function topsOf(heights: readonly number[]): number[] {
  const tops = [0];
  for (const height of heights) tops.push(tops.at(-1)! + height);
  return tops;
}
