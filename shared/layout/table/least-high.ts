import type { CellNeed } from "../blocks/material.ts";

/** Rows that are looked at: of a longer table, as many, evenly. */
const rowsAtMost = 60;
/** Widths that are tried for a column at each turn. */
const triesAtMost = 12;
/** Times that width goes from one column to another. */
const turnsAtMost = 24;
/** What is worth a turn, lines. */
const worth = 0.05;
/** While width is moved a row is as high as its highest cells nearly, so that each of two that are as high counts: a norm of this power. */
const power = 12;
/** By how much the lines of a paragraph of several are longer than their words: not each of them ends full. */
const slack = 1.06;

/**
 * Widths of columns that make a table nearly the least high, begun from some that have the same sum: again and again, what another column
 * gives that makes some paragraph a line shorter goes where that saves the most. No column becomes narrower than its floor. Points.
 */
export function leastHigh(needs: readonly CellNeed[], begun: readonly number[], floors: readonly number[]): number[] {
  const rows = rowsOf(needs);
  const heightOf = (widths: readonly number[]) => sumOf(rows.map((row) => nearHeight(linesOfCells(row, widths))));
  const trueHeightOf = (widths: readonly number[]) => sumOf(rows.map((row) => Math.max(...linesOfCells(row, widths))));
  let [widths, least] = [begun, begun];
  for (let turn = 0; turn < turnsAtMost; turn++) {
    const now = heightOf(widths);
    const best = moves(rows, widths, floors)
      .map((moved) => ({ moved, height: heightOf(moved) }))
      .reduce((one, other) => (other.height < one.height ? other : one), { moved: widths, height: now });
    if (best.height > now - worth) break;
    widths = best.moved;
    if (trueHeightOf(widths) < trueHeightOf(least)) least = widths;
  }
  return [...least];
}

function sumOf(heights: readonly number[]): number {
  return heights.reduce((sum, height) => sum + height, 0);
}

/** The cells of each row that is looked at. */
function rowsOf(needs: readonly CellNeed[]): CellNeed[][] {
  const rows = [...Map.groupBy(needs, ({ row }) => row).values()];
  const every = Math.ceil(rows.length / rowsAtMost);
  return rows.filter((_, index) => index % every === 0);
}

/** Widths after one column gave another what makes some paragraph of it a line shorter. */
function moves(rows: readonly CellNeed[][], widths: readonly number[], floors: readonly number[]): number[][] {
  const spare = widths.map((width, column) => width - floors[column]!);
  return widths.flatMap((width, to) => {
    const most = Math.max(0, ...spare.filter((_, column) => column !== to));
    return widthsToTry(rows, to, width, width + most).flatMap((wider) =>
      spare.flatMap((free, from) => {
        const given = wider - width;
        if (from === to || free < given) return [];
        return [widths.map((each, column) => each + (column === to ? given : column === from ? -given : 0))];
      }),
    );
  });
}

/** Widths at which some paragraph of a column takes a line less, above `width` and up to `widest`. */
function widthsToTry(rows: readonly CellNeed[][], column: number, width: number, widest: number): number[] {
  const found = new Set<number>();
  for (const { lengths, sides, ...cell } of rows.flat()) {
    if (cell.column !== column) continue;
    for (const length of lengths) {
      const fewer = linesOf(length, width - sides) - 1;
      const wide = roomFor(length, fewer) + sides + 0.01;
      if (fewer > 0 && wide > width && wide <= widest) found.add(wide);
    }
  }
  const sorted = [...found].sort((one, other) => one - other);
  const every = Math.ceil(sorted.length / triesAtMost);
  return sorted.filter((_, index) => index % every === 0);
}

function linesOfCells(row: readonly CellNeed[], widths: readonly number[]): number[] {
  return row.map((cell) => linesIn(cell, widths[cell.column]!));
}

function nearHeight(lines: readonly number[]): number {
  return lines.length === 1 ? lines[0]! : sumOf(lines.map((each) => each ** power)) ** (1 / power);
}

function linesIn({ lengths, sides }: CellNeed, width: number): number {
  return lengths.reduce((sum, length) => sum + linesOf(length, width - sides), 0);
}

/** Lines that words of a length take, about. */
function linesOf(length: number, room: number): number {
  return length <= room ? 1 : Math.max(2, Math.ceil((length * slack) / Math.max(room, 1)));
}

/** The room in which words of a length take so many lines. */
function roomFor(length: number, lines: number): number {
  return lines === 1 ? length : (length * slack) / lines;
}
