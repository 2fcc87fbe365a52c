import type { Block, Cell, Inline, List, Table } from "../../document/tree.ts";
import type { Package } from "./package.ts";

/** What a chart shows, as words: a row of headings, then the rows; none where there would be too many. */
export type ChartData = {
  title: string;
  rows: string[][];
  /** What is written on the chart besides: a label, a note drawn over it. */
  labels: string[];
};

/** What a diagram says, as words in one another. */
export type Outline = { text: string; below: Outline[] };

/** Cells of a chart that are kept; one that has more is for a picture. */
export const mostCells = 2_000;

/** The table of a chart's data; undefined where there is none, or too much of it. */
export function chartTable(of: Package, { title, rows }: ChartData): Table | undefined {
  const width = Math.max(0, ...rows.map((row) => row.length));
  if (rows.length < 2 || width < 2 || rows.length * width > mostCells) return undefined;
  const { context } = of;
  const cell = (text: string, header: boolean): Cell => {
    const children: Block[] = text === "" ? [] : [{ type: "paragraph", id: context.nextId(), children: words(text) }];
    context.spend(1);
    return { colSpan: 1, rowSpan: 1, header, children };
  };
  const id = context.nextId();
  of.charted.add(id);
  return {
    type: "table",
    id,
    columns: Array.from({ length: width }, (_, at) => ({ align: at === 0 ? "start" : "end" })),
    headerRows: 1,
    rows: rows.map((row, at) => ({
      cells: Array.from({ length: width }, (_, column) => cell(row[column] ?? "", at === 0)),
    })),
    ...(title !== "" && { caption: words(title) }),
  };
}

/** The list of a diagram's words. */
export function diagramList(of: Package, items: readonly Outline[]): List | undefined {
  if (items.length === 0) return undefined;
  const { context } = of;
  const id = context.nextId();
  return {
    type: "list",
    id,
    ordered: false,
    start: 1,
    format: "decimal",
    items: items.map(({ text, below }) => {
      const list = diagramList(of, below);
      const paragraph: Block = { type: "paragraph", id: context.nextId(), children: words(text) };
      return { children: list ? [paragraph, list] : [paragraph] };
    }),
  };
}

/** A number as its document's language writes it. */
export function spellNumber(value: string, language: string): string {
  const number = Number(value);
  if (value.trim() === "" || !Number.isFinite(number)) return value;
  const digits = String(Number(number.toPrecision(12)));
  return /^en\b/i.test(language) ? digits : digits.replace(".", ",");
}

function words(value: string): Inline[] {
  return [{ type: "text", value }];
}
