import type { Align, Block, Cell, Column, Inline, Row, Table } from "../../document/tree.ts";
import type { Scope } from "./scope.ts";

/** A cell as it was written: spans that may reach too far. */
export type HtmlCell = { colSpan: number; rowSpan: number; header: boolean; align?: Align; children: Block[] };
export type HtmlRow = { cells: HtmlCell[]; section: string };

/** Columns that a table has at most: what stands beyond is in the last. */
const mostColumns = 200;

/**
 * A table of rows whose spans end where the table, or its head, does, each row filled with empty cells (HTML, 4.9.12).
 * Its first rows are headers where they stand in `thead`, or all their cells are `th`. Undefined for no cells.
 */
export function tableOf(scope: Scope, id: string, written: readonly HtmlRow[], caption?: Inline[]): Table | undefined {
  const filled = written.filter(({ cells }) => cells.length > 0);
  const rows = [...filled.filter(({ section }) => section !== "tfoot"), ...filled.filter(isFoot)];
  if (rows.length === 0) return undefined;
  const headerRows = headerRowsOf(rows);
  const placed = place(scope, rows, headerRows);
  const width = placed.reduce((most, { taken }) => Math.max(most, taken.length), 0);
  const columns: Column[] = Array.from({ length: width }, () => ({ align: "start" }));
  for (const { at, cell } of placed[Math.min(headerRows, rows.length - 1)]!.cells)
    if (cell.align && cell.colSpan === 1) columns[at]!.align = cell.align;
  const made = placed.map(({ cells, taken }): Row => {
    const kept = cells.map(({ cell: { align: _, ...cell } }): Cell => cell);
    for (let column = 0; column < width; column++) if (!taken[column]) kept.push(emptyCell(scope, kept));
    return { cells: kept };
  });
  return { type: "table", id, columns, headerRows, rows: made, ...(caption && { caption }) };
}

function isFoot({ section }: HtmlRow): boolean {
  return section === "tfoot";
}

function headerRowsOf(rows: readonly HtmlRow[]): number {
  const inHead = rows.findIndex(({ section }) => section !== "thead");
  if (inHead !== 0) return inHead < 0 ? rows.length : inHead;
  const body = rows.findIndex(({ cells }) => !cells.every(({ header }) => header));
  return Math.max(0, body);
}

type Placed = { cells: { at: number; cell: HtmlCell }[]; taken: boolean[] };

/** Cells at their columns; `taken`: those that a row's own cells, or cells of rows above, stand in. */
function place(scope: Scope, rows: readonly HtmlRow[], headerRows: number): Placed[] {
  let covered: number[] = [];
  const ends = endsOf(rows, headerRows);
  return rows.map(({ cells }, index): Placed => {
    const most = ends[index]! - index;
    const below = covered.map((count) => Math.max(0, count - 1));
    const taken = covered.map((count) => count > 0);
    const found: Placed["cells"] = [];
    let at = 0;
    for (const cell of cells) {
      while (taken[at]) at += 1;
      const last = found.at(-1);
      if (at >= mostColumns && last) {
        for (const block of cell.children) last.cell.children.push(block);
        continue;
      }
      const asked = Math.min(Math.max(1, cell.colSpan), mostColumns - at);
      let colSpan = 1;
      while (colSpan < asked && !taken[at + colSpan]) colSpan += 1;
      const rowSpan = cell.rowSpan === 0 ? most : Math.min(Math.max(1, cell.rowSpan), most);
      scope.context.spend(colSpan);
      for (let column = at; column < at + colSpan; column++) [taken[column], below[column]] = [true, rowSpan - 1];
      found.push({ at, cell: { ...cell, colSpan, rowSpan } });
      at += colSpan;
    }
    covered = below;
    return { cells: found, taken };
  });
}

/** Where the part of the table ends that each row stands in: no cell reaches further. */
function endsOf(rows: readonly HtmlRow[], headerRows: number): number[] {
  const ends: number[] = [];
  for (let index = rows.length - 1; index >= 0; index--) {
    const goesOn = index + 1 !== headerRows && rows[index + 1]?.section === rows[index]!.section;
    ends[index] = goesOn ? ends[index + 1]! : index + 1;
  }
  return ends;
}

function emptyCell(scope: Scope, beside: readonly Cell[]): Cell {
  scope.context.spend(1);
  return { colSpan: 1, rowSpan: 1, header: beside.length > 0 && beside.every(({ header }) => header), children: [] };
}
