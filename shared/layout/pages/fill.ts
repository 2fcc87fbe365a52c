import type { Piece } from "../blocks/piece.ts";
import type { Column } from "../setting.ts";
import { splitRows } from "../table/split.ts";

/** Pieces for pages of one size, and the pieces of each note. `separator`: the height of the rule above notes. */
export type Flow = { pieces: Piece[]; column: Column; notes: ReadonlyMap<string, readonly Piece[]>; separator: number };

/** What a page could not take: the first piece it did not, the notes that go on, the figures that wait. */
export type Rest = { next: number; notes: Piece[]; waiting: number[]; called: Set<string> };

/** Pieces placed in the column, `y` from its top; notes stand at its foot. */
export type Sheet = { main: Placed[]; notes: Piece[] };
export type Placed = { piece: Piece; y: number };

/** Main text that a page keeps room for beside notes that go on, points. */
const leastMain = 60;
/** What breaking costs, points of blank: rows between two of them, a row inside, a note. */
const betweenRows = 8;
const insideRow = 40;
const insideNote = 44;
/** A single row is broken inside when it is higher than this share of the page. */
const tallRow = 0.4;
/** The blank, as a share of the page, that is better than a figure after the heading of the next section. */
const blankForFigures = 0.25;
const rounding = 0.01;

/** The state of a page before one of the pieces: what a break there would leave on it. */
type Snapshot = {
  main: number;
  y: number;
  notes: number;
  notesHeight: number;
  late: number;
  queue: number;
  called: number;
  cost: number;
};

type Filling = {
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
  called: string[];
  snapshots: Snapshot[];
};

/** Fills one page from where the last one ended; moves at least one piece. */
export function fillPage(flow: Flow, rest: Rest): { sheet: Sheet; rest: Rest } {
  const filling: Filling = {
    flow,
    rest,
    main: [],
    headed: false,
    y: 0,
    notes: [],
    notesHeight: 0,
    late: [],
    queue: [],
    called: [],
    snapshots: [],
  };
  carryNotes(filling);
  placeWaiting(filling);
  const next = repeatHeader(filling) ? placePieces(filling) : rest.next;
  for (const id of filling.called) rest.called.add(id);
  const { main, notes, late, queue } = filling;
  return { sheet: { main, notes }, rest: { next, notes: late, waiting: queue, called: rest.called } };
}

function room({ flow, y, notesHeight }: Filling): number {
  return flow.column.height - y - notesHeight;
}

function isEmpty({ main, notes }: Filling): boolean {
  return main.length === 0 && notes.length === 0;
}

/** Notes begun on the page before: as many of their lines as leave some room for the text. */
function carryNotes(filling: Filling): void {
  const { flow, rest } = filling;
  const more = rest.next < flow.pieces.length || rest.waiting.length > 0;
  const limit = flow.column.height - (more ? leastMain : 0);
  addNotes(filling, rest.notes, limit, true);
}

