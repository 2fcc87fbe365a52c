import type { Item } from "../frames.ts";
import type { RunStyle } from "../inline/run.ts";
import type { Column, Setting } from "../setting.ts";
import type { Padding, StackMaterial } from "./material.ts";

/**
 * A slice of the flow that stays whole on a page. Points; items are placed from its top left corner, y downwards.
 * `above`: space before it, nothing at a page's head. `cost`: what a page break before it costs, in points of blank
 * that one would rather leave; infinite where none may be.
 */
export type Piece = {
  above: number;
  height: number;
  cost: number;
  /**
   * The drawing of the piece; of table rows, only what is outside the cells: the cells' own items are made by
   * `drawRows`.
   */
  items: FlowItem[];
  /** Notes called in it, in order. */
  notes: readonly string[];
  /** "float": a figure that may go to the next page while the text goes on; "break" ends the page. */
  mode?: "float" | "break";
  /** Space above the piece where the figure before it floated to the next page. */
  aboveWithoutFloat?: number;
  /** A heading: floats had better come before it. */
  startsSection?: boolean;
  /** What a page that begins with this piece repeats above it: the header of its table. */
  header?: Piece;
  /** Rows of a table, which may break inside where they are too tall for a page. */
  rows?: RowGroup;
  /** What is drawn behind the piece, the outermost first. */
  grounds?: Ground[];
};

/**
 * The box behind the pieces of a callout, from `first` to `last`: `x` from the left of the column; points. Drawn once
 * for all of them that a page has, so that no seam shows.
 */
export type Ground = {
  x: number;
  width: number;
  fill?: string;
  bar: { width: number; colour: string };
  first: Piece;
  last: Piece;
};

/** Items still on their way to a page: besides those drawn, the place of a block, and a page number to fill in. */
export type FlowItem = Item | MarkItem | PageNumberItem;
export type MarkItem = { type: "mark"; id: string; x: number; y: number };
/** Ends at `x`; `target` is the block whose page it names. */
export type PageNumberItem = { type: "pageNumber"; target: string; x: number; baseline: number; style: RunStyle };

/**
 * A block as it flows: its pieces, with the space wanted around them. `keep`: the least cost of a page break right
 * after.
 */
export type Fragment = { before: number; pieces: Piece[]; after: number; keep: number };

/** How a block that holds others sets them: handed down by `flow.ts`, which knows every kind of block. */
export type FlowStack = (setting: Setting, material: StackMaterial, column: Column) => Fragment;

/** A block that takes no room. */
export const emptyFragment: Fragment = { before: 0, pieces: [], after: 0, keep: 0 };

/** Moves items, in place: each is set once, where it goes. */
export function move(items: readonly FlowItem[], dx: number, dy: number): void {
  for (const item of items) {
    switch (item.type) {
      case "text":
      case "pageNumber":
        item.x += dx;
        item.baseline += dy;
        break;
      case "rule":
        item.x1 += dx;
        item.x2 += dx;
        item.y1 += dy;
        item.y2 += dy;
        break;
      default:
        item.x += dx;
        item.y += dy;
    }
  }
}

/** Moves pieces to the right, in place, with the grounds, the rows of tables and the headers that they share. */
export function indent(pieces: readonly Piece[], dx: number): void {
  const headers = new Set<Piece>();
  const grounds = new Set<Ground>();
  for (const piece of pieces) {
    move(piece.items, dx, 0);
    if (piece.rows !== undefined) piece.rows = { ...piece.rows, left: piece.rows.left + dx };
    if (piece.header !== undefined) headers.add(piece.header);
    for (const ground of piece.grounds ?? []) grounds.add(ground);
  }
  for (const ground of grounds) ground.x += dx;
  for (const header of headers) move(header.items, dx, 0);
}

/** Runs of pieces one under another; the space between two is the larger of what they want. */
export function stack(runs: readonly Fragment[]): Fragment {
  const pieces: Piece[] = [];
  let before = 0;
  let after = 0;
  let keep = 0;
  /** The space wanted after the last run that is no float. */
  let steady: number | undefined;
  for (const run of runs) {
    const [first] = run.pieces;
    if (first === undefined) continue;
    const space = Math.max(after, run.before);
    if (pieces.length === 0) before = run.before;
    else {
      first.above = space;
      first.cost = Math.max(first.cost, keep);
      if (steady !== undefined) first.aboveWithoutFloat = Math.max(steady, run.before);
    }
    for (const piece of run.pieces) pieces.push(piece);
    steady = first.mode === "float" ? (steady ?? after) : undefined;
    after = run.after;
    keep = run.keep;
  }
  return { before, pieces, after, keep };
}

/** The height of pieces set one under another. */
export function heightOf(pieces: readonly Piece[]): number {
  let height = 0;
  for (const [i, piece] of pieces.entries()) height += (i === 0 ? 0 : piece.above) + piece.height;
  return height;
}

/** Rows that spans hold together, or one row; points. */
export type RowGroup = {
  cells: CellBox[];
  /** Row by row: the least that cells of one row need. */
  heights: number[];
  /** From the column's left edge. */
  left: number;
  width: number;
  padding: Padding;
  look: Look;
  /** The rule above the first row, where the table begins with it, and below the last. */
  above?: Rule;
  below: Rule;
};

/** A cell on its rows, its content set. `x` and `width` are those of its columns. */
export type CellBox = {
  row: number;
  rowSpan: number;
  x: number;
  width: number;
  /** Between its edge and its content, at the side. */
  inset: number;
  header: boolean;
  /** Its content stands at its foot, as column heads do. */
  bottomAligned: boolean;
  pieces: Piece[];
};

export type Rule = { thickness: number; colour: string };

export type Look = { headerFill: string; rowRule: Rule };

/** Keeps the place where blocks begin. */
export function mark({ pieces }: Pick<Fragment, "pieces">, ids: readonly string[]): void {
  const [first] = pieces;
  for (const id of ids) first?.items.push({ type: "mark", id, x: 0, y: 0 });
}
