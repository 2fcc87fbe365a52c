import type { CellNeed, Extent, GridCell, TableMaterial } from "../blocks/material.ts";
import { leastHigh } from "./least-high.ts";

/** What each column needs: its own cells first, then the cells that span several, shared out among them. */
export function spreadExtents(
  cells: readonly GridCell[],
  columnCount: number,
  of: (cell: GridCell) => Extent,
): Extent[] {
  const columns: Extent[] = Array.from({ length: columnCount }, () => ({ least: 0, most: 0 }));
  for (const cell of cells.toSorted((a, b) => a.colSpan - b.colSpan)) {
    const spanned = columns.slice(cell.column, cell.column + cell.colSpan);
    const wanted = of(cell);
    for (const side of ["least", "most"] as const) {
      const missing = wanted[side] - spanned.reduce((sum, column) => sum + column[side], 0);
      if (missing > 0) for (const column of spanned) column[side] += missing / spanned.length;
    }
  }
  return columns.map(({ least, most }) => ({ least, most: Math.max(least, most) }));
}

/** A table that needs less than this share of the width keeps to what it needs. */
const fullFrom = 0.5;

/**
 * The columns' widths in `available` points: as the author shared them, so far as the content allows, else those of which the table is the
 * least high.
 */
export function columnWidths(
  { columns, extents, needs }: Pick<TableMaterial, "columns" | "extents" | "needs">,
  available: number,
): number[] {
  const most = total(extents.map((extent) => extent.most));
  const least = total(extents.map((extent) => extent.least));
  if (least >= available || extents.every((_, i) => columns[i]?.width === undefined)) {
    return share(extents, needs, most < available * fullFrom ? most : available);
  }
  const given = extents.map((_, i) => columns[i]?.width ?? 1 / extents.length);
  const wanted = given.map((width) => (width * available) / total(given));
  return evened(
    evened(
      wanted,
      extents.map((extent) => extent.least),
    ),
    extents.map((extent) => extent.most),
  );
}

/**
 * Widths of the same sum in which columns that have more than `enough` give it to those that have less: the least short
 * first, so that as many as can be have enough.
 */
function evened(widths: readonly number[], enough: readonly number[]): number[] {
  const spare = widths.map((width, i) => Math.max(0, width - enough[i]!));
  const need = widths.map((width, i) => Math.max(0, enough[i]! - width));
  const moved = Math.min(total(spare), total(need));
  if (moved === 0) return [...widths];
  const result = widths.map((width, i) => width - (spare[i]! * moved) / total(spare));
  let left = moved;
  for (const i of need
    .keys()
    .toArray()
    .sort((one, other) => need[one]! - need[other]!)) {
    const given = Math.min(need[i]!, left);
    result[i]! += given;
    left -= given;
  }
  return result;
}

/**
 * Each column gets what it cannot do without; those that need little more get it; long texts share the rest after their
 * length, so that they end up about as high; then columns give one another what makes the table less high.
 */
function share(extents: readonly Extent[], needs: readonly CellNeed[], available: number): number[] {
  const least = extents.map((extent) => extent.least);
  const rest = available - total(least);
  if (rest <= 0) return capped(least, available);
  const most = total(extents.map((extent) => extent.most));
  if (most <= available) return extents.map((extent) => (extent.most * available) / Math.max(most, 1e-6));
  const lacking = extents.map((extent) => extent.most - extent.least);
  const fair = capped(lacking, rest);
  const long = lacking.map((lack, i) => (lack > fair[i]! ? lack : 0));
  const left = total(fair.filter((_, i) => long[i]! > 0));
  const begun = least.map((width, i) => width + (long[i]! > 0 ? (left * long[i]!) / total(long) : fair[i]!));
  return leastHigh(needs, begun, least);
}

/** Widths that cannot all be had: the widest give way, until the sum is `available`. */
function capped(widths: readonly number[], available: number): number[] {
  const sorted = widths.toSorted((a, b) => a - b);
  let rest = available;
  let cap = available;
  for (const [i, width] of sorted.entries()) {
    cap = rest / (sorted.length - i);
    if (width > cap) break;
    rest -= width;
  }
  return widths.map((width) => Math.min(width, cap));
}

function total(widths: readonly number[]): number {
  return widths.reduce((sum, width) => sum + width, 0);
}
