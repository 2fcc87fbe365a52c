import type { Face } from "./fonts/face.ts";

/**
 * What the layout decides and drawing obeys: pages of positioned items, with the structure that a reader who does not
 * see the page follows. Lengths in points; the origin is the page's top left corner, y grows downwards.
 */
export type LaidOut = {
  pages: Page[];
  /** The logical structure, in reading order (ISO 32000-1, 14.7); items name its nodes by index. */
  structure: StructureNode[];
  outline: OutlineEntry[];
  /** Where each block and anchor landed, by block id: cross-references, the outline, the DOCX's contents. */
  places: Map<string, Position>;
};

/** `label` as printed ("3", "iv"); a cover has none. */
export type Page = { width: number; height: number; label: string; items: Item[] };
export type Position = { page: number; x: number; y: number };
export type OutlineEntry = { level: number; title: string; target: string };

export type Item = TextItem | RuleItem | BoxItem | ImageItem | LinkItem;

/** Index into `structure`, or an artifact that assistive technology passes over. */
export type Tag = number | "pagination" | "layout";

/**
 * One shaped run on a baseline. `tracking`: thousandths of an em after each glyph, besides its advance, where a
 * justified line asks a little of its letters too.
 */
export type TextItem = {
  type: "text";
  x: number;
  baseline: number;
  run: GlyphRun;
  size: number;
  tracking?: number;
  colour: string;
  tag: Tag;
};
export type RuleItem = {
  type: "rule";
  x1: number;
  y1: number;
  x2: number;
  y2: number;
  thickness: number;
  colour: string;
  tag: Tag;
};
export type BoxItem = { type: "box"; x: number; y: number; width: number; height: number; fill: string; tag: Tag };
export type ImageItem = { type: "image"; x: number; y: number; width: number; height: number; hash: string; tag: Tag };
/** A rectangle that leads somewhere; `tag` is its Link node. `href` outside, `target` (a block id) inside. */
export type LinkItem = {
  type: "link";
  x: number;
  y: number;
  width: number;
  height: number;
  to: { href: string } | { target: string };
  description: string;
  tag: number;
};

/**
 * Glyphs of one face in visual order. Advances and offsets in thousandths of an em, kerning included; `text` is what
 * each glyph stands for (a ligature: several characters; a glyph that continues a cluster: ""), for ToUnicode.
 * `actualText` stands for the whole run where its glyphs do not say it (a line-end hyphen, a drawn box).
 */
export type GlyphRun = {
  face: Face;
  glyphs: Glyph[];
  actualText?: string;
};
export type Glyph = { id: number; advance: number; text: string };

/** ISO 32000-1, 14.8.4. `parent` is an index, -1 for the document; nodes come in reading order, a parent first. */
export type StructureNode = {
  type: StructureType;
  parent: number;
  /** BCP 47, where it differs from the parent's. */
  language?: string;
  alt?: string;
  /** What a callout is called: "À retenir". */
  title?: string;
  /** The block this node comes from. */
  id?: string;
  scope?: "Row" | "Column";
  colSpan?: number;
  rowSpan?: number;
  /** Ordered lists: how items are numbered. */
  numbering?: "Decimal" | "LowerAlpha" | "UpperAlpha" | "LowerRoman" | "UpperRoman" | "Disc";
};
export type StructureType =
  | "Part"
  | "Sect"
  | "Div"
  | "P"
  | "H1"
  | "H2"
  | "H3"
  | "H4"
  | "H5"
  | "H6"
  | "L"
  | "LI"
  | "Lbl"
  | "LBody"
  | "Table"
  | "THead"
  | "TBody"
  | "TR"
  | "TH"
  | "TD"
  | "Caption"
  | "Figure"
  | "BlockQuote"
  | "Code"
  | "Link"
  | "Reference"
  | "Note"
  | "TOC"
  | "TOCI"
  | "Span"
  | "BibEntry";
