import type { Align, Block, Column, Row, Table } from "../../document/tree.ts";
import { plainText } from "../../document/visit.ts";
import type { Package } from "./package.ts";

/** A cell in its place: the first column it stands in, how many it takes, and what it holds. */
export type PlacedCell = { at: number; span: number; blocks: readonly Block[] };

/** A table's frame, as its file gives it; `shares` of the table's width, one a column. */
export type Frame = { id: string; anchor?: string; headerRows: number; width: number; shares?: readonly number[] };

/** A table of these rows; `placed`: their cells again. Columns take the alignment that all their paragraphs share. */
export function buildTable(of: Package, frame: Frame, rows: Row[], placed: readonly (readonly PlacedCell[])[]): Table {
  const { id, anchor, headerRows, width, shares } = frame;
  const aligns = alignsOf(placed.slice(headerRows), width);
  for (const cells of placed) for (const { at, blocks } of cells) settleAlign(blocks, aligns[at] ?? "start");
  const columns = aligns.map((align, column): Column => {
    const share = shares?.[column];
    return { align, ...(share !== undefined && { width: share }) };
  });
  const headed = headerRows > 0 || rows.some(({ cells }) => cells.some(({ header }) => header));
  if (!headed && rows.length > 1) of.context.warn("header-row-missing", {}, id);
  return { type: "table", id, ...(anchor !== undefined && { anchor }), columns, headerRows, rows };
}

/** Lengths as shares of their sum, to the thousandth. */
export function sharesOf(lengths: readonly number[]): number[] | undefined {
  const total = lengths.reduce((sum, length) => sum + length, 0);
  if (!(total > 0) || lengths.some((length) => !(length > 0))) return undefined;
  return lengths.map((length) => Math.round((length / total) * 1000) / 1000);
}

/** True of a block whose every word is bold. */
export function isBold(block: Block): boolean {
  return (
    block.type === "paragraph" &&
    block.children.every((inline) => inline.type === "strong" || plainText([inline]).trim() === "")
  );
}

function alignsOf(rows: readonly (readonly PlacedCell[])[], width: number): Align[] {
  const met = Array.from({ length: width }, () => new Set<Align>());
  for (const cells of rows) {
    for (const { at, span, blocks } of cells) {
      if (span > 1) continue;
      for (const block of blocks) if (block.type === "paragraph") met[at]?.add(block.align ?? "start");
    }
  }
  return met.map((aligns) => {
    const [align = "start"] = aligns;
    return aligns.size === 1 ? align : "start";
  });
}

/** Takes the alignment off a paragraph that is aligned as its column, and writes it on a paragraph that is not. */
function settleAlign(blocks: readonly Block[], column: Align): void {
  for (const block of blocks) {
    if (block.type !== "paragraph") continue;
    const align = block.align ?? "start";
    if (align === column) delete block.align;
    else block.align = align;
  }
}