/** Adds what fits of some notes; the rest is late. `must`: at least one piece. Two lines at least stay together. */
function addNotes(filling: Filling, pieces: readonly Piece[], limit: number, must: boolean): void {
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
function fitting({ flow, notes, notesHeight }: Filling, pieces: readonly Piece[], limit: number): number {
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

/** Figures that waited stand at the page's head, in their order, as long as they fit. */
function placeWaiting(filling: Filling): void {
  const { flow, rest } = filling;
  for (const index of rest.waiting) {
    const piece = flow.pieces[index]!;
    const need = piece.height + (filling.main.length === 0 ? 0 : piece.above) + newNotesHeight(filling, piece);
    if (filling.queue.length > 0 || (need > room(filling) && !isEmpty(filling))) filling.queue.push(index);
    else place(filling, piece);
  }
}

/** The header of a table that goes on, where there is room for it and the next row; false where figures left none. */
function repeatHeader(filling: Filling): boolean {
  const { flow, rest } = filling;
  const row = flow.pieces[rest.next];
  if (row?.header === undefined) return true;
  const above = filling.main.length === 0 ? 0 : row.above;
  const space = room(filling) - above - row.header.height;
  if (!isEmpty(filling) && space < Math.min(row.height, leastMain)) return false;
  if (space < row.height && row.height <= room(filling)) return true;
  filling.headed = true;
  place(filling, { ...row.header, above, items: row.header.items.map((item) => ({ ...item })) });
  return true;
}

/** `bottom`: the least that the text will reach down to, where more of it is to come. */
function place(filling: Filling, piece: Piece, bottom = 0): void {
  const y = filling.y + (filling.main.length === 0 ? 0 : piece.above);
  filling.main.push({ piece, y });
  filling.y = y + piece.height;
  const fresh = newNotes(filling, piece);
  for (const id of fresh) filling.called.push(id);
  const pieces = fresh.flatMap((id) => filling.flow.notes.get(id) ?? []);
  addNotes(filling, pieces, filling.flow.column.height - Math.max(filling.y, bottom), false);
}

/** Notes that a piece calls first. */
function newNotes({ rest, called }: Filling, { notes }: Piece): string[] {
  if (notes.length === 0) return [];
  return [...new Set(notes)].filter((id) => !rest.called.has(id) && !called.includes(id));
}

/** What a piece's notes need on this page; nothing, when earlier notes already go on to the next. */
function newNotesHeight(filling: Filling, piece: Piece): number {
  if (filling.late.length > 0) return 0;
  const pieces = newNotes(filling, piece).flatMap((id) => filling.flow.notes.get(id) ?? []);
  return pieces.reduce(
    (sum, own, i) => sum + own.height + (i === 0 && filling.notes.length === 0 ? filling.flow.separator : own.above),
    0,
  );
}

/** Places pieces one after another until one does not fit; gives the index of the first for the next page. */
function placePieces(filling: Filling): number {
  const { flow, rest } = filling;
  let inherited = 0;
  for (let index = rest.next; ; index++) {
    const piece = flow.pieces[index];
    snapshot(filling, Math.max(piece?.cost ?? 0, inherited));
    if (piece === undefined) return breakBefore(filling, index);
    if (piece.mode === "break") {
      if (isEmpty(filling)) continue;
      return filling.queue.length > 0 ? breakBefore(filling, index) : index + 1;
    }
    if (piece.opens && filling.queue.length > 0 && room(filling) < flow.column.height * blankForFigures) {
      return breakBefore(filling, index);
    }
    const above = filling.main.length === 0 ? 0 : piece.above;
    const fits = above + piece.height + newNotesHeight(filling, piece) <= room(filling) + rounding;
    if (piece.mode === "waits" && (filling.queue.length > 0 || (!fits && !isEmpty(filling)))) {
      filling.queue.push(index);
      inherited = Math.max(piece.cost, inherited);
      continue;
    }
    if (!fits) return endPage(filling, index);
    place(filling, piece);
    inherited = 0;
  }
}

/** Ends the page before a piece, or, where what precedes must stay with a figure that waits, before that. */
function breakBefore(filling: Filling, index: number): number {
  if (filling.snapshots.at(-1)!.cost < Number.POSITIVE_INFINITY) return index;
  const ending = breakBetween(filling, index);
  return ending.cost < Number.POSITIVE_INFINITY ? ending.end() : index;
}

function snapshot(filling: Filling, cost: number): void {
  const { main, y, notes, notesHeight, late, queue, called, snapshots } = filling;
  snapshots.push({
    main: main.length,
    y,
    notes: notes.length,
    notesHeight,
    late: late.length,
    queue: queue.length,
    called: called.length,
    cost,
  });
}

/** Takes off the page what came after a snapshot; gives `index`, the piece that it was taken before. */
function endBefore(filling: Filling, to: Snapshot, index: number): number {
  filling.main.length = to.main;
  filling.y = to.y;
  filling.notes.length = to.notes;
  filling.notesHeight = to.notesHeight;
  filling.late.length = to.late;
  filling.queue.length = to.queue;
  filling.called.length = to.called;
  return index;
}

/** A way to end the page: what it costs, and how; gives the first index of the next page. */
type Ending = { cost: number; end: () => number };

/** The piece at `index` does not fit: the cheapest way to end the page. */
function endPage(filling: Filling, index: number): number {
  const whole = cheapest([breakBetween(filling, index), breakRows(filling, index, false), breakNotes(filling, index)]);
  if (whole.cost < Number.POSITIVE_INFINITY) return whole.end();
  if (index > filling.rest.next || moved(filling, filling.snapshots[0]!)) return index;
  if (filling.headed) return placePieces(withoutHeader(filling));
  const forced = breakRows(filling, index, true);
  if (forced.cost < Number.POSITIVE_INFINITY) return forced.end();
  place(filling, filling.flow.pieces[index]!);
  return index + 1;
}

/** A row that does not fit below the header of its table goes without. */
function withoutHeader(filling: Filling): Filling {
  filling.main.length = 0;
  filling.y = 0;
  filling.headed = false;
  filling.snapshots.length = 0;
  return filling;
}

/** Whether the page holds anything before its first new piece, a repeated header apart. */
function moved({ headed }: Filling, { main, notes }: Snapshot): boolean {
  return notes > 0 || main > (headed ? 1 : 0);
}

function cheapest(endings: readonly Ending[]): Ending {
  return endings.reduce((best, ending) => (ending.cost < best.cost ? ending : best));
}

const impossible: Ending = { cost: Number.POSITIVE_INFINITY, end: () => 0 };

/** Between two pieces of the page: where the break and the blank it leaves cost least. */
function breakBetween(filling: Filling, index: number): Ending {
  const { flow, snapshots } = filling;
  let best = impossible;
  for (const [i, at] of snapshots.entries()) {
    if (i === 0 && !moved(filling, at)) continue;
    const cost = at.cost + flow.column.height - at.y - at.notesHeight;
    if (cost <= best.cost && cost < Number.POSITIVE_INFINITY) {
      best = { cost, end: () => endBefore(filling, at, index - (snapshots.length - 1 - i)) };
    }
  }
  return best;
}

/** Inside a group of rows, or a row too tall to go whole to the next page. */
function breakRows(filling: Filling, index: number, must: boolean): Ending {
  const { flow } = filling;
  const piece = flow.pieces[index]!;
  if (piece.rows === undefined) return impossible;
  const single = piece.rows.heights.length === 1;
  if (single && !must && piece.height < flow.column.height * tallRow) return impossible;
  const above = filling.main.length === 0 ? 0 : piece.above;
  const space = room(filling) - above;
  const split = space > 0 || must ? splitRows(piece, space, must) : undefined;
  if (split === undefined) return impossible;
  const [head, tail] = split;
  const need = head.height + newNotesHeight(filling, head);
  if (need > space + rounding && !must) return impossible;
  const end = (): number => {
    place(filling, head);
    flow.pieces[index] = tail;
    return index;
  };
  return { cost: (single ? insideRow : betweenRows) + Math.max(space - need, 0), end };
}

/** After a line whose notes do not fit whole: they begin here and go on overleaf. */
function breakNotes(filling: Filling, index: number): Ending {
  const { flow, late } = filling;
  const piece = flow.pieces[index]!;
  if (late.length > 0 || newNotes(filling, piece).length === 0) return impossible;
  let height = 0;
  let last = index;
  for (; ; last++) {
    const own = flow.pieces[last]!;
    height += (filling.main.length === 0 && last === index ? 0 : own.above) + own.height;
    if ((flow.pieces[last + 1]?.cost ?? 0) < Number.POSITIVE_INFINITY) break;
  }
  const bottom = filling.y + height;
  const begun = newNotes(filling, piece).flatMap((id) => flow.notes.get(id) ?? []);
  const second = begun.findIndex(({ cost }, i) => i > 0 && cost < Number.POSITIVE_INFINITY);
  const least = begun.slice(0, second === -1 ? begun.length : second);
  const limit = flow.column.height - bottom;
  if (least.length === 0 || filling.notesHeight > limit || fitting(filling, least, limit) < least.length)
    return impossible;
  const end = (): number => {
    for (let i = index; i <= last; i++) place(filling, flow.pieces[i]!, bottom);
    return last + 1;
  };
  return { cost: insideNote, end };
}
