import { columnsOf } from "../grid.ts";
import { foldText } from "../identify.ts";
import type { Block, Cell, Table } from "../tree.ts";
import { textOf } from "../visit.ts";
import type { Pair } from "./align.ts";
import { type Comparing, runKey } from "./comparing.ts";
import { type Bag, bagOf, likeness } from "./likeness.ts";
import { heaviestRise, singlePairs } from "./matches.ts";
import type { ColumnChange } from "./redline.ts";
import { meet } from "./run.ts";

/** A column as it is looked for: its first cell's words, all that it says, its words counted. */
type Column = { place: number; name: string; key: string; bag: Bag };

/**
 * The columns of two tables in one order: those of one name, then those that say the same or nearly, then those that
 * stand in one place between these. Undefined where none is in both.
 */
export function alignColumns(comparing: Comparing, before: Table, after: Table): ColumnChange[] | undefined {
  const sides = { before: columnsIn(comparing, before), after: columnsIn(comparing, after) };
  const named = singlePairs(...namesOf(sides)).filter(([i]) => sides.before[i]!.name !== "");
  const pairs = heaviestRise(named.map((pair) => ({ pair, weight: 1 + sides.before[pair[0]]!.bag.size })));
  const ends: Pair[] = [...pairs, [sides.before.length, sides.after.length]];
  const couldBe = renaming(named.map(([i]) => sides.before[i]!.name));
  let [from, start] = [0, 0];
  const columns = ends.flatMap(([i, j]) => {
    const gap = between(sides.before.slice(from, i), sides.after.slice(start, j), couldBe);
    [from, start] = [i + 1, j + 1];
    return i < sides.before.length && j < sides.after.length ? [...gap, { before: i, after: j }] : gap;
  });
  return columns.some(({ before: old, after: now }) => old !== undefined && now !== undefined) ? columns : undefined;
}

/** Whether both tables have all the columns. */
export function sameColumns(columns: readonly ColumnChange[]): boolean {
  return columns.every(({ before, after }) => before !== undefined && after !== undefined);
}

type CouldBe = (before: Column, after: Column) => boolean;

/** Columns could be one renamed unless the name of one is in both tables: « Accueil » and « Avis » that changed places. */
function renaming(named: readonly string[]): CouldBe {
  const inBoth = new Set(named);
  return (before, after) => before.name === after.name || !(inBoth.has(before.name) || inBoth.has(after.name));
}

/** Columns of one place at least so alike are one, where they could be. */
const alikeInPlace = 0.3;

function namesOf(sides: { before: Column[]; after: Column[] }): [string[], string[]] {
  return [sides.before.map(({ name }) => name), sides.after.map(({ name }) => name)];
}

function between(before: Column[], after: Column[], couldBe: CouldBe): ColumnChange[] {
  const isOne = (column: Column, index: number) =>
    couldBe(column, after[index]!) && likeness(column.bag, after[index]!.bag) >= alikeInPlace;
  if (before.length === after.length && before.every(isOne))
    return before.map(({ place }, index) => ({ before: place, after: after[index]!.place }));
  const met = meet(before, after, { key: ({ key }) => key, bag: ({ bag }) => bag, couldBe });
  return met.map((one) => ({
    ...(one.before && { before: one.before.place }),
    ...(one.after && { after: one.after.place }),
  }));
}

function columnsIn(comparing: Comparing, { columns, rows }: Table): Column[] {
  const starts = columnsOf(rows);
  const all = rows.flatMap((row) => row.cells);
  const width = all.reduce((end, cell) => Math.max(end, (starts.get(cell) ?? 0) + cell.colSpan), columns.length);
  const cells = Array.from({ length: width }, (): Cell[] => []);
  for (const cell of all) cells[starts.get(cell) ?? 0]!.push(cell);
  return cells.map((own, place) => ({
    place,
    name: foldText(wordsOf(own[0]?.children ?? [])),
    key: own.map(({ children }) => runKey(comparing, children)).join("|"),
    bag: bagOf(own.map(({ children }) => wordsOf(children)).join("\n")),
  }));
}

function wordsOf(blocks: readonly Block[]): string {
  return blocks.map(textOf).join("\n");
}
