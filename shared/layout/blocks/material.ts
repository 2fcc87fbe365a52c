import type { Block } from "../../document/tree.ts";
import type { TextStyle } from "../../kinds/theme.ts";
import type { Features } from "../fonts/face.ts";
import type { LineAlign } from "../inline/line.ts";
import type { Prepared } from "../inline/prepare.ts";
import type { RunStyle } from "../inline/run.ts";
import type { TableMaterial } from "../table/material.ts";

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
  opens?: boolean;
  /** Announces what follows: better not parted from it. */
  leads: boolean;
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
  /** Space between children that replaces their own. */
  gap?: number;
  ids: string[];
};

export type FigureMaterial = {
  type: "figure";
  node: number;
  hash: string;
  /** As wanted, before it is fitted. */
  width: number;
  height: number;
  caption?: TextMaterial;
  /** Space below, where it is not that of figures. */
  after?: number;
  ids: string[];
};

/** An entry of the contents: its text, leaders, and the page of its target. */
export type EntryMaterial = { type: "entry"; text: TextMaterial; indent: number; target: string; style: RunStyle };

/** Where a block is collected: what its paragraphs look like there. */
export type Around = {
  /** The structure node it goes in. */
  parent: number;
  text: TextStyle;
  /** That of a cell's column, where its paragraphs have none. */
  align?: LineAlign;
  features: Features;
  /** How many lists it is in. */
  depth: number;
  /** In a cell, a note or an item: headings take the size of the text. */
  nested: boolean;
  /** The width there is, at most: tables of many columns take smaller type. */
  width: number;
  /** The only paragraph of an item, a cell or a note goes in its node, without one of its own. */
  alone: boolean;
};

export function idsOf(block: Block): string[] {
  return block.anchor === undefined || block.anchor === block.id ? [block.id] : [block.id, block.anchor];
}
