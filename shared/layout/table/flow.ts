import { flowStack, mark } from "../blocks/flow.ts";
import { type Flowed, type FlowItem, heightOf, nothing, type Piece, pile } from "../blocks/piece.ts";
import { flowText } from "../blocks/text.ts";
import type { Column, Setting } from "../setting.ts";
import { columnWidths } from "./columns.ts";
import type { GridCell, TableMaterial } from "./material.ts";
import { type CellBox, drawRows, groupRows, type Look, type RowGroup, type Rule, rowsPiece } from "./rows.ts";

/** A header higher than this share of the page is not repeated. */
const highestHeader = 0.35;
/** Up to this share of the page, a table with a caption is not broken. */
const smallTable = 0.45;
/** What a page break costs after the first row and before the last, points. */
const loneRow = 24;

/** A table as pieces: its caption, its header, then its rows, those that spans bind together as one. */
export function flowTable(setting: Setting, material: TableMaterial, column: Column): Flowed {
  const { body } = setting.theme.styles;
  const caption = material.caption === undefined ? nothing : flowText(setting, material.caption, column);
  const widths = columnWidths(material, column.width);
  const boxes = material.cells.map((cell) => cellBox(setting, cell, material, widths, column.height));
  const groups = boundRows(material).map(([start, end]) => groupOf(setting, material, boxes, widths, start, end));
  const rows = withHeader(material, groups, column);
  const pieces = [...caption.pieces, ...rows];
  for (const piece of pieces.slice(1, caption.pieces.length + 1)) piece.cost = Number.POSITIVE_INFINITY;
  if (caption.pieces.length > 0 && rows[0] !== undefined) rows[0].above = 4;
  const whole = material.caption !== undefined && heightOf(pieces) <= column.height * smallTable;
  const flowed: Flowed = {
    before: body.leading * 0.6,
    pieces: whole ? [together(pieces)] : pieces,
    after: body.leading * 0.75,
    keep: 0,
  };
  mark(flowed, material.ids);
  return flowed;
}

/** A small table with a caption stays whole: like a figure, it may wait for the next page. */
function together(pieces: readonly Piece[]): Piece {
  const { items, notes, bottom } = pile(pieces, 0, 0);
  return { above: 0, height: bottom, cost: 0, items, notes, mode: "waits" };
}

function cellBox(
  setting: Setting,
  cell: GridCell,
  { padding }: TableMaterial,
  widths: readonly number[],
  height: number,
): CellBox & { end: number } {
  const x = widths.slice(0, cell.column).reduce((sum, width) => sum + width, 0);
  const width = widths.slice(cell.column, cell.column + cell.colSpan).reduce((sum, own) => sum + own, 0);
  const inner = { width: Math.max(width - 2 * padding.side, 1), height: height * 0.9 };
  const { row, rowSpan, header } = cell;
  return { row, rowSpan, header, x, width, pieces: flowStack(setting, cell.content, inner).pieces, end: row + rowSpan };
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
  { padding, cells }: TableMaterial,
  boxes: readonly (CellBox & { end: number })[],
  widths: readonly number[],
  start: number,
  end: number,
): RowGroup {
  const { theme } = setting;
  const rowRule: Rule = { thickness: 0.4, colour: theme.colours.rule };
  const heavy: Rule = { thickness: 0.9, colour: theme.styles.tableHeader.colour };
  const look: Look = { headerFill: theme.colours.tableHeader, rowRule };
  const rowCount = Math.max(...cells.map((cell) => cell.row + cell.rowSpan));
  const own = boxes
    .filter(({ row }) => row >= start && row < end)
    .map(({ end: _, ...box }) => ({ ...box, row: box.row - start }));
  const width = widths.reduce((sum, column) => sum + column, 0);
  const group = { cells: own, width, padding, look, below: end === rowCount ? heavy : rowRule };
  return groupRows(start === 0 ? { ...group, above: heavy } : group, end - start);
}

/** The rows as pieces, each with the header that a new page repeats; the header never ends a page. */
function withHeader({ headerRows }: TableMaterial, groups: readonly RowGroup[], column: Column): Piece[] {
  const [first, ...rest] = groups;
  if (first === undefined) return [];
  const head = rowsPiece(first);
  if (headerRows === 0 || head.height > column.height * highestHeader) return spaced([head, ...rest.map(rowsPiece)]);
  const items = drawRows({ ...first, below: { ...first.above!, thickness: 0.5 } });
  const drawn: Piece = { above: 0, height: head.height, cost: 0, items, notes: head.notes };
  const header: Piece = { above: 0, height: head.height, cost: 0, items: asArtifacts(items), notes: [] };
  const rows = spaced(rest.map((group) => ({ ...rowsPiece(group), header })));
  if (rows[0] !== undefined) rows[0].cost = Number.POSITIVE_INFINITY;
  return [drawn, ...rows];
}

function spaced(rows: Piece[]): Piece[] {
  for (const i of [1, rows.length - 1]) if (i > 0 && rows[i] !== undefined) rows[i]!.cost = loneRow;
  return rows;
}

/** A header repeated is no content: what is drawn of it, as pagination. */
function asArtifacts(items: readonly FlowItem[]): FlowItem[] {
  return items.flatMap((item): FlowItem[] => {
    if (item.type === "link" || item.type === "mark" || item.type === "pageNumber") return [];
    return [{ ...item, tag: "pagination" }];
  });
}
