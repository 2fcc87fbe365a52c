import type { Cell, Row, Table } from "../../document/tree.ts";

/** Where a cell lies; `cell` is absent at a place that no cell of the author's covers. */
export type Position = { row: number; column: number; rowSpan: number; colSpan: number; cell?: Cell };
export type Grid = { positions: Position[]; columnCount: number; rowCount: number; headerRows: number };

/**
 * The cells of a table where spans put them (HTML, "Forming a table"), row by row. A span ends with the declared
 * columns and with the header; a row that has too many cells widens the grid; places left free get a position of their
 * own, so that every row has as many columns.
 */
export function gridOf({ rows, columns, headerRows: wanted }: Table): Grid {
  const rowCount = rows.length;
  const headerRows = Math.min(Math.max(wanted, 0), rowCount);
  const taken: number[] = new Array(Math.max(columns.length, 1)).fill(0);
  const positions = rows.flatMap(({ cells }, row) =>
    placeRow(cells, row, row < headerRows ? headerRows : rowCount, columns.length, taken),
  );
  const columnCount = taken.length;
  return { positions: withGaps(positions, rowCount, columnCount), columnCount, rowCount, headerRows };
}

/** `taken`: for each column, the first row that is free again. */
function placeRow(cells: Row["cells"], row: number, end: number, declared: number, taken: number[]): Position[] {
  let column = 0;
  return cells.map((cell) => {
    while ((taken[column] ?? 0) > row) column++;
    const rowSpan = Math.min(cell.rowSpan, end - row);
    const colSpan = freeRun(taken, row, column, Math.min(cell.colSpan, declared - column));
    for (let i = 0; i < colSpan; i++) taken[column + i] = row + rowSpan;
    return { row, column, rowSpan, colSpan, cell };
  });
}

/** How many columns are free from `column` on, at least the first, at most `wanted`. */
function freeRun(taken: readonly number[], row: number, column: number, wanted: number): number {
  let run = 1;
  while (run < wanted && (taken[column + run] ?? 0) <= row) run++;
  return run;
}

function withGaps(positions: Position[], rowCount: number, columnCount: number): Position[] {
  const covered = new Uint8Array(rowCount * columnCount);
  for (const { row, column, rowSpan, colSpan } of positions) {
    for (let r = row; r < row + rowSpan; r++)
      covered.fill(1, r * columnCount + column, r * columnCount + column + colSpan);
  }
  if (!covered.includes(0)) return positions;
  const gaps: Position[] = [];
  for (const [i, full] of covered.entries()) {
    if (full === 0) gaps.push({ row: Math.floor(i / columnCount), column: i % columnCount, rowSpan: 1, colSpan: 1 });
  }
  return [...positions, ...gaps].sort((a, b) => a.row - b.row || a.column - b.column);
}
