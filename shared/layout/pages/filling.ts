import type { Piece } from "../blocks/piece.ts";
import type { Column } from "../setting.ts";

/** Pieces for pages of one size, and the pieces of each note. `separator`: the height of the rule above notes. */
export type Flow = { pieces: Piece[]; column: Column; notes: ReadonlyMap<string, readonly Piece[]>; separator: number };

/** What a page could not take: the first piece it did not, the notes that go on, the figures that wait. */
export type Rest = { next: number; notes: Piece[]; waiting: number[]; called: Set<string> };

/** Pieces placed in the column, `y` from its top; notes stand at its foot. */
export type Sheet = { main: Placed[]; notes: Piece[] };
export type Placed = { piece: Piece; y: number };

/** The state of a page before one of the pieces: what a break there would leave on it. */
export type Snapshot = {
  main: number;
  y: number;
  notes: number;
  notesHeight: number;
  late: number;
  queue: number;
  called: number;
  cost: number;
};

/** A page on its way. */
export type Filling = {
  flow: Flow;
  rest: Rest;
  main: Placed[];
  /** Whether the header of a table is repeated. */
  headed: boolean;
  y: number;
  notes: Piece[];
  notesHeight: number;
  /** Notes that the page has no room for. */
  late: Piece[];
  queue: number[];
  /** Whether the piece before the next one waits. */
  skipped: boolean;
  called: string[];
  snapshots: Snapshot[];
};

export const rounding = 0.01;

/** A page on which nothing was placed yet. */
export function openFilling(flow: Flow, rest: Rest): Filling {
  return {
    flow,
    rest,
    main: [],
    headed: false,
    y: 0,
    notes: [],
    notesHeight: 0,
    late: [],
    queue: [],
    skipped: false,
    called: [],
    snapshots: [],
  };
}

/** The height that is left between the text and the notes, points. */
export function room({ flow, y, notesHeight }: Filling): number {
  return flow.column.height - y - notesHeight;
}

/** Nothing at a page's head; below a figure that waited, what that wanted above itself. */
export function spaceAbove({ main, skipped }: Filling, piece: Piece): number {
  const last = main.at(-1)?.piece;
  if (last === undefined) return 0;
  if (last.mode === "waits") return Math.max(piece.above, last.above);
  return (skipped ? piece.without : undefined) ?? piece.above;
}

/** Whether the page holds neither text nor notes. */
export function isEmpty({ main, notes }: Filling): boolean {
  return main.length === 0 && notes.length === 0;
}

/** `bottom`: the least that the text will reach down to, where more of it is to come. */
export function place(filling: Filling, piece: Piece, bottom = 0): void {
  const y = filling.y + spaceAbove(filling, piece);
  filling.skipped = false;
  filling.main.push({ piece, y });
  filling.y = y + piece.height;
  const fresh = newNotes(filling, piece);
  for (const id of fresh) filling.called.push(id);
  const pieces = fresh.flatMap((id) => filling.flow.notes.get(id) ?? []);
  addNotes(filling, pieces, filling.flow.column.height - Math.max(filling.y, bottom), false);
}

/** Notes that a piece calls first. */
export function newNotes({ rest, called }: Filling, { notes }: Piece): string[] {
  if (notes.length === 0) return [];
  return [...new Set(notes)].filter((id) => !rest.called.has(id) && !called.includes(id));
}

/** What a piece's notes need on this page; nothing, when earlier notes already go on to the next. */
export function newNotesHeight(filling: Filling, piece: Piece): number {
  if (filling.late.length > 0) return 0;
  const pieces = newNotes(filling, piece).flatMap((id) => filling.flow.notes.get(id) ?? []);
  return pieces.reduce(
    (sum, own, i) => sum + own.height + (i === 0 && filling.notes.length === 0 ? filling.flow.separator : own.above),
    0,
  );
}

/** Adds what fits of some notes; the rest is late. `must`: at least one piece. Two lines at least stay together. */
export function addNotes(filling: Filling, pieces: readonly Piece[], limit: number, must: boolean): void {
  let count = filling.late.length > 0 ? 0 : fitting(filling, pieces, limit);
  while (count > 0 && count < pieces.length && pieces[count]!.cost === Number.POSITIVE_INFINITY) count--;
  if (must && count === 0 && filling.late.length === 0) count = Math.max(1, fitting(filling, pieces, limit));
  for (const piece of pieces.slice(0, count)) {
    filling.notesHeight += noteHeight(filling, piece);
    filling.notes.push(piece);
  }
  for (const piece of pieces.slice(count)) filling.late.push(piece);
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
