import { type FileChild, Paragraph, ShadingType, Table, TableCell, TableLayoutType, TableRow, WidthType } from "docx";
import { type Decimals, decimalsOf } from "../../../document/decimals.ts";
import { columnsOf } from "../../../document/grid.ts";
import type { Cell, Row, Table as TableBlock } from "../../../document/tree.ts";
import { textOf } from "../../../document/visit.ts";
import { bookmarkBefore } from "./bookmarks.ts";
import { hasCaption, writeCaption } from "./caption.ts";
import { widthsOf } from "./columns.ts";
import { block } from "./element.ts";
import { twips } from "./lengths.ts";
import { cellPadding } from "./styles.ts";
import { trackRow } from "./tracking.ts";
import type { BlockContext, Writing } from "./writing.ts";

/**
 * A table with its caption above; a line of nothing follows, since Word would join it to a table that comes next, unless a
 * source line does, which its last row stays with.
 */
export function writeTable(writing: Writing, table: TableBlock, place: BlockContext): FileChild[] {
  const captioned = hasCaption(table);
  const bookmark = captioned ? [] : bookmarkBefore(writing, table.id).map(block);
  // The caption first: notes are numbered in the order of their calls.
  const caption = writeCaption(writing, table, true);
  const drawn = table.rows.some((row) => row.cells.length > 0) ? [tableOf(writing, table, place)] : [];
  const end = place.sourced && drawn.length > 0 ? [] : [new Paragraph({ style: "TableEnd" })];
  return [...caption, ...bookmark, ...drawn, ...end];
}

/** A table's columns as they are drawn: where each cell begins, how wide each column is (twips), how each is set. */
type Drawn = {
  grid: ReadonlyMap<Cell, number>;
  widths: number[];
  columns: TableBlock["columns"];
  decimals: ReadonlyMap<Cell, Decimals>;
  look: TableLook;
};
/** Which of its parts the table's style draws as headers: a row at the head, and the first column of the rows below. */
type TableLook = { firstRow: boolean; firstColumn: boolean };

function tableOf(writing: Writing, table: TableBlock, place: BlockContext): Table {
  const grid = columnsOf(table.rows);
  const { size } = writing.theme.styles.tableCell;
  const points = widthsOf(table, grid, place.width / 20, { size, padding: 2 * cellPadding });
  const drawn: Drawn = {
    ...{ grid, columns: table.columns, widths: points.map((width) => Math.max(1, twips(width))) },
    decimals: decimalsOf(table, writing.document.language),
    look: lookOf(table, grid),
  };
  const fixed = table.columns.every((column) => column.width !== undefined);
  return new Table({
    style: "LivrableTable",
    width: { size: sum(drawn.widths), type: WidthType.DXA },
    ...(place.indent > 0 && { indent: { size: place.indent, type: WidthType.DXA } }),
    columnWidths: drawn.widths,
    layout: fixed ? TableLayoutType.FIXED : TableLayoutType.AUTOFIT,
    tableLook: { ...drawn.look, lastRow: false, lastColumn: false, noHBand: true, noVBand: true },
    rows: table.rows.map((row, index) => {
      const stays = place.sourced === true && index === table.rows.length - 1;
      return rowOf(writing, drawn, row, { index, header: index < table.headerRows, stays }, place);
    }),
  });
}

function lookOf({ rows, headerRows }: TableBlock, grid: Drawn["grid"]): TableLook {
  const first = rows.slice(headerRows).flatMap(({ cells }) => cells.filter((cell) => grid.get(cell) === 0));
  return { firstRow: headerRows > 0, firstColumn: first.length > 0 && first.every(({ header }) => header) };
}

/** The bits of a `w:tblLook` of each of its attributes (ECMA-376-4, 14.4.8); those that are always set: no bands. */
const lookBits = { firstRow: 0x20, firstColumn: 0x80 };
const noBands = 0x600;

/** `w:tblLook` as bits too, which LibreOffice reads alone; the package has no word for them. */
export function withLookBits(xml: string): string {
  return xml.replace(/<w:tblLook ([^>]*)\/>/g, (_, attributes: string) => {
    const bits = Object.entries(lookBits).reduce(
      (sum, [name, bit]) => (attributes.includes(`w:${name}="true"`) ? sum | bit : sum),
      noBands,
    );
    return `<w:tblLook w:val="${bits.toString(16).padStart(4, "0").toUpperCase()}" ${attributes}/>`;
  });
}

/** Header rows come again on each page; rows of headers, and one that `stays`, keep with what follows, and short rows whole. */
function rowOf(
  writing: Writing,
  drawn: Drawn,
  row: Row,
  { index, header, stays }: { index: number; header: boolean; stays: boolean },
  place: BlockContext,
): TableRow {
  const { firstRow, firstColumn } = drawn.look;
  const children = row.cells.map((cell) => {
    const styled = header ? firstRow && index === 0 : firstColumn && drawn.grid.get(cell) === 0;
    return cellOf(writing, drawn, cell, { header: header || cell.header, styled }, place);
  });
  const heads = header || row.cells.every((cell) => cell.header);
  return new TableRow({
    children,
    ...(header && { tableHeader: true }),
    cantSplit: heads || isShort(row),
    ...((heads || stays) && { keepNext: true }),
    ...trackRow(writing, row),
  });
}

/** Characters of a cell that is better kept on one page. */
const short = 400;

function isShort(row: Row): boolean {
  return row.cells.every((cell) => cell.rowSpan === 1 && cell.children.map(textOf).join("").length <= short);
}

function cellOf(
  writing: Writing,
  drawn: Drawn,
  cell: Cell,
  { header, styled }: { header: boolean; styled: boolean },
  { align: _, resumes: __, callout: ___, ...place }: BlockContext,
): TableCell {
  const column = drawn.grid.get(cell) ?? 0;
  const align = drawn.columns[column]?.align;
  const width = sum(drawn.widths.slice(column, column + cell.colSpan));
  const decimals = drawn.decimals.get(cell);
  const inside: BlockContext = {
    ...place,
    ...(decimals && { short: twips(lackOf(decimals) * writing.theme.styles.tableCell.size) }),
    ...(align !== undefined && align !== "start" && { align }),
    inside: header ? "headerCell" : "cell",
    depth: 0,
    indent: 0,
    quoted: false,
    width: Math.max(1, width - 2 * twips(cellPadding)),
  };
  const fill = writing.theme.colours.tableHeader.slice(1);
  return new TableCell({
    children: writing.blocks(writing, cell.children, inside) as Paragraph[],
    ...(cell.colSpan > 1 && { columnSpan: cell.colSpan }),
    ...(cell.rowSpan > 1 && { rowSpan: cell.rowSpan }),
    // a header that the table's style does not draw: one of a second row of them, or among other cells
    ...(header && !styled && { shading: { type: ShadingType.CLEAR, color: "auto", fill } }),
  });
}

/** How much shorter a number is than the longest of its column after their commas: about so many ems, since fonts differ. */
function lackOf({ own, longest }: Decimals): number {
  const widthOf = (text: string) => [...text].reduce((width, sign) => width + signWidth(sign), 0);
  return Math.max(0, widthOf(longest) - widthOf(own));
}

function signWidth(sign: string): number {
  if (/\d/.test(sign)) return 0.5;
  return /[\s.,]/.test(sign) ? 0.25 : 0.6;
}

function sum(widths: readonly number[]): number {
  return widths.reduce((total, width) => total + width, 0);
}
