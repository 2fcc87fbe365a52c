import type { Section } from "./composed.ts";
import { columnsOf } from "./grid.ts";
import { isSourceLine } from "./source-lines.ts";
import type { Block, Table } from "./tree.ts";
import { textOf } from "./visit.ts";

type Oriented = Pick<Section, "orientation" | "blocks">;

/** Below this many columns a table is set upright, its words hyphenated if need be. */
const manyColumns = 7;
/** What a line of table text holds on an upright A4 page, in characters. */
const uprightLine = 90;
/** Room between columns, in characters. */
const gap = 2;

/** The body cut where a table is too wide for an upright page: it lies on pages of its own, its heading and source lines with it. */
export function oriented(blocks: readonly Block[]): Oriented[] {
  const runs: Oriented[] = [];
  for (const block of blocks) {
    const orientation = block.type === "table" && isWide(block) ? "landscape" : "portrait";
    const last = runs.at(-1);
    if (last && isSourceLine(block)) last.blocks.push(block);
    else if (last?.orientation === orientation) last.blocks.push(block);
    else
      runs.push({ orientation, blocks: [...(orientation === "landscape" && last ? takeHeadings(last) : []), block] });
  }
  return runs.filter((run) => run.blocks.length > 0);
}

/** The headings that a run ends with, taken off it. */
function takeHeadings(run: Oriented): Block[] {
  const from = run.blocks.findLastIndex((block) => block.type !== "heading") + 1;
  return run.blocks.splice(from);
}

function isWide(table: Table): boolean {
  if (table.columns.length < manyColumns) return false;
  return longestWords(table).reduce((sum, word) => sum + word.length + gap, 0) > uprightLine;
}

/** By column, the longest word of the cells that are one column wide. */
export function longestWords({ columns, rows }: Pick<Table, "columns" | "rows">): string[] {
  const longest = columns.map(() => "");
  for (const [cell, column] of columnsOf(rows)) {
    if (cell.colSpan > 1) continue;
    const words = cell.children.flatMap((block) => textOf(block).split(/\s+/));
    longest[column] = words.reduce((one, other) => (other.length > one.length ? other : one), longest[column] ?? "");
  }
  return longest;
}
