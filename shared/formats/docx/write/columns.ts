import type { Table } from "../../../document/tree.ts";
import { textOf } from "../../../document/visit.ts";

/** The grid column that each cell of a table begins in, row by row: spans displace what follows, as in HTML. */
export function gridOf(table: Table): number[][] {
  /** Rows still covered from above, by column. */
  const covered: number[] = [];
  return table.rows.map((row) => {
    let column = 0;
    const starts = row.cells.map((cell) => {
      while ((covered[column] ?? 0) > 0) column += 1;
      const start = column;
      for (; column < start + cell.colSpan; column += 1) covered[column] = cell.rowSpan;
      return start;
    });
    for (const [index, rows] of covered.entries()) covered[index] = Math.max(0, (rows ?? 0) - 1);
    return starts;
  });
}

/**
 * Widths of a table's columns, in the unit of `width`, which they fill: those that the author gave, the others by what
 * stands in them. `em` is the width of a character, `padding` what a cell adds at its sides, both in the same unit.
 */
export function columnWidths(table: Table, grid: number[][], width: number, em: number, padding: number): number[] {
  const given = table.columns.map((column) => column.width);
  const wanted = measure(table, grid);
  const left = 1 - given.reduce<number>((sum, share) => sum + (share ?? 0), 0);
  const free = given.map((share, index) => (share === undefined ? wanted[index]! : undefined));
  const total = free.reduce<number>((sum, extent) => sum + (extent === undefined ? 0 : weight(extent, em, padding)), 0);
  const shares = given.map(
    (share, index) => share ?? (Math.max(left, 0.1) * weight(free[index]!, em, padding)) / total,
  );
  const sum = shares.reduce((before, share) => before + share, 0);
  return shares.map((share) => Math.max(1, Math.round((share / sum) * width)));
}

type Extent = { longestWord: number; longestText: number };

/** Characters beyond which a longer text makes its column no wider. */
const enough = 60;

function weight({ longestWord, longestText }: Extent, em: number, padding: number): number {
  return Math.max(longestWord, Math.min(longestText, enough) * 0.6) * em + padding;
}

function measure(table: Table, grid: number[][]): Extent[] {
  const extents = table.columns.map((): Extent => ({ longestWord: 1, longestText: 1 }));
  for (const [y, row] of table.rows.entries()) {
    for (const [x, cell] of row.cells.entries()) {
      const extent = extents[grid[y]![x]!];
      if (!extent || cell.colSpan > 1) continue;
      for (const line of cell.children.map(textOf).join("\n").split("\n")) {
        extent.longestText = Math.max(extent.longestText, line.length);
        for (const word of line.split(/[ \t]+/)) extent.longestWord = Math.max(extent.longestWord, word.length);
      }
    }
  }
  return extents;
}
