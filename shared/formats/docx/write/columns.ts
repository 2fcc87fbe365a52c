import type { Cell, Table } from "../../../document/tree.ts";
import { textOf } from "../../../document/visit.ts";
import type { CellNeed, Extent } from "../../../layout/blocks/material.ts";
import { columnWidths } from "../../../layout/table/columns.ts";

/** Width of a character, ems, of the widest face that an office takes where it lacks the theme's: LibreOffice's is DejaVu Sans. */
const character = 0.62;

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
  const points = (characters: number): number => characters * size * character;
  const extents = table.columns.map((): Extent => ({ least: points(1) + padding, most: points(1) + padding }));
  const needs = table.rows.flatMap(({ cells }, row) =>
    cells.flatMap((cell): CellNeed[] => {
      const column = grid.get(cell) ?? 0;
      const extent = extents[column];
      if (!extent || cell.colSpan > 1) return [];
      const lines = cell.children.map(textOf).join("\n").split("\n");
      const longest = Math.max(...lines.flatMap((line) => line.split(/[ \t]+/)).map((word) => word.length));
      const lengths = lines.map((line) => points(line.length));
      extent.least = Math.max(extent.least, points(longest) + padding);
      extent.most = Math.max(extent.most, ...lengths.map((length) => length + padding));
      return cell.rowSpan > 1 ? [] : [{ row, column, lengths, sides: padding }];
    }),
  );
  return columnWidths({ columns: table.columns, extents, needs }, width);
}
