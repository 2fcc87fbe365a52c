import type { Block, Cell, Row, Table } from "../../document/tree.ts";
import { textOf } from "../../document/visit.ts";
import { fenceAfter, ours } from "./code-fence.ts";
import type { Scope } from "./scope.ts";

/** The info string under which `fenceTypedRows` hides typed rows from Markdown, which would take them for code. */
export const typedRows = `${ours}livrable-typed-rows`;

/**
 * Source in which each run of lines that are cells separated by tabs, as pasted from a spreadsheet, stands in a fence.
 * A run follows an empty line, has two rows or more of three columns or more, and ends at an empty line.
 */
export function fenceTypedRows(source: string): string {
  if (!source.includes("\t")) return source;
  const lines = source.split("\n");
  const fenced: string[] = [];
  let fence: string | undefined;
  for (let at = 0; at < lines.length; ) {
    const line = lines[at]!;
    fence = fenceAfter(fence, line);
    const end = fence === undefined && isAfterGap(lines, at) ? endOfRows(lines, at) : at;
    if (end > at) {
      const rows = lines.slice(at, end);
      const mark = "`".repeat(longestTicks(rows) + 3);
      fenced.push(mark + typedRows, ...rows, mark);
    } else fenced.push(line);
    at = Math.max(end, at + 1);
  }
  return fenced.join("\n");
}

/**
 * Typed rows as a table: leading rows up to the first group are headers, and there a cell reaches over the empty ones
 * at its right; a row whose first cell alone is filled is a group over the whole width; a column that holds nothing
 * else is left out. `read` makes blocks of a cell's Markdown.
 */
export function readTypedRows(scope: Scope, source: string, read: (source: string) => Block[]): Block[] {
  const id = scope.context.nextId();
  const grid = gridOf(source);
  const bodyAt = grid.findIndex(isGroup);
  const headerRows = bodyAt > 0 ? bodyAt : 1;
  const hasStub = grid.some((row) => !isGroup(row) && row[0] !== "");
  const kept = hasStub ? grid : grid.map((row) => (isGroup(row) ? [row[0]!, ...row.slice(2)] : row.slice(1)));
  const width = kept[0]!.length;
  const rows = kept.map((row, at): Row => {
    if (at >= headerRows && isGroup(row)) return { cells: [cellOf(read(row[0]!), width, true)] };
    return { cells: at < headerRows ? headerCells(row, read) : row.map((cell) => cellOf(read(cell), 1, false)) };
  });
  joinHeaders(rows, headerRows);
  const columns = Array.from({ length: width }, () => ({ align: "start" as const }));
  const table: Table = { type: "table", id, columns, headerRows, rows };
  scope.context.warn("rows-typed", { rows: rows.length, columns: width }, id);
  return [table];
}

function isAfterGap(lines: readonly string[], at: number): boolean {
  return at === 0 || lines[at - 1]!.trim() === "";
}

function endOfRows(lines: readonly string[], at: number): number {
  if (
    tabsIn(lines[at]!) < 2 ||
    lines[at]!.slice(0, lines[at]!.lastIndexOf("\t")).trim() === "" ||
    /^\t*([-*+]|\d+[.)])\s/.test(lines[at]!)
  )
    return at;
  let end = at;
  let rows = 0;
  while (end < lines.length && lines[end]!.trim() !== "") {
    if (tabsIn(lines[end]!) >= 2) rows += 1;
    end += 1;
  }
  return rows >= 2 && rows * 2 >= end - at ? end : at;
}

function tabsIn(line: string): number {
  return line.split("\t").length - 1;
}

function longestTicks(lines: readonly string[]): number {
  return (lines.join("\n").match(/`+/g) ?? []).reduce((longest, ticks) => Math.max(longest, ticks.length), 0);
}

/** Rows of equal width: a short line takes in those after it when that makes it whole, since cells may break. */
function gridOf(source: string): string[][] {
  const lines = source.replace(/\r/g, "").split("\n");
  const width = lines.reduce((most, line) => Math.max(most, tabsIn(line)), 0) + 1;
  const rows: string[][] = [];
  for (let at = 0; at < lines.length; ) {
    const end = endOfRow(lines, at, width);
    rows.push(padded(lines.slice(at, end).join(" "), width));
    at = end;
  }
  return rows;
}

/** Most lines that one row may be broken over. */
const mostLines = 50;

function endOfRow(lines: readonly string[], at: number, width: number): number {
  let tabs = 0;
  for (let end = at; end < Math.min(lines.length, at + mostLines); end++) {
    tabs += tabsIn(lines[end]!);
    if (tabs === width - 1) return end + 1;
    if (tabs >= width) break;
  }
  return at + 1;
}

function padded(line: string, width: number): string[] {
  const cells = line.split("\t").map((cell) => cell.trim());
  return [...cells, ...Array<string>(width - cells.length).fill("")];
}

function isGroup(row: readonly string[]): boolean {
  return row[0] !== "" && row.slice(1).every((cell) => cell === "");
}

function cellOf(children: Block[], colSpan: number, header: boolean): Cell {
  return { colSpan, rowSpan: 1, header, children };
}

function headerCells(row: readonly string[], read: (source: string) => Block[]): Cell[] {
  const cells: Cell[] = [];
  for (const text of row) {
    const last = cells.at(-1);
    if (text === "" && last && last.children.length > 0) last.colSpan += 1;
    else cells.push(cellOf(read(text), 1, true));
  }
  return cells;
}

/** A header said again right below itself, over the same columns, is one cell over both rows. */
function joinHeaders(rows: readonly Row[], headerRows: number): void {
  if (headerRows < 2) return;
  const above = placed(rows[0]!);
  for (const [column, cell] of placed(rows[1]!)) {
    const upper = above.get(column);
    if (!upper || upper.colSpan !== cell.colSpan || wordsIn(upper) !== wordsIn(cell)) continue;
    upper.rowSpan = 2;
    rows[1]!.cells.splice(rows[1]!.cells.indexOf(cell), 1);
  }
}

function placed(row: Row): Map<number, Cell> {
  let column = 0;
  return new Map(
    row.cells.map((cell) => {
      const at = column;
      column += cell.colSpan;
      return [at, cell];
    }),
  );
}

function wordsIn(cell: Cell): string {
  return cell.children.map(textOf).join(" ");
}
