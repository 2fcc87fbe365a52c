import type { Piece } from "../blocks/piece.ts";
import type { Column } from "../setting.ts";

/** Pieces for pages of one size, and the pieces of each note. `separator`: the height of the rule above notes. */
export type Flow = { pieces: Piece[]; column: Column; notes: ReadonlyMap<string, readonly Piece[]>; separator: number };

/**
 * What a page could not take: the index of the first piece left, the notes that go on, the floats (indexes of pieces);
 * the notes called so far, and the page breaks passed over (indexes of pieces).
 */
export type Spill = { next: number; notes: Piece[]; floats: number[]; called: Set<string>; passed: Set<number> };

/** Pieces placed in the column, `y` from its top; notes stand at its foot. */
export type Sheet = { main: PlacedPiece[]; notes: Piece[] };
export type PlacedPiece = { piece: Piece; y: number };

/** How much a page held before one of its pieces: lengths of its lists, so that a break there can take the rest off. */
export type Snapshot = {
  main: number;
  y: number;
  notes: number;
  notesHeight: number;
  spilledNotes: number;
  floats: number;
  called: number;
  cost: number;
};

/** A page being filled. */
export type Filling = {
  flow: Flow;
  spill: Spill;
  main: PlacedPiece[];
  /** Whether the page began with the header of a table, repeated. */
  repeatsHeader: boolean;
  y: number;
  notes: Piece[];
  notesHeight: number;
  /** Notes called on this page that go on or begin on the next. */
  spilledNotes: Piece[];
  floats: number[];
  /** Whether the piece before the next one floated to the next page. */
  afterFloat: boolean;
  called: string[];
  snapshots: Snapshot[];
};

export const rounding = 0.01;

/** A page on which nothing was placed yet. */
export function openFilling(flow: Flow, spill: Spill): Filling {
  return {
    flow,
    spill,
    main: [],
    repeatsHeader: false,
    y: 0,
    notes: [],
    notesHeight: 0,
    spilledNotes: [],
    floats: [],
    afterFloat: false,
    called: [],
    snapshots: [],
  };
}

/** The height that is left between the text and the notes, points. */
export function room({ flow, y, notesHeight }: Filling): number {
  return flow.column.height - y - notesHeight;
}

/** The space above a piece: none at a page's head; below a float, the space that the float wanted above itself. */
export function spaceAbove({ main, afterFloat }: Filling, piece: Piece): number {
  const last = main.at(-1)?.piece;
  if (last === undefined) return 0;
  if (last.mode === "float") return Math.max(piece.above, last.above);
  return (afterFloat ? piece.aboveWithoutFloat : undefined) ?? piece.above;
}

/** Whether the page holds neither text nor notes. */
export function isEmpty({ main, notes }: Filling): boolean {
  return main.length === 0 && notes.length === 0;
}

/**
 * Places a piece, and the notes that it calls. `bottom`: how far down the text will reach at least, where more must
 * follow.
 */
export function place(filling: Filling, piece: Piece, bottom = 0): void {
  const y = filling.y + spaceAbove(filling, piece);
  filling.afterFloat = false;
  filling.main.push({ piece, y });
  filling.y = y + piece.height;
  const fresh = newNotes(filling, piece);
  for (const id of fresh) filling.called.push(id);
  const pieces = fresh.flatMap((id) => filling.flow.notes.get(id) ?? []);
  addNotes(filling, pieces, filling.flow.column.height - Math.max(filling.y, bottom), false);
}

/** Notes that a piece calls first. */
export function newNotes({ spill, called }: Filling, { notes }: Piece): string[] {
  if (notes.length === 0) return [];
  return [...new Set(notes)].filter((id) => !spill.called.has(id) && !called.includes(id));
}

/** The height of a piece's new notes on this page; 0 when earlier notes already go on to the next. */
export function newNotesHeight(filling: Filling, piece: Piece): number {
  if (filling.spilledNotes.length > 0) return 0;
  const pieces = newNotes(filling, piece).flatMap((id) => filling.flow.notes.get(id) ?? []);
  return pieces.reduce(
    (sum, own, i) => sum + own.height + (i === 0 && filling.notes.length === 0 ? filling.flow.separator : own.above),
    0,
  );
}

/**
 * Adds what fits of some notes; the rest spills to the next page. `must`: at least one piece. Two lines at least stay
 * together.
 */
export function addNotes(filling: Filling, pieces: readonly Piece[], limit: number, must: boolean): void {
  let count = filling.spilledNotes.length > 0 ? 0 : fitting(filling, pieces, limit);
  while (count > 0 && count < pieces.length && pieces[count]!.cost === Number.POSITIVE_INFINITY) count--;
  if (must && count === 0 && filling.spilledNotes.length === 0) count = Math.max(1, fitting(filling, pieces, limit));
  for (const piece of pieces.slice(0, count)) {
    filling.notesHeight += noteHeight(filling, piece);
    filling.notes.push(piece);
  }
  for (const piece of pieces.slice(count)) filling.spilledNotes.push(piece);
}

/** How many of some notes' pieces fit one after another. */
export function fitting({ flow, notes, notesHeight }: Filling, pieces: readonly Piece[], limit: number): number {
  let height = notesHeight;
  for (const [i, piece] of pieces.entries()) {
    height += piece.height + (notes.length === 0 && i === 0 ? flow.separator : piece.above);
    if (height > limit + rounding) return i;
  }
  return pieces.length;
}

function noteHeight({ notes, flow }: Filling, piece: Piece): number {
  return notes.length === 0 ? flow.separator + piece.height : piece.above + piece.height;
}
