import type { Block, Cell, Row, Table } from "../tree.ts";
import { type Comparing, rowKey, wordsOf } from "./comparing.ts";
import { type Bag, bagOf } from "./likeness.ts";
import type { BlockChange, CellChange, RowChange } from "./redline.ts";
import { meet } from "./run.ts";

type CompareBlocks = (comparing: Comparing, before: readonly Block[], after: readonly Block[]) => BlockChange[];

/** Rows that cells reach over together: they come and go as one. */
type Band = { rows: Row[]; header: boolean };

/**
 * Rows of two tables, cell by cell; undefined where the columns are not the same, by number or alignment, or only one
 * has headers: then one table takes the other's place.
 */
export function compareRows(
  comparing: Comparing,
  before: Table,
  after: Table,
  compareBlocks: CompareBlocks,
): RowChange[] | undefined {
  if (!sameColumns(before, after)) return undefined;
  const key = ({ rows }: Band) => rows.map((row) => `${shapeOf(row)} ${rowKey(comparing, row)}`).join("\n");
  const bags = new Map<Band, Bag>();
  const bag = (band: Band) => {
    const known = bags.get(band) ?? bagOf(bandText(band));
    bags.set(band, known);
    return known;
  };
  const sayings = { key: (band: Band) => `${band.header} ${key(band)}`, bag, couldBe: sameShape };
  return meet(bandsOf(before), bandsOf(after), sayings).flatMap((met): RowChange[] => {
    if (met.after === undefined) return whole(met.before, (row) => ({ is: "deleted", of: "row", before: row }));
    if (met.before === undefined) return whole(met.after, (row) => ({ is: "inserted", of: "row", after: row }));
    const { before: old, after: now } = met;
    return old.rows.map((row, index) => ({
      ...compareRow(comparing, row, now.rows[index]!, compareBlocks),
      header: now.header,
    }));
  });
}

function sameColumns(before: Table, after: Table): boolean {
  const aligns = ({ columns }: Table) => columns.map(({ align }) => align).join();
  return aligns(before) === aligns(after) && before.headerRows > 0 === after.headerRows > 0;
}

function bandsOf({ rows, headerRows }: Table): Band[] {
  const bands: Band[] = [];
  let reach = 0;
  rows.forEach((row, index) => {
    const header = index < headerRows;
    const last = bands.at(-1);
    if (last && index < reach && last.header === header) last.rows.push(row);
    else bands.push({ rows: [row], header });
    reach = Math.max(reach, ...row.cells.map(({ rowSpan }) => index + rowSpan));
  });
  return bands;
}

function whole(band: Band, change: (row: Row) => Omit<RowChange, "header">): RowChange[] {
  return band.rows.map((row) => ({ ...change(row), header: band.header }) as RowChange);
}

function sameShape(one: Band, other: Band): boolean {
  return one.header === other.header && one.rows.map(shapeOf).join("\n") === other.rows.map(shapeOf).join("\n");
}

function shapeOf({ cells }: Row): string {
  return cells.map(({ colSpan, rowSpan, header }) => `${colSpan}x${rowSpan}${header ? "h" : ""}`).join(" ");
}

function bandText({ rows }: Band): string {
  return rows.map(wordsOf).join("\n");
}

type Compared<C> = C extends { is: "same" | "edited" } ? Omit<C, "header"> : never;

function compareRow(comparing: Comparing, before: Row, after: Row, compareBlocks: CompareBlocks): Compared<RowChange> {
  const cells = before.cells.map((cell, index): CellChange => {
    const now: Cell = after.cells[index]!;
    return { before: cell, after: now, blocks: compareBlocks(comparing, cell.children, now.children) };
  });
  const same = cells.every(({ blocks }) => blocks.every(({ is }) => is === "same"));
  return same ? { is: "same", of: "row", before, after } : { is: "edited", of: "row", cells };
}
