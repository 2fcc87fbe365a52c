import { drawPieces, drawRows } from "../blocks/draw.ts";
import { largest } from "../blocks/extent.ts";
import type { GridCell, TableMaterial } from "../blocks/material.ts";
import type { CellBox, Look, RowGroup, Rule } from "../blocks/piece.ts";
import {
  emptyFragment,
  type FlowItem,
  type FlowStack,
  type Fragment,
  heightOf,
  mark,
  move,
  type Piece,
} from "../blocks/piece.ts";
import { flowSourceLines } from "../blocks/source-lines.ts";
import { flowText } from "../blocks/text.ts";
import { type Column, type Setting, warn } from "../setting.ts";
import { columnWidths } from "./columns.ts";
import { groupRows, rowsPiece } from "./rows.ts";

/** A header higher than this share of the page is not repeated. */
const highestHeader = 0.35;
/** Up to this share of the page, a table with a caption is not broken. */
const smallTable = 0.45;
/** Between a caption and the table, points. */
const belowCaption = 4;
/** What a page break costs after the first row and before the last, points. */
const loneRow = 24;

/** Columns narrower than this are no columns; points. */
const narrowest = 9;

/** A table as pieces: its caption, its header, its rows, those that spans bind together as one, then its source lines. */
export function flowTable(setting: Setting, whole: TableMaterial, column: Column, flowStack: FlowStack): Fragment {
  const material = column.width / whole.extents.length < narrowest ? stacked(setting, whole) : whole;
  const { body } = setting.theme.styles;
  const caption = material.caption === undefined ? emptyFragment : flowText(setting, material.caption, column);
  const widths = columnWidths(material, column.width);
  const width = widths.reduce((sum, own) => sum + own, 0);
  const boxes = Map.groupBy(
    material.cells.map((cell) => cellBox(setting, cell, material, widths, column.height, flowStack)),
    ({ row }) => row,
  );
  const groups = boundRows(material).map(([start, end]) => groupOf(setting, material, boxes, width, start, end));
  const continued = continuedPiece(setting, material, column);
  const rows = withHeader(material, groups, column, continued);
  const lines = flowSourceLines(setting, material.sourceLines, column);
  const pieces = [...caption.pieces, ...rows, ...lines];
  if (lines.length === pieces.length && pieces[0]) pieces[0].cost = 0;
  for (const piece of pieces.slice(1, caption.pieces.length + 1)) piece.cost = Number.POSITIVE_INFINITY;
  if (caption.pieces.length > 0 && rows[0] !== undefined) rows[0].above = belowCaption;
  const small = material.caption !== undefined && heightOf(pieces) <= column.height * smallTable;
  const flowed: Fragment = {
    before: body.leading * 0.6,
    pieces: small ? [together(pieces)] : pieces,
    after: body.leading * 0.75,
    keep: 0,
  };
  mark(flowed, material.ids);
  return flowed;
}

/** The cells one under another, where the columns would have no room for a letter. */
function stacked(setting: Setting, material: TableMaterial): TableMaterial {
  const { cells, extents, ids } = material;
  warn(setting, "table-too-wide", { columns: extents.length }, ids[0]);
  const rows = cells.map((cell, row): GridCell => ({ ...cell, row, column: 0, rowSpan: 1, colSpan: 1 }));
  return {
    ...material,
    cells: rows,
    rowCount: rows.length,
    headerRows: 0,
    columns: [],
    extents: [largest(extents)],
    needs: [],
  };
}

/** A small table with a caption stays whole: like a figure, it may float to the next page. */
function together(pieces: readonly Piece[]): Piece {
  const { items, notes, bottom } = drawPieces(pieces, 0, 0);
  return { above: 0, height: bottom, cost: 0, items, notes, mode: "float" };
}

function cellBox(
  setting: Setting,
  cell: GridCell,
  { padding, headerRows }: TableMaterial,
  widths: readonly number[],
  height: number,
  flowStack: FlowStack,
): CellBox {
  const x = widths.slice(0, cell.column).reduce((sum, width) => sum + width, 0);
  const width = widths.slice(cell.column, cell.column + cell.colSpan).reduce((sum, own) => sum + own, 0);
  const inset = Math.min(padding.side, width / 8);
  const inner = { width: width - 2 * inset - cell.short, height: height * 0.9 };
  const { row, rowSpan, header } = cell;
  const { pieces } = flowStack(setting, cell.content, inner);
  return { row, rowSpan, header, bottomAligned: row < headerRows, x, width, inset, pieces };
}

