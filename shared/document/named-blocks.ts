import { columnsOf } from "./grid.ts";
import { foldText } from "./identify.ts";
import type { Cell, Table } from "./tree.ts";
import { textOf } from "./visit.ts";

/**
 * A block of a cell: the names of the row and of the column, which no other of the table has; the blocks beside it that
 * say whether the row or column that it begins is the same; the first blocks of the head of its column and of its row.
 */
export type NamedBlock = {
  name: string;
  row: string;
  neighbours: readonly string[];
  head?: string | undefined;
  first?: string | undefined;
};

/** The blocks of a table's cells, by id, with what their row and their column begin with, where no other begins so. */
export function namedBlocks({ rows }: Table): Map<string, NamedBlock> {
  const names = new Map<string, NamedBlock>();
  const starts = columnsOf(rows);
  const said = (cell: Cell | undefined) => (cell ? foldText(cell.children.map(textOf).join("\n")) : "");
  const singles = (all: readonly string[]) =>
    new Set(all.filter((one, at) => one !== "" && all.indexOf(one) === at && all.lastIndexOf(one) === at));
  const heads = rows[0]?.cells ?? [];
  const rowNames = singles(rows.map(({ cells }) => said(cells[0])));
  const columnNames = singles(heads.map(said));
  const idsOf = (cells: readonly Cell[]) => cells.flatMap(({ children }) => children.map(({ id }) => id));
  for (const { cells } of rows) {
    const row = said(cells[0]);
    for (const cell of cells) {
      const head = heads.find((one) => starts.get(one) === starts.get(cell));
      const column = said(head);
      if (!rowNames.has(row) || !columnNames.has(column)) continue;
      const inColumn = () =>
        rows.slice(1).flatMap((one) => one.cells.filter((each) => starts.get(each) === starts.get(cell)));
      const named = cell === cells[0] ? cells.slice(1) : cell === head ? inColumn() : [];
      for (const { id } of cell.children)
        names.set(id, {
          ...{ name: `${row}\n${column}`, row, neighbours: idsOf(named) },
          ...(head && cell !== head && { head: head.children[0]?.id }),
          ...(cell !== cells[0] && { first: cells[0]?.children[0]?.id }),
        });
    }
  }
  return names;
}
