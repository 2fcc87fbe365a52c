import type { Block, Cell, Row, Table } from "../../../document/tree.ts";
import { addAnchor, anchorOf } from "../../office/anchors.ts";
import { type Change, countChange } from "../../office/changes.ts";
import { endCarried } from "../../office/paragraph.ts";
import { assemble } from "../../office/story.ts";
import { buildTable, isBold, type Placed, sharesOf } from "../../office/table.ts";
import { capture, childOf, type Element, type Handler, inside } from "../../xml.ts";
import { isTaken, noteFormatting, openChange } from "./changes.ts";
import { controlHandler } from "./controls.ts";
import { isOn } from "./run-properties.ts";
import { openInnerStory, type WordStory } from "./word.ts";

/** A table being read, row by row as the file has it. */
type Reading = { story: WordStory; id: string; anchor?: string; properties: Element; grid: number[]; rows: ReadRow[] };
/** `changes`: it came or went whole (17.13.5.16, 17.13.5.12). */
type ReadRow = { properties: Element; cells: ReadCell[]; changes: Change[] };
/** `merge`: continues the cell above, or begins such a run (ECMA-376-1, 17.4.84). */
type ReadCell = { span: number; merge: "none" | "begins" | "continues"; shaded: boolean; blocks: Block[] };

/** Reads a `w:tbl` (17.4.37): header rows, cells merged both ways, tables in cells. */
export function tableHandler(story: WordStory): Handler {
  const { of } = story.part;
  endCarried(story);
  const anchor = anchorOf(of, story.anchors.splice(0));
  const properties: Element = { name: "w:tblPr", attributes: {}, children: [] };
  const reading: Reading = {
    story,
    id: of.context.nextId(),
    properties,
    grid: [],
    rows: [],
    ...(anchor && { anchor }),
  };
  return {
    ...rowsHandler(reading, false),
    close: () => {
      noteFormatting(story, properties);
      const table = tableOf(reading);
      if (table) story.met.push({ kind: "block", block: table });
    },
  };
}

/** `empty`: what the cells hold are placeholders, of a content control around them. */
function rowsHandler(reading: Reading, empty: boolean): Handler {
  const { story, properties, grid } = reading;
  const { of } = story.part;
  const handler: Handler = {
    open(name, attributes) {
      if (name === "w:tblPr") return capture(properties, { left: of.context.limits.nodes });
      if (name === "w:gridCol") grid.push(Number(attributes["w:w"] ?? 0) || 0);
      if (name === "w:tr") return rowHandler(reading, empty);
      if (name === "w:sdt") return controlHandler(story, handler, rowsHandler(reading, true));
      if (name === "w:bookmarkStart") addAnchor(of, story.anchors, attributes["w:name"]);
      return inside(handler);
    },
  };
  return handler;
}

function rowHandler(reading: Reading, empty: boolean): Handler {
  const row: ReadRow = { properties: { name: "w:trPr", attributes: {}, children: [] }, cells: [], changes: [] };
  const { story } = reading;
  const { contributions } = story.part.of.context;
  const before = contributions.length;
  return {
    ...cellsHandler(reading, row, empty),
    close: () => {
      if (row.changes.every(({ type }) => isTaken(story, type))) reading.rows.push(row);
      for (const change of row.changes) contributeRow(reading, change, before);
    },
  };
}

function cellsHandler(reading: Reading, row: ReadRow, empty: boolean): Handler {
  const { story } = reading;
  const handler: Handler = {
    open(name) {
      if (name === "w:trPr")
        return capture(row.properties, { left: story.part.of.context.limits.nodes }, () => noteChanges(story, row));
      if (name === "w:sdt") return controlHandler(story, handler, cellsHandler(reading, row, true));
      return name === "w:tc" ? cellHandler(reading, row, empty) : inside(handler);
    },
  };
  return handler;
}

function noteChanges(story: WordStory, row: ReadRow): void {
  noteFormatting(story, row.properties);
  for (const [name, type] of rowChanges) {
    const attributes = childOf(row.properties, name)?.attributes;
    if (!attributes) continue;
    countChange(story, type, attributes["w:author"]);
    row.changes.push(openChange(type, attributes));
  }
}

const rowChanges = [
  ["w:ins", "insertion"],
  ["w:del", "deletion"],
] as const;

/** A row is one contribution: what was told of its words alone since there were `before` is the same change. */
function contributeRow({ story, id }: Reading, change: Change, before: number): void {
  const { contributions } = story.part.of.context;
  const within = contributions.splice(before);
  contributions.push(...within.filter(({ type, author }) => type !== change.type || author !== change.author));
  const text = change.text.trim();
  if (text !== "") contributions.push({ ...change, text, at: id, quote: "" });
}

