import { columnsOf } from "../grid.ts";
import type { Block, Cell, Row, Table } from "../tree.ts";
import { type Comparing, runKey, wordsOf } from "./comparing.ts";
import { type Bag, bagOf, likeness } from "./likeness.ts";
import type { BlockChange, CellChange, ColumnChange, RowChange } from "./redline.ts";
import { meet } from "./run.ts";

type CompareBlocks = (comparing: Comparing, before: readonly Block[], after: readonly Block[]) => BlockChange[];

/** Rows that cells reach over together: they come and go as one. */
type Band = { rows: Placed[]; header: boolean };
/** A row with the columns that each of its cells is over, as places among those of both tables. */
type Placed = { row: Row; cells: { cell: Cell; over: number[] }[] };

/** Rows of two tables, cell by cell; `columns`: those of both, in one order. */
export function compareRows(
  comparing: Comparing,
  before: Table,
  after: Table,
  columns: readonly ColumnChange[],
  compareBlocks: CompareBlocks,
): RowChange[] {
  const kept = new Set([...columns.keys()].filter((place) => isKept(columns[place]!)));
  const bands = {
    before: bandsOf(before, placesOf(columns, "before")),
    after: bandsOf(after, placesOf(columns, "after")),
  };
  const recast = before.headerRows > 0 !== after.headerRows > 0;
  const bags = new Map<Band, Bag>();
  const bag = (band: Band) => {
    const known =
      bags.get(band) ??
      bagOf(
        cellsIn(band, kept)
          .map(({ cell }) => cell.children.map(wordsOf).join("\n"))
          .join("\n"),
      );
    bags.set(band, known);
    return known;
  };
  const key = (band: Band) => {
    const said = cellsIn(band, kept).map(({ cell }) => runKey(comparing, cell.children));
    return `${recast || band.header} ${shapeOf(band, kept)} ${said.join("|")}`;
  };
  const couldBe = (one: Band, other: Band) =>
    (recast || one.header === other.header) && shapeOf(one, kept) === shapeOf(other, kept);
  const names = { before: rowNames(comparing, bands.before, kept), after: rowNames(comparing, bands.after, kept) };
  const alike = (one: Band, other: Band) => {
    const name = names.before.get(one);
    const isNamed = name !== undefined && name === names.after.get(other);
    return isNamed ? Math.max(sameName, likeness(bag(one), bag(other))) : likeness(bag(one), bag(other));
  };
  return meet(bands.before, bands.after, { key, bag, couldBe, alike }).flatMap((met): RowChange[] => {
    if (met.after === undefined) return whole(met.before, (row) => ({ is: "deleted", of: "row", before: row }));
    if (met.before === undefined) return whole(met.after, (row) => ({ is: "inserted", of: "row", after: row }));
    const { before: old, after: now } = met;
    return old.rows.map((row, index) => ({
      ...compareRow(comparing, row, now.rows[index]!, kept, compareBlocks),
      header: now.header,
    }));
  });
}

/** How alike rows are at least that begin with what no other row of their tables begins with. */
const sameName = 0.5;

/** What each row begins with, where no other begins so. */
function rowNames(comparing: Comparing, bands: readonly Band[], kept: ReadonlySet<number>): Map<Band, string> {
  const first = (band: Band) => runKey(comparing, cellsIn(band, kept)[0]?.cell.children ?? []);
  const named = Map.groupBy(
    bands.filter(({ rows }) => rows.length === 1),
    first,
  );
  return new Map(
    [...named].flatMap(([name, [band, ...others]]) =>
      band && others.length === 0 && /[\p{L}\p{N}]/u.test(name.replace(/^\w+ /, "")) ? [[band, name] as const] : [],
    ),
  );
}

function isKept({ before, after }: ColumnChange): boolean {
  return before !== undefined && after !== undefined;
}

/** By the columns of one table: their places among those of both. */
function placesOf(columns: readonly ColumnChange[], side: "before" | "after"): Map<number, number> {
  return new Map(columns.flatMap((column, place) => (column[side] === undefined ? [] : [[column[side], place]])));
}

function bandsOf(table: Table, places: ReadonlyMap<number, number>): Band[] {
  const starts = columnsOf(table.rows);
  const bands: Band[] = [];
  let reach = 0;
  table.rows.forEach((row, index) => {
    const header = index < table.headerRows;
    const cells = row.cells.map((cell) => {
      const start = starts.get(cell) ?? 0;
      const over = Array.from({ length: cell.colSpan }, (_, column) => places.get(start + column) ?? -1);
      return { cell, over };
    });
    const last = bands.at(-1);
    if (last && index < reach && last.header === header) last.rows.push({ row, cells });
    else bands.push({ rows: [{ row, cells }], header });
    reach = Math.max(reach, ...row.cells.map(({ rowSpan }) => index + rowSpan));
  });
  return bands;
}

function whole(band: Band, change: (row: Row) => Omit<RowChange, "header">): RowChange[] {
  return band.rows.map(({ row }) => ({ ...change(row), header: band.header }) as RowChange);
}

/** The cells that are over a column of both tables. */
function cellsIn({ rows }: Band, kept: ReadonlySet<number>) {
  return rows.flatMap(({ cells }) => cells.filter(({ over }) => over.some((place) => kept.has(place))));
}

/** How cells divide the columns of both tables, row by row; a header row's are all headers. */
function shapeOf({ rows, header }: Band, kept: ReadonlySet<number>): string {
  const shapes = rows.map(({ cells }) =>
    cells.flatMap(({ cell, over }) => {
      const own = over.filter((place) => kept.has(place));
      return own.length === 0 ? [] : [`${own.join(",")}x${cell.rowSpan}${cell.header && !header ? "h" : ""}`];
    }),
  );
  return shapes.map((shape) => shape.join(" ")).join("\n");
}

type Compared<C> = C extends { is: "same" | "edited" } ? Omit<C, "header"> : never;

/** Two rows of one shape: the cells over columns of both stand in one order; the others came or went. */
function compareRow(
  comparing: Comparing,
  before: Placed,
  after: Placed,
  kept: ReadonlySet<number>,
  compareBlocks: CompareBlocks,
): Compared<RowChange> {
  const isOver = ({ over }: Placed["cells"][number]) => over.some((place) => kept.has(place));
  const stayed = after.cells.filter(isOver);
  const pairs = before.cells.filter(isOver).map(({ cell, over }, index) => {
    const now = stayed[index]!.cell;
    return {
      place: over[0]!,
      change: { before: cell, after: now, blocks: compareBlocks(comparing, cell.children, now.children) },
    };
  });
  const others = (["before", "after"] as const).flatMap((side) =>
    (side === "before" ? before : after).cells
      .filter((one) => !isOver(one))
      .map(({ cell, over }) => ({
        place: over[0] ?? -1,
        change: { [side]: cell, blocks: wholes(side, cell.children) },
      })),
  );
  const cells: CellChange[] = [...pairs, ...others].sort((a, b) => a.place - b.place).map(({ change }) => change);
  const same = others.length === 0 && cells.every(({ blocks }) => blocks.every(({ is }) => is === "same"));
  return same ? { is: "same", of: "row", before: before.row, after: after.row } : { is: "edited", of: "row", cells };
}

/** The blocks of a cell whose columns came or went; these count, and not the blocks. */
function wholes(side: "before" | "after", blocks: readonly Block[]): BlockChange[] {
  return blocks.map((block) =>
    side === "before"
      ? { is: "deleted", of: "block", before: block, column: true }
      : { is: "inserted", of: "block", after: block, column: true },
  );
}
