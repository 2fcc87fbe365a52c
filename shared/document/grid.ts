import type { Cell, Row } from "./tree.ts";

/** The grid column where each cell begins, cells of the rows above that reach down taken into account. */
export function columnsOf(rows: readonly Row[]): Map<Cell, number> {
  const columns = new Map<Cell, number>();
  /** By column: how many more rows, this one included, a cell from above covers it. */
  const covered: number[] = [];
  for (const row of rows) {
    let column = 0;
    const opened: [number, number][] = [];
    for (const cell of row.cells) {
      while ((covered[column] ?? 0) > 0) column++;
      columns.set(cell, column);
      for (let place = column; place < column + cell.colSpan; place++) opened.push([place, cell.rowSpan]);
      column += cell.colSpan;
    }
    for (const [place, span] of opened) covered[place] = span;
    for (let place = 0; place < covered.length; place++) covered[place] = Math.max(0, (covered[place] ?? 0) - 1);
  }
  return columns;
}