function cellHandler({ story }: Reading, row: ReadRow, empty: boolean): Handler {
  const cell = openInnerStory(story);
  cell.changes.push(...row.changes);
  const { of } = story.part;
  of.context.spend(1);
  const properties: Element = { name: "w:tcPr", attributes: {}, children: [] };
  const blocks = of.blockHandler(cell);
  return {
    open: (name, attributes) => {
      if (name === "w:tcPr") return capture(properties, { left: of.context.limits.nodes });
      return empty ? undefined : blocks.open!(name, attributes);
    },
    close: () => {
      noteFormatting(story, properties);
      const span = Number(childOf(properties, "w:gridSpan")?.attributes["w:val"] ?? 1);
      const merge = childOf(properties, "w:vMerge");
      const begins = merge?.attributes["w:val"] === "restart";
      const read: ReadCell = {
        span: span >= 1 && span <= mostColumns ? Math.floor(span) : 1,
        merge: !merge ? "none" : begins ? "begins" : "continues",
        shaded: isShaded(childOf(properties, "w:shd")),
        blocks: assemble(cell),
      };
      const beside = goesOnBeside(properties) ? row.cells.at(-1) : undefined;
      if (!beside) row.cells.push(read);
      else {
        beside.span += read.span;
        for (const block of read.blocks) beside.blocks.push(block);
      }
    },
  };
}

/** Merged with the cell before it, as Word 97 wrote cells (part 4, 14.4.4). */
function goesOnBeside(properties: Element): boolean {
  const merge = childOf(properties, "w:hMerge");
  return merge !== undefined && merge.attributes["w:val"] !== "restart";
}

/** Word's own limit is 63. */
const mostColumns = 1_000;

function isShaded(shading: Element | undefined): boolean {
  const fill = shading?.attributes["w:fill"]?.toLowerCase();
  return fill !== undefined && fill !== "auto" && fill !== "ffffff";
}

function tableOf(reading: Reading): Table | undefined {
  const { story, id, anchor, rows } = reading;
  const headerRows = headersOf(reading);
  const placed = rows.map((row) => placeCells(row, isOurs(reading)));
  const width = placed.flat().reduce((end, { at, span }) => Math.max(end, at + span), 0);
  if (width === 0) return undefined;
  const shares = sharesIn(reading, width);
  const frame = { id, headerRows, width, ...(anchor !== undefined && { anchor }), ...(shares && { shares }) };
  return buildTable(story.part.of, frame, mergeDown(placed, headerRows, width), placed);
}

/** A table that we drew (`docx/write/table.ts`): there a shaded cell is a header, and widths that fit were measured. */
function isOurs({ properties }: Reading): boolean {
  return childOf(properties, "w:tblStyle")?.attributes["w:val"] === "LivrableTable";
}

type PlacedCell = Placed & ReadCell & { header: boolean };

function placeCells({ properties, cells }: ReadRow, ours: boolean): PlacedCell[] {
  let column = Number(childOf(properties, "w:gridBefore")?.attributes["w:val"] ?? 0) || 0;
  column = Math.min(Math.max(column, 0), mostColumns);
  return cells.map((cell) => {
    const at = column;
    column += cell.span;
    return { ...cell, at, header: ours && cell.shaded };
  });
}

/** Cells as the tree has them: one that goes on below reaches over the rows, and takes in what stands there. */
function mergeDown(placed: readonly PlacedCell[][], headerRows: number, width: number): Row[] {
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

/** Rows marked as headers at the top; a first row that looks like one where none is marked, which is told. */
function headersOf({ story, id, properties, rows }: Reading): number {
  const marked = rows.findIndex((row) => !isHeader(row));
  if (marked > 0) return marked;
  if (marked < 0) return Math.min(rows.length, 1);
  const wanted = Number.parseInt(childOf(properties, "w:tblLook")?.attributes["w:val"] ?? "0", 16) & 0x20;
  const look = wanted !== 0 || isOn(childOf(properties, "w:tblLook")?.attributes["w:firstRow"] ?? "0");
  const [first] = rows;
  const full = first!.cells.filter((cell) => cell.blocks.length > 0);
  const distinct = full.length > 1 && full.every((cell) => cell.shaded || cell.blocks.every(isBold));
  if (!look || !distinct || rows.length < 2) return 0;
  story.part.of.context.warn("header-row-guessed", {}, id);
  return 1;
}

function isHeader({ properties }: ReadRow): boolean {
  const header = childOf(properties, "w:tblHeader");
  return header !== undefined && isOn(header.attributes["w:val"]);
}

/** Shares of the table's width; none where the widths were left to the word processor and are all the same. */
function sharesIn(reading: Reading, width: number): number[] | undefined {
  const { properties, grid } = reading;
  if (isOurs(reading) && childOf(properties, "w:tblLayout")?.attributes["w:type"] !== "fixed") return undefined;
  const automatic = (childOf(properties, "w:tblW")?.attributes["w:type"] ?? "auto") === "auto";
  if (grid.length !== width || (automatic && new Set(grid).size === 1)) return undefined;
  return sharesOf(grid);
}
