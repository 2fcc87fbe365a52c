import { columnsOf } from "../../shared/document/grid.ts";
import { alignColumns } from "../../shared/document/redline/columns.ts";
import { compareBlocks } from "../../shared/document/redline/compare-blocks.ts";
import { compareRows } from "../../shared/document/redline/compare-rows.ts";
import type { Comparing } from "../../shared/document/redline/comparing.ts";
import type { CellChange, ColumnChange } from "../../shared/document/redline/redline.ts";
import type { Block, Cell, Row, Table } from "../../shared/document/tree.ts";
import { lineSeparator, plainText, textOf } from "../../shared/document/visit.ts";
import type { Change } from "./change.ts";
import { changed, changesOfSteps, commentOn, type Tell } from "./changes.ts";
import { type Line, linesOfCell } from "./lines.ts";
import { gaps, pairLines } from "./pairing.ts";

/** Tables of two texts that are one, by the table of the authors. */
type Tables = Map<Table, Table>;

/** Two runs of lines, where each table that is in both is one line. */
export function withTables(before: readonly Line[], after: readonly Line[]): { before: Line[]; after: Line[] } {
  const tables = [...pairTables(before, after)];
  const keys = new Map(
    tables.flatMap(([old, now], index) => [old, now].map((each) => [each, `\uFFFC${index}`] as const)),
  );
  return { before: collapsed(before, keys), after: collapsed(after, keys) };
}

/** A table is that of which most lines are the same, else the only other one between two lines that stayed. */
function pairTables(before: readonly Line[], after: readonly Line[]): Tables {
  const pairs: Tables = new Map();
  const taken = new Set<Table>();
  const pair = (old: Table, now: Table) => {
    if (pairs.has(old) || taken.has(now)) return;
    pairs.set(old, now);
    taken.add(now);
  };
  const all = gaps(before, after);
  const votes = Map.groupBy(all.flatMap(sameCells), ({ old }) => old);
  for (const [old, found] of votes) {
    const [now, most] = [...Map.groupBy(found, (one) => one.now)].toSorted((a, b) => b[1].length - a[1].length)[0]!;
    const count = (lines: readonly Line[], table: Table) => lines.filter((line) => line.table === table).length;
    if (most.length * 2 >= Math.min(count(before, old), count(after, now))) pair(old, now);
  }
  for (const { is, old, now } of all) {
    if (is === "same") continue;
    const [[one, ...more], [other, ...others]] = [tablesIn(old, pairs), tablesIn(now, taken)];
    if (one && other && more.length === 0 && others.length === 0) pair(one, other);
  }
  return pairs;
}

function sameCells({ is, old, now }: ReturnType<typeof gaps>[number]): { old: Table; now: Table }[] {
  if (is !== "same") return [];
  return old.flatMap((line, at) => {
    const other = now[at]?.table;
    return line.table && other && line.id !== undefined ? [{ old: line.table, now: other }] : [];
  });
}

function tablesIn(lines: readonly Line[], known: { has(table: Table): boolean }): Table[] {
  const found = new Set(lines.flatMap(({ table }) => (table && !known.has(table) ? [table] : [])));
  return [...found];
}

function collapsed(lines: readonly Line[], keys: ReadonlyMap<Table, string>): Line[] {
  return lines.flatMap((line, at): Line[] => {
    const key = line.table && keys.get(line.table);
    if (!line.table || key === undefined) return [line];
    if (lines[at - 1]?.table === line.table) return [];
    const text = rowText(line.table.rows[0]?.cells.map(({ children }) => children) ?? [], " | ");
    return [{ id: line.table.id, text, key, inlines: [], kind: "table", table: line.table }];
  });
}

