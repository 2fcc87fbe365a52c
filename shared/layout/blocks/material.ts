import type { Block, Column as TableColumn } from "../../document/tree.ts";
import type { CalloutLook } from "../../kinds/callout-look.ts";
import type { TextStyle } from "../../kinds/theme.ts";
import type { Features } from "../fonts/face.ts";
import type { LineAlign } from "../inline/line.ts";
import type { Prepared } from "../inline/prepare.ts";
import type { RunStyle } from "../inline/run.ts";
import type { Setting } from "../setting.ts";

/** A block collected and prepared, of no width yet: what a column or a cell can measure and flow. Points. */
export type Material =
  | TextMaterial
  | ItemMaterial
  | StackMaterial
  | FigureMaterial
  | EntryMaterial
  | TableMaterial
  | { type: "rule"; colour: string; ids: string[] }
  | { type: "pageBreak" };

export type TextMaterial = {
  type: "text";
  prepared: Prepared;
  style: TextStyle;
  align: LineAlign;
  hyphens: boolean;
  /** By how much lines after the first are set in. */
  hang: number;
  /** Lines of about the same length. */
  balanced: boolean;
  /** Set in the left margin of the text, which hangs `indent` from it. */
  label?: { prepared: Prepared; indent: number; align: "start" | "end" };
  /** Lines stay together, and with the block that follows. */
  keep: boolean;
  /** Begins a section. */
  startsSection?: boolean;
  /** Ends with a colon: better not parted from the block that follows. */
  introduces: boolean;
  /** Behind each line. */
  fill?: string;
  ids: string[];
};

/** A list's item: its label, and what hangs beside it. */
export type ItemMaterial = {
  type: "item";
  label: Prepared;
  labelStyle: TextStyle;
  align: "start" | "end";
  indent: number;
  body: StackMaterial;
};

export type StackMaterial = {
  type: "stack";
  children: Material[];
  left: number;
  right: number;
  before: number;
  after: number;
  /** Space between children, in place of the space that they want themselves. */
  gap?: number;
  /** Drawn behind all of it. */
  ground?: Pick<CalloutLook, "fill" | "bar">;
  ids: string[];
};

export type FigureMaterial = {
  type: "figure";
  node: number;
  hash: string;
  /** The size wanted, before the figure is fitted to its column. */
  width: number;
  height: number;
  caption?: TextMaterial;
  /** What stands below it, and its caption. */
  sourceLines?: TextMaterial[];
  /** Space below, where it is another than for figures in general. */
  after?: number;
  ids: string[];
};

/** An entry of the contents: its text, leaders, and the page of its target. */
export type EntryMaterial = { type: "entry"; text: TextMaterial; indent: number; target: string; style: RunStyle };

/** Where a block is collected, e.g. in a cell: the structure node around it, and what its paragraphs look like there. */
export type BlockContext = {
  /** The structure node that the block goes in: its index. */
  parent: number;
  text: TextStyle;
  /** The alignment of a cell's column, for paragraphs that have none. */
  align?: LineAlign;
  features: Features;
  /** How many lists are around. */
  depth: number;
  /** In a cell, a note or an item: headings take the size of the text. */
  nested: boolean;
  /** The width at most, points: tables of many columns take smaller type. */
  width: number;
  /** The only paragraph of an item, a cell or a note has no structure node of its own: it takes that of the container. */
  alone: boolean;
};

/** How a block that holds others collects them: handed down by `collect.ts`, which knows every kind of block. */
export type CollectBlocks = (setting: Setting, blocks: readonly Block[], context: BlockContext) => Material[];

/** The ids under which links reach a block: its own, and the anchor that the author gave it. */
export function idsOf(block: Block): string[] {
  return block.anchor === undefined || block.anchor === block.id ? [block.id] : [block.id, block.anchor];
}

/** A table collected: its cells on the grid, header rows first. Points. */
export type TableMaterial = {
  type: "table";
  caption?: TextMaterial;
  /** What stands above it on each further page. */
  continued?: TextMaterial;
  /** What stands below its last row, on the page of that row alone. */
  sourceLines?: TextMaterial[];
  columns: readonly Pick<TableColumn, "width">[];
  /** Column by column, padding included. */
  extents: Extent[];
  /** What its cells have to say, of those that span nothing. */
  needs: CellNeed[];
  headerRows: number;
  rowCount: number;
  cells: GridCell[];
  padding: Padding;
  ids: string[];
};

/** A cell's paragraphs by their lengths on one line, and what is left free at both its sides together; points. */
export type CellNeed = { row: number; column: number; lengths: readonly number[]; sides: number };

export type Padding = { side: number; above: number; below: number };

/** A cell where its row and column begin, spans clipped to the grid. */
export type GridCell = {
  row: number;
  column: number;
  rowSpan: number;
  colSpan: number;
  header: boolean;
  content: StackMaterial;
  /** What a number leaves free at its right, for the decimals that others of its column have; points. */
  short: number;
};

/** The widths between which a block can be set: its longest word, and all of it on one line; points. */
export type Extent = { least: number; most: number };
