import type { TableCell, Table as TableNode } from "mdast";
import type { Align, Block, Cell, Column, Row } from "../../document/tree.ts";
import { nest, trimRuns } from "../runs.ts";
import { readFigures } from "./figures.ts";
import { readFlow, readLine } from "./inlines.ts";
import type { Scope } from "./scope.ts";

/** A pipe table (GFM 4.10): one header row unless it is empty, columns as wide as pandoc makes them. */
export function readTable(scope: Scope, node: TableNode): Block {
  const id = scope.context.nextId();
  const aligns = node.align ?? [];
  const count = node.children.reduce((most, row) => Math.max(most, row.children.length), 0);
  const widths = columnWidths(scope.source.slice(node.position!.start.offset, node.position!.end.offset));
  const columns: Column[] = Array.from({ length: count }, (_, index) => {
    const width = widths?.[index];
    return { align: alignOf(aligns[index]), ...(width !== undefined && { width }) };
  });
  const rows = node.children.map((row, index): Row => {
    const cells = Array.from({ length: count }, (_, column) => readCell(scope, row.children[column], index === 0));
    return { cells };
  });
  const headless = rows[0]!.cells.every((cell) => cell.children.length === 0) && rows.length > 1;
  return headless
    ? { type: "table", id, columns, headerRows: 0, rows: rows.slice(1) }
    : { type: "table", id, columns, headerRows: 1, rows };
}

function readCell(scope: Scope, node: TableCell | undefined, header: boolean): Cell {
  const id = scope.context.nextId();
  const line = readLine(scope, id, node?.children ?? [], { blocks: true });
  if (line.flow) return { colSpan: 1, rowSpan: 1, header, children: [...readFlow(line), ...readFigures(line)] };
  const children = nest(trimRuns(line.runs));
  const paragraph: Block[] = children.length > 0 ? [{ type: "paragraph", id, children }] : [];
  return { colSpan: 1, rowSpan: 1, header, children: [...paragraph, ...readFigures(line)] };
}

function alignOf(align: "left" | "center" | "right" | null | undefined): Align {
  return align === "center" ? "center" : align === "right" ? "end" : "start";
}

/** Longest line of a pipe table whose columns fit their content, characters (pandoc's default `--columns`). */
const narrow = 72;

/** How many times the shortest line of dashes the longest is where they say how wide the columns are. */
const telling = 2;

/**
 * Shares of the width out of the lengths of the dashes, when some line is long (pandoc's manual, "pipe_tables"); none
 * where the dashes are about equal, as an editor draws them under any table.
 */
function columnWidths(source: string): number[] | undefined {
  const lines = source.split(/\r\n?|\n/);
  if (lines.every((line) => line.trimEnd().length <= narrow)) return undefined;
  const dashes = lines[1]!
    .trim()
    .replace(/^\||\|$/g, "")
    .split("|");
  const lengths = dashes.map((cell) => cell.trim().length);
  if (Math.max(...lengths) <= telling * Math.min(...lengths)) return undefined;
  const total = lengths.reduce((sum, length) => sum + length, 0);
  return total > 0 ? lengths.map((length) => Math.round((length / total) * 1000) / 1000) : undefined;
}
