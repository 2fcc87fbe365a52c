import type { Align, Block, Row, Table, Cell as TableCell } from "../document/tree.ts";

/** A column of a table: its head, where its cells are aligned (figures at the end). */
export type Column = { head: string; align?: Align };
/** A row: its texts, several lines of a cell as a list; `total`: set as a head, since it sums up those above it. */
export type Cells = { cells: readonly (string | readonly string[])[]; total?: true };

/** A table whose first column names its rows, and whose heads come again on each page; `caption`: where its heading does not say it. */
export function tableOf(columns: readonly Column[], rows: readonly Cells[], caption?: string): Table {
  const heads: Row = { cells: columns.map(({ head }) => cell([head], true)) };
  return {
    type: "table",
    id: "",
    columns: columns.map(({ align = "start" }) => ({ align })),
    headerRows: 1,
    rows: [heads, ...rows.map(rowOf)],
    ...(caption !== undefined && { caption: [{ type: "text", value: caption }] }),
  };
}

function rowOf({ cells, total }: Cells): Row {
  return {
    cells: cells.map((said, column) => cell(typeof said === "string" ? [said] : said, column === 0, total)),
  };
}

function cell(lines: readonly string[], header: boolean, strong?: true): TableCell {
  const children = lines.filter((line) => line !== "").map((line) => text(line, strong && !header));
  return { colSpan: 1, rowSpan: 1, header, children };
}

/** A paragraph of plain text. */
export function text(value: string, strong = false): Block {
  const words = { type: "text" as const, value };
  return { type: "paragraph", id: "", children: [strong ? { type: "strong", children: [words] } : words] };
}

/** A numbered heading. */
export function heading(level: 1 | 2 | 3, value: string): Block {
  return { type: "heading", id: "", level, numbered: true, children: [{ type: "text", value }] };
}