/** What changed between two states of one table: rows that came and went, cells; a column is told. */
export function tableChanges(old: Table, now: Table, tell: Tell): Change[] {
  const comparing: Comparing = {
    names: { before: nameless, after: nameless },
    keys: new Map(),
    bags: new Map(),
    apart: true,
  };
  const columns = alignColumns(comparing, old, now);
  if (!columns) return [changed(old.id, "", textOf(old), "", "table"), tableAdded(old.id, now, tell)];
  const changes = columns.flatMap((column, at) => columnChange(old, now, columns, column, at, tell));
  const starts = columnsOf(now.rows);
  let last: string[] = [];
  let before = 0;
  for (const row of compareRows(comparing, old, now, columns, compareBlocks)) {
    if (row.is === "inserted") {
      const text = cellsByColumn(row.after, columns, starts).join("\n");
      if (text.trim() !== "") changes.push(changed(old.id, last.join("\n"), "", text, "row", before));
      continue;
    }
    if (row.is === "edited") changes.push(...row.cells.flatMap((cell) => cellChanges(old, cell, row.cells, tell)));
    if (row.is === "deleted" && textOfRow(row.before).trim() !== "")
      changes.push(changed(old.id, last.join("\n"), textOfRow(row.before), "", "row", before));
    const said = row.is === "edited" ? row.cells.flatMap(({ before }) => before ?? []) : row.before.cells;
    last = said.map(({ children }) => children.map(textOf).join("\n"));
    before += 1;
  }
  return changes;
}

/** What a row of the table as it is now says in each column of the table as it was; nothing where a cell reaches over it. */
function cellsByColumn({ cells }: Row, columns: readonly ColumnChange[], starts: ReadonlyMap<Cell, number>): string[] {
  const had = columns.filter(({ before }) => before !== undefined).toSorted((a, b) => a.before! - b.before!);
  return had.map(({ after }) => {
    const cell = after === undefined ? undefined : cells.find((one) => starts.get(one) === after);
    return cell?.children.map(textOf).join(lineSeparator) ?? "";
  });
}

const nameless = { notes: new Map<string, string>(), entries: new Map() };

/** A table that came, told row by row after what stands before it. */
export function tableAdded(at: string, table: Table, tell: Tell): Change {
  const rows = table.rows.map((row) => textOfRow(row, " | ")).join("\n");
  return { ...commentOn(at, tell("table-added", { rows })), table };
}

/** What a table is called by: its caption, else its first row. */
export function nameOf({ caption = [], rows: [first] }: Table): string {
  return plainText(caption).trim() || (first ? textOfRow(first, " | ") : "");
}

/** What a row says, cell by cell. */
export function textOfRow({ cells }: Row, between = "\n"): string {
  return rowText(
    cells.map(({ children }) => children),
    between,
  );
}

function rowText(cells: readonly (readonly Block[])[], between: string): string {
  return cells.map((children) => children.map(textOf).join(" ")).join(between);
}

/** A column that came or went, as one comment on its table. */
function columnChange(
  old: Table,
  now: Table,
  columns: readonly ColumnChange[],
  { before, after }: ColumnChange,
  at: number,
  tell: Tell,
): Change[] {
  if (before !== undefined && after !== undefined) return [];
  if (after === undefined)
    return [commentOn(old.id, tell("column-removed", { column: columnText(old, before!, ", ") }))];
  const previous = columns.slice(0, at).findLast((column) => column.after !== undefined)?.after;
  const column = columnText(now, after, "\n");
  if (column.trim() === "" && previous === undefined) return [];
  if (previous === undefined) return [commentOn(old.id, tell("column-added-first", { column }))];
  return [commentOn(old.id, tell("column-added", { column, after: columnCells(now, previous)[0] ?? "" }))];
}

/** What a column says, its name first. */
function columnText(table: Table, place: number, between: string): string {
  return columnCells(table, place).join(between);
}

function columnCells({ rows }: Table, place: number): string[] {
  const starts = columnsOf(rows);
  return rows.flatMap(({ cells }) =>
    cells.filter((cell) => starts.get(cell) === place).map(({ children }) => children.map(textOf).join(" ")),
  );
}

/** What changed in a cell; what came into an empty one, which has no words to correct, is told. */
function cellChanges(table: Table, { before, after }: CellChange, row: readonly CellChange[], tell: Tell): Change[] {
  if (!before || !after) return [];
  const [old, now] = [linesOfCell(before.children), linesOfCell(after.children)];
  if (old.length > 0 || now.length === 0) return changesOfSteps(pairLines(old, now), tell);
  const name = row.map((cell) => cell.before?.children.map(textOf).join(" ") ?? "").find((text) => text.trim() !== "");
  const text = now.map((line) => line.text).join(" ");
  return [commentOn(table.id, tell("cell", { row: name ?? "", text }))];
}
