import type { Cell, Row, Table } from "../../../document/tree.ts";
import { anchorOf } from "../../office/anchors.ts";
import { endCarried } from "../../office/end-paragraph.ts";
import { contributeTable } from "../../office/rows.ts";
import { buildTable, isBold, type PlacedCell, sharesOf } from "../../office/table.ts";
import { childOf, type Element, type Handler } from "../../xml.ts";
import { noteFormatting } from "./changes.ts";
import { hasBorder } from "./paragraph-properties.ts";
import { mostColumns, type ReadCell, type ReadRow, rowsHandler, type TableBeingRead } from "./rows.ts";
import { isOn } from "./run-properties.ts";
import type { WordStory } from "./word.ts";

/** Reads a `w:tbl` (ECMA-376-1, 17.4.37): header rows, cells merged both ways, tables in cells. */
export function tableHandler(story: WordStory): Handler {
  const { of } = story.part;
  endCarried(story);
  const anchor = anchorOf(of, story.anchors.splice(0));
  const properties: Element = { name: "w:tblPr", attributes: {}, children: [] };
  const before = of.context.contributions.length;
  const reading: TableBeingRead = {
    story,
    id: of.context.nextId(),
    properties,
    grid: [],
    rows: [],
    ...{ deleted: [], count: 0, last: "" },
    ...(anchor && { anchor }),
  };
  return {
    ...rowsHandler(reading, false),
    close: () => {
      noteFormatting(story, properties);
      contributeTable(of.context, reading.deleted, reading.count, before);
      const table = tableOf(reading);
      if (table) noteFraming(reading, table);
      if (table) story.rawBlocks.push({ kind: "block", block: table });
    },
  };
}

function tableOf(reading: TableBeingRead): Table | undefined {
  const { story, id, anchor, rows } = reading;
  const headerRows = headersOf(reading);
  const placed = withFirstColumn(
    reading,
    rows.map((row) => placeCells(row, isOurs(reading))),
  );
  const width = placed.flat().reduce((end, { at, span }) => Math.max(end, at + span), 0);
  if (width === 0) return undefined;
  const shares = sharesIn(reading, width);
  const frame = { id, headerRows, width, ...(anchor !== undefined && { anchor }), ...(shares && { shares }) };
  return buildTable(story.part.of, frame, mergeDown(placed, headerRows, width), placed);
}

/**
 * A table that we drew (`docx/write/table.ts`): there a shaded cell is a header, and cells that the table's style draws as such;
 * widths that fit were measured.
 */
function isOurs({ properties }: TableBeingRead): boolean {
  return styleIdOf(properties) === "LivrableTable";
}

function styleIdOf(properties: Element): string | undefined {
  return childOf(properties, "w:tblStyle")?.attributes["w:val"];
}

/** A table of one cell that is bordered or shaded may frame text: not one that we drew as a table, nor one that came or went. */
function noteFraming(reading: TableBeingRead, { id, rows }: Table): void {
  const { of } = reading.story.part;
  if (rows.length !== 1 || rows[0]!.cells.length !== 1 || isOurs(reading)) return;
  const role = of.styles.get(styleIdOf(reading.properties))?.role;
  const isTracked = of.context.contributions.some(({ at, whole }) => at === id && whole !== undefined);
  if (role?.is === "callout") of.framing.set(id, role.variant);
  else if (isFrame(reading) && !isTracked) of.framing.set(id, undefined);
}

/** Bordered by its own properties (17.4.38, 17.4.66) or by those of its style, or shaded. */
function isFrame({ properties, rows }: TableBeingRead): boolean {
  const style = styleIdOf(properties);
  const borders = childOf(properties, "w:tblBorders");
  const bordered = borders ? hasBorder(borders, "w:left") || hasBorder(borders, "w:top") : style !== undefined;
  return bordered || rows[0]?.cells[0]?.framed === true;
}

type WordCell = PlacedCell & ReadCell & { header: boolean };

