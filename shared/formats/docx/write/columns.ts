import type { Cell, Table } from "../../../document/tree.ts";
import { textOf } from "../../../document/visit.ts";
import type { Extent } from "../../../layout/blocks/material.ts";
import { columnWidths } from "../../../layout/table/columns.ts";

/** Width of a character, ems: of words as they come, and of a line of them. */
const character = 0.54;

/**
 * Widths of a table's columns within `width`, all in points, by the rule of the printed page: the author's shares so far
 * as the words in the columns' own cells allow. `size` is the text's, `padding` what a cell adds at its sides.
 */
export function widthsOf(
  table: Table,
  grid: ReadonlyMap<Cell, number>,
  width: number,
  { size, padding }: { size: number; padding: number },
): number[] {
  const measured = table.columns.map((): Extent => ({ least: 1, most: 1 }));
  for (const cell of table.rows.flatMap((row) => row.cells)) {
    const extent = measured[grid.get(cell) ?? 0];
    if (!extent || cell.colSpan > 1) continue;
    for (const line of cell.children.map(textOf).join("\n").split("\n")) {
      extent.most = Math.max(extent.most, line.length);
      for (const word of line.split(/[ \t]+/)) extent.least = Math.max(extent.least, word.length);
    }
  }
  const points = (characters: number): number => characters * size * character + padding;
  const extents = measured.map(({ least, most }) => ({ least: points(least), most: points(most) }));
  return columnWidths({ columns: table.columns, extents }, width);
}