/** Runs of rows, from one to before another, that no span crosses. */
function boundRows({ cells, rowCount, headerRows }: TableMaterial): [number, number][] {
  const runs: [number, number][] = [];
  const ends: number[] = Array.from({ length: rowCount }, (_, row) => row + 1);
  for (const { row, rowSpan } of cells) ends[row] = Math.max(ends[row]!, row + rowSpan);
  for (let start = 0; start < rowCount; ) {
    let end = start < headerRows ? headerRows : ends[start]!;
    for (let row = start; row < end; row++) end = Math.max(end, ends[row]!);
    runs.push([start, end]);
    start = end;
  }
  return runs;
}

function groupOf(
  setting: Setting,
  { padding, rowCount }: TableMaterial,
  boxes: ReadonlyMap<number, readonly CellBox[]>,
  width: number,
  start: number,
  end: number,
): RowGroup {
  const { theme } = setting;
  const rowRule: Rule = { thickness: 0.4, colour: theme.colours.rule };
  const heavy: Rule = { thickness: 0.9, colour: theme.styles.tableHeader.colour };
  const look: Look = { headerFill: theme.colours.tableHeader, rowRule };
  const cells: CellBox[] = [];
  for (let row = start; row < end; row++) {
    for (const box of boxes.get(row) ?? []) cells.push({ ...box, row: row - start });
  }
  const group = { cells, left: 0, width, padding, look, below: end === rowCount ? heavy : rowRule };
  return groupRows(start === 0 ? { ...group, above: heavy } : group, end - start);
}

/** "Tableau 3 (suite)", as it stands above the rows of a further page; nothing for a table without a caption. */
function continuedPiece(setting: Setting, { continued }: TableMaterial, column: Column): Piece | undefined {
  if (continued === undefined) return undefined;
  const { items, bottom } = drawPieces(flowText(setting, continued, column).pieces, 0, 0);
  return { above: 0, height: bottom + belowCaption, cost: 0, items: asArtifacts(items), notes: [] };
}

/** The rows as pieces, each with what a new page repeats, its header below `continued`; the header never ends a page. */
function withHeader(
  { headerRows }: TableMaterial,
  groups: readonly RowGroup[],
  column: Column,
  continued: Piece | undefined,
): Piece[] {
  const [first, ...rest] = groups;
  if (first === undefined) return [];
  const head = rowsPiece(first);
  if (headerRows === 0 || head.height > column.height * highestHeader) {
    const repeated = continued && { header: continued };
    return spaced([head, ...rest.map((group) => ({ ...rowsPiece(group), ...repeated }))], groups);
  }
  const items = drawRows({ ...first, below: { ...first.above!, thickness: 0.5 } });
  const once: Piece = { above: 0, height: head.height, cost: 0, items, notes: head.notes };
  const header = under(continued, { above: 0, height: head.height, cost: 0, items: asArtifacts(items), notes: [] });
  const rows = spaced(
    rest.map((group) => ({ ...rowsPiece(group), header })),
    rest,
  );
  if (rows[0] !== undefined) rows[0].cost = Number.POSITIVE_INFINITY;
  return [once, ...rows];
}

/** A header below the line that says which table goes on. */
function under(line: Piece | undefined, header: Piece): Piece {
  if (line === undefined) return header;
  move(header.items, 0, line.height);
  return { ...header, height: line.height + header.height, items: [...line.items, ...header.items] };
}

/** Lone rows cost; a row of headings stays with the row below. */
function spaced(rows: Piece[], groups: readonly RowGroup[]): Piece[] {
  for (const [i, row] of rows.entries()) {
    if (i === 1 || (i > 0 && i === rows.length - 1)) row.cost = loneRow;
    if (i > 0 && groups[i - 1]!.cells.every((cell) => cell.header)) row.cost = Number.POSITIVE_INFINITY;
  }
  return rows;
}

/** The items of a repeated header as artifacts: a screen reader has read the header already. */
function asArtifacts(items: readonly FlowItem[]): FlowItem[] {
  return items.flatMap((item): FlowItem[] => {
    if (item.type === "link" || item.type === "mark" || item.type === "pageNumber") return [];
    return [{ ...item, tag: "pagination" }];
  });
}
