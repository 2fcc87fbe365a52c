import type { Padding } from "../blocks/material.ts";
import { type CellBox, heightOf, type Piece, type RowGroup } from "../blocks/piece.ts";

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

/** The top of each row, and the bottom of the last. */
export function topsOf(heights: readonly number[]): number[] {
  const tops = [0];
  for (const height of heights) tops.push(tops.at(-1)! + height);
  return tops;
}
