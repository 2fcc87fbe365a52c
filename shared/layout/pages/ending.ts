import { splitRows } from "../table/split.ts";
import {
  type Filling,
  fitting,
  newNotes,
  newNotesHeight,
  place,
  room,
  rounding,
  type Snapshot,
  spaceAbove,
} from "./filling.ts";

/** What breaking costs, points of blank: rows between two of them, a row inside, a note. */
const betweenRows = 8;
const insideRow = 40;
const insideNote = 44;
/** A single row is broken inside when it is higher than this share of the page. */
const tallRow = 0.4;

/** Ends the page before a piece; where the piece before must stay with a float, before that one. */
export function breakBefore(filling: Filling, index: number): number {
  if (filling.snapshots.at(-1)!.cost < Number.POSITIVE_INFINITY) return index;
  const ending = breakBetween(filling, index);
  return ending.cost < Number.POSITIVE_INFINITY ? ending.end() : index;
}

/** Takes off the page what came after a snapshot; gives `index`, the piece that it was taken before. */
function endBefore(filling: Filling, to: Snapshot, index: number): number {
  filling.main.length = to.main;
  filling.y = to.y;
  filling.notes.length = to.notes;
  filling.notesHeight = to.notesHeight;
  filling.spilledNotes.length = to.spilledNotes;
  filling.floats.length = to.floats;
  filling.called.length = to.called;
  return index;
}

/** A way to end the page: what it costs, and how; gives the first index of the next page. */
type Ending = { cost: number; end: () => number };

/**
 * The piece at `index` does not fit: ends the page the cheapest way; gives the first index of the next. Nothing where a
 * repeated header took the room of the first row: it is taken off, and the page begins again.
 */
export function endPage(filling: Filling, index: number): number | undefined {
  const whole = cheapest([breakBetween(filling, index), breakRows(filling, index, false), breakNotes(filling, index)]);
  if (whole.cost < Number.POSITIVE_INFINITY) return whole.end();
  if (index > filling.spill.next || moved(filling, filling.snapshots[0]!)) return index;
  if (filling.repeatsHeader) return withoutHeader(filling);
  const forced = breakRows(filling, index, true);
  if (forced.cost < Number.POSITIVE_INFINITY) return forced.end();
  place(filling, filling.flow.pieces[index]!);
  return index + 1;
}

/** A row that does not fit below the header of its table goes without. */
function withoutHeader(filling: Filling): undefined {
  filling.main.length = 0;
  filling.y = 0;
  filling.repeatsHeader = false;
  filling.snapshots.length = 0;
}

/** Whether the page holds anything before its first new piece, a repeated header apart. */
function moved({ repeatsHeader }: Filling, { main, notes }: Snapshot): boolean {
  return notes > 0 || main > (repeatsHeader ? 1 : 0);
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
  const above = spaceAbove(filling, piece);
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
  const { flow, spilledNotes } = filling;
  const piece = flow.pieces[index]!;
  if (spilledNotes.length > 0 || newNotes(filling, piece).length === 0) return impossible;
  let height = 0;
  let last = index;
  for (; ; last++) {
    const own = flow.pieces[last]!;
    height += (last === index ? spaceAbove(filling, own) : own.above) + own.height;
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
