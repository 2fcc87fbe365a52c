import type { Column as TableColumn } from "../../document/tree.ts";
import type { Extent } from "../blocks/extent.ts";
import type { StackMaterial, TextMaterial } from "../blocks/material.ts";

/** A table collected: its cells on the grid, header rows first. Points. */
export type TableMaterial = {
  type: "table";
  caption?: TextMaterial;
  columns: readonly Pick<TableColumn, "width">[];
  /** Column by column, padding included. */
  extents: Extent[];
  headerRows: number;
  rowCount: number;
  cells: GridCell[];
  padding: Padding;
  ids: string[];
};

export type Padding = { side: number; above: number; below: number };

/** A cell where its row and column begin, spans clipped to the grid. */
export type GridCell = {
  row: number;
  column: number;
  rowSpan: number;
  colSpan: number;
  header: boolean;
  content: StackMaterial;
};
