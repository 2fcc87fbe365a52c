import { type FileChild, Paragraph, ShadingType, Table, TableCell, TableLayoutType, TableRow, WidthType } from "docx";
import type { Cell, Table as TableBlock } from "../../../document/tree.ts";
import { bookmarkBefore } from "./bookmarks.ts";
import { hasCaption, writeCaption } from "./caption.ts";
import { columnWidths, gridOf } from "./columns.ts";
import { block } from "./element.ts";
import { twips } from "./lengths.ts";
import { cellPadding } from "./styles.ts";
import type { Place, Writing } from "./writing.ts";

/** A table with its caption above; a line of nothing follows, since Word would join it to a table that comes next. */
export function writeTable(writing: Writing, table: TableBlock, place: Place): FileChild[] {
  const captioned = hasCaption(table);
  const bookmark = captioned ? [] : bookmarkBefore(writing, table.id).map(block);
  const drawn = table.rows.some((row) => row.cells.length > 0) ? [tableOf(writing, table, place)] : [];
  return [...writeCaption(writing, table, true), ...bookmark, ...drawn, new Paragraph({ style: "TableEnd" })];
}

function tableOf(writing: Writing, table: TableBlock, place: Place): Table {
  const grid = gridOf(table);
  const em = writing.theme.styles.tableCell.size * 10;
  const widths = columnWidths(table, grid, place.width, em, 2 * twips(cellPadding));
  const fixed = table.columns.every((column) => column.width !== undefined);
  return new Table({
    style: "LivrableTable",
    width: { size: widths.reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
    ...(place.indent > 0 && { indent: { size: place.indent, type: WidthType.DXA } }),
    columnWidths: widths,
    layout: fixed ? TableLayoutType.FIXED : TableLayoutType.AUTOFIT,
    tableLook: {
      firstRow: table.headerRows > 0,
      firstColumn: table.rows.slice(table.headerRows).some((row) => row.cells[0]?.header),
      lastRow: false,
      lastColumn: false,
      noHBand: true,
      noVBand: true,
    },
    rows: table.rows.map((row, y) => {
      const cells = row.cells.map((cell, x) => cellOf(writing, table, cell, grid[y]![x]!, widths, place));
      return new TableRow({ children: cells, tableHeader: y < table.headerRows, cantSplit: y < table.headerRows });
    }),
  });
}

function cellOf(
  writing: Writing,
  table: TableBlock,
  cell: Cell,
  column: number,
  widths: number[],
  { align: _, ...place }: Place,
) {
  const width = widths.slice(column, column + cell.colSpan).reduce((sum, part) => sum + part, 0);
  const align = table.columns[column]?.align;
  const inside: Place = {
    ...place,
    ...(align !== undefined && align !== "start" && { align }),
    inside: cell.header ? "headerCell" : "cell",
    depth: 0,
    indent: 0,
    quoted: false,
    width: Math.max(1, width - 2 * twips(cellPadding)),
  };
  const fill = writing.theme.colours.tableHeader.slice(1);
  return new TableCell({
    children: writing.blocks(cell.children, inside) as Paragraph[],
    ...(cell.colSpan > 1 && { columnSpan: cell.colSpan }),
    ...(cell.rowSpan > 1 && { rowSpan: cell.rowSpan }),
    ...(cell.header && { shading: { type: ShadingType.CLEAR, color: "auto", fill } }),
  });
}