function placeCells({ properties, cells }: ReadRow, ours: boolean): WordCell[] {
  let column = Number(childOf(properties, "w:gridBefore")?.attributes["w:val"] ?? 0) || 0;
  column = Math.min(Math.max(column, 0), mostColumns);
  return cells.map((cell) => {
    const at = column;
    column += cell.span;
    return { ...cell, at, header: ours && cell.shaded };
  });
}

/**
 * Cells of which those of the first column are headers where their table's style draws all of them so. In files of before 0.2.0 the
 * style draws none, and each header is shaded.
 */
function withFirstColumn(reading: TableBeingRead, placed: WordCell[][]): WordCell[][] {
  const { firstColumns } = reading.story.part.of;
  const drawsOne = firstColumns.has(styleIdOf(reading.properties) ?? "");
  if (!isOurs(reading) || !drawsOne || !looksOf(reading).firstColumn) return placed;
  return placed.map((cells) => cells.map((cell) => (cell.at === 0 ? { ...cell, header: true } : cell)));
}

/** Parts of a table that its style draws otherwise (17.4.55, 17.4.56). */
function looksOf({ properties }: TableBeingRead): { firstRow: boolean; firstColumn: boolean } {
  const look = childOf(properties, "w:tblLook")?.attributes ?? {};
  const bits = Number.parseInt(look["w:val"] ?? "0", 16);
  return {
    firstRow: (bits & 0x20) !== 0 || isOn(look["w:firstRow"] ?? "0"),
    firstColumn: (bits & 0x80) !== 0 || isOn(look["w:firstColumn"] ?? "0"),
  };
}

/** Cells as the tree has them: one that goes on below reaches over the rows, and takes in what stands there. */
function mergeDown(placed: readonly WordCell[][], headerRows: number, width: number): Row[] {
  let above = new Map<number, Cell>();
  return placed.map((cells, row): Row => {
    const open = new Map<number, Cell>();
    const kept: Cell[] = [];
    let filled = 0;
    const fill = (to: number): void => {
      if (to > filled) kept.push({ colSpan: to - filled, rowSpan: 1, header: row < headerRows, children: [] });
    };
    for (const cell of cells) {
      const { at } = cell;
      const upper = cell.merge === "continues" ? above.get(at) : undefined;
      fill(at);
      filled = at + cell.span;
      if (upper && upper.colSpan === cell.span) {
        upper.rowSpan += 1;
        for (const block of cell.blocks) upper.children.push(block);
        open.set(at, upper);
        continue;
      }
      const own: Cell = {
        colSpan: cell.span,
        rowSpan: 1,
        header: row < headerRows || cell.header,
        children: cell.blocks,
      };
      kept.push(own);
      if (cell.merge !== "none") open.set(at, own);
    }
    fill(width);
    above = open;
    return { cells: kept };
  });
}

/** Rows marked as headers at the top; where none is marked, a first row that looks like a header, with a warning. */
function headersOf(reading: TableBeingRead): number {
  const { story, id, rows } = reading;
  const marked = rows.findIndex((row) => !isHeader(row));
  if (marked > 0) return marked;
  if (marked < 0) return Math.min(rows.length, 1);
  const [first] = rows;
  const full = first!.cells.filter((cell) => cell.blocks.length > 0);
  const distinct =
    full.length > 1 && (isOurs(reading) || full.every((cell) => cell.shaded || cell.blocks.every(isBold)));
  if (!looksOf(reading).firstRow || !distinct || rows.length < 2) return 0;
  story.part.of.context.warn("header-row-guessed", {}, id);
  return 1;
}

function isHeader({ properties }: ReadRow): boolean {
  const header = childOf(properties, "w:tblHeader");
  return header !== undefined && isOn(header.attributes["w:val"]);
}

/** Shares of the table's width; none where the widths were left to the word processor and are all the same. */
function sharesIn(reading: TableBeingRead, width: number): number[] | undefined {
  const { properties, grid } = reading;
  if (isOurs(reading) && childOf(properties, "w:tblLayout")?.attributes["w:type"] !== "fixed") return undefined;
  const automatic = (childOf(properties, "w:tblW")?.attributes["w:type"] ?? "auto") === "auto";
  if (grid.length !== width || (automatic && new Set(grid).size === 1)) return undefined;
  return sharesOf(grid);
}
