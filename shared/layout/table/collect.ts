import { type Decimals, decimalsOf } from "../../document/decimals.ts";
import { longestWords } from "../../document/orient.ts";
import type { Inline, Table } from "../../document/tree.ts";
import type { TextStyle } from "../../kinds/theme.ts";
import { extent, lengthsOf } from "../blocks/extent.ts";
import { collectCaption } from "../blocks/figure.ts";
import type { CellNeed, Extent, GridCell, Padding, TableMaterial } from "../blocks/material.ts";
import {
  type BlockContext,
  type CollectBlocks,
  idsOf,
  type StackMaterial,
  type TextMaterial,
} from "../blocks/material.ts";
import { textMaterial } from "../blocks/paragraph.ts";
import type { StructureNode } from "../frames.ts";
import { baseStyle } from "../inline/collect.ts";
import { widthOf } from "../inline/measure.ts";
import { addNode, type Setting } from "../setting.ts";
import { spreadExtents } from "./columns.ts";
import { type Grid, gridOf, type Position } from "./grid.ts";

/** A column narrower than this takes smaller type, down to a little more than half; points. */
const comfortable = 42;
const smallest = 0.55;
/** The type of a table whose longest words do not fit side by side at its own size, points. */
const crowded = 8.5;
/** What a cell leaves free at each side, ems. */
const sidePadding = 0.55;

/** A table: its cells on the grid that their spans make, in smaller type where it has many columns. */
export function collectTable(
  setting: Setting,
  block: Table,
  context: BlockContext,
  collectBlocks: CollectBlocks,
): TableMaterial {
  const grid = gridOf(block);
  const table = addNode(setting, { type: "Table", parent: context.parent, id: block.id });
  const caption = block.caption && { ...collectCaption(setting, block, table), keep: true };
  const scale = scaleOf(setting, block, grid.columnCount, context.width);
  const cells = collectRows(setting, block, grid, table, scale, context, collectBlocks);
  const size = setting.theme.styles.tableCell.size * scale;
  const padding: Padding = { side: size * sidePadding * scale, above: size * 0.3, below: size * 0.36 };
  const extents = spreadExtents(cells, grid.columnCount, (cell) => padded(extent(cell.content), padding, cell.short));
  const { headerRows, rowCount } = grid;
  const material: TableMaterial = {
    type: "table",
    columns: block.columns,
    extents,
    needs: needsOf(cells, 2 * padding.side),
    headerRows,
    rowCount,
    cells,
    padding,
    ids: idsOf(block),
  };
  if (caption === undefined) return material;
  const continued = collectContinued(setting, block, table);
  return { ...material, caption, ...(continued && { continued }) };
}

/** By how much the type of a table is made smaller: its words stand unbroken where that can be had. */
function scaleOf(setting: Setting, block: Table, columnCount: number, width: number): number {
  const narrow = width / columnCount / comfortable;
  if (narrow < 1) return Math.max(smallest, narrow);
  const { tableCell } = setting.theme.styles;
  const style = baseStyle(setting, tableCell, -1, { tabularFigures: true });
  const words = longestWords(block).map((word) => widthOf(setting, word, style) + 2 * sidePadding * tableCell.size);
  return words.reduce((sum, word) => sum + word, 0) <= width ? 1 : Math.min(1, crowded / tableCell.size);
}

/** "Tableau 3 (suite)": of the table's own node, though it is drawn as an artifact. */
function collectContinued(setting: Setting, { label, continued }: Table, table: number): TextMaterial | undefined {
  if (label === undefined || continued === undefined) return undefined;
  const named: Inline[] = [
    { type: "strong", children: [{ type: "text", value: label }] },
    { type: "text", value: `\u00A0${continued}` },
  ];
  return textMaterial(setting, named, setting.theme.styles.caption, table, { features: {} }, []);
}

/** What the cells that span nothing have to say. */
function needsOf(cells: readonly GridCell[], sides: number): CellNeed[] {
  return cells.flatMap(({ row, column, rowSpan, colSpan, content }) =>
    rowSpan > 1 || colSpan > 1 ? [] : [{ row, column, lengths: lengthsOf(content), sides }],
  );
}

function collectRows(
  setting: Setting,
  block: Table,
  grid: Grid,
  table: number,
  scale: number,
  context: BlockContext,
  collectBlocks: CollectBlocks,
): GridCell[] {
  const cells: GridCell[] = [];
  const decimals = decimalsOf(block, setting.language);
  const groups = new Map<string, number>();
  const group = (type: "THead" | "TBody"): number => {
    const known = groups.get(type) ?? addNode(setting, { type, parent: table });
    groups.set(type, known);
    return known;
  };
  // A head without a body is none (ISO 14289-1, 7.2).
  const heads = grid.headerRows < grid.rowCount ? grid.headerRows : 0;
  let row = -1;
  let node = table;
  for (const position of grid.positions) {
    const inHeader = position.row < grid.headerRows;
    for (; row < position.row; row++)
      node = addNode(setting, { type: "TR", parent: group(row + 1 < heads ? "THead" : "TBody") });
    const lacking = position.cell && decimals.get(position.cell);
    const short = lacking === undefined ? 0 : lackOf(setting, lacking, scale);
    cells.push({ ...collectCell(setting, block, position, inHeader, node, scale, context, collectBlocks), short });
  }
  return cells;
}

function collectCell(
  setting: Setting,
  block: Table,
  position: Position,
  inHeader: boolean,
  row: number,
  scale: number,
  context: BlockContext,
  collectBlocks: CollectBlocks,
): Omit<GridCell, "short"> {
  const { cell, column, ...place } = position;
  const header = inHeader || cell?.header === true;
  const parent = addNode(setting, cellNode(position, header, inHeader, row));
  const { tableHeader, tableCell } = setting.theme.styles;
  const text = scaled(header ? tableHeader : tableCell, scale);
  const align = block.columns[column]?.align ?? "start";
  const width = (context.width / Math.max(block.columns.length, 1)) * position.colSpan;
  const inside: BlockContext = {
    parent,
    text,
    align,
    features: { tabularFigures: true },
    depth: 0,
    nested: true,
    width,
    alone: true,
  };
  const content: StackMaterial = {
    type: "stack",
    children: collectBlocks(setting, cell?.children ?? [], inside),
    left: 0,
    right: 0,
    before: 0,
    after: 0,
    ids: [],
  };
  return { ...place, column, header, content };
}

/** How much shorter a number is than the longest of its column after their commas, points. */
function lackOf(setting: Setting, { own, longest }: Decimals, scale: number): number {
  const style = baseStyle(setting, scaled(setting.theme.styles.tableCell, scale), -1, { tabularFigures: true });
  return Math.max(0, widthOf(setting, longest, style) - widthOf(setting, own, style));
}

function cellNode({ rowSpan, colSpan }: Position, header: boolean, inHeader: boolean, parent: number): StructureNode {
  const node: StructureNode = { type: header ? "TH" : "TD", parent };
  if (header) node.scope = inHeader ? "Column" : "Row";
  if (rowSpan > 1) node.rowSpan = rowSpan;
  if (colSpan > 1) node.colSpan = colSpan;
  return node;
}

function scaled(style: TextStyle, scale: number): TextStyle {
  return scale === 1 ? style : { ...style, size: style.size * scale, leading: style.leading * scale };
}

function padded({ least, most }: Extent, { side }: Padding, short: number): Extent {
  return { least: least + 2 * side + short, most: most + 2 * side + short + 0.05 };
}
