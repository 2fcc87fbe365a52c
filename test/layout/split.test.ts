import { expect, test } from "vitest";
import type { CellBox, Piece } from "../../shared/layout/blocks/piece.ts";
import { groupRows, rowsPiece } from "../../shared/layout/table/rows.ts";
import { splitRows } from "../../shared/layout/table/split.ts";

const line = (height: number): Piece => ({ above: 0, height, cost: 0, items: [], notes: [] });

/** Cells as [row, rows, heights of lines]; 3 points of padding above and below. */
function rowsOf(cells: readonly [number, number, number[]][], count: number): Piece {
  const boxes = cells.map(([row, rowSpan, lines], column): CellBox => {
    const pieces = lines.map(line);
    return { row, rowSpan, x: column * 50, width: 50, inset: 4, header: false, bottomAligned: false, pieces };
  });
  const rowRule = { thickness: 0.4, colour: "#000000" };
  const look = { headerFill: "#ffffff", rowRule };
  const padding = { side: 4, above: 3, below: 3 };
  return rowsPiece(groupRows({ cells: boxes, left: 0, width: 200, padding, look, below: rowRule }, count));
}

test.each<[string, [number, number, number[]][], number, number, [number, number] | undefined]>([
  ["what fits of a row", [[0, 1, [10, 10, 10]]], 1, 30, [26, 16]],
  ["nothing where not even a line fits", [[0, 1, [10, 10]]], 1, 12, undefined],
  [
    "a cell that begins in a row without height goes on below with all of that row",
    [
      [0, 1, [40]],
      [0, 2, []],
      [1, 2, []],
      [2, 1, [30]],
    ],
    3,
    48,
    [46, 42],
  ],
])("rows are split where they fit: %s", (_, cells, count, room, heights) => {
  const split = splitRows(rowsOf(cells, count), room, false);
  expect(split?.map(({ height }) => height)).toEqual(heights);
});
