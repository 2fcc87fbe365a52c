import { breakBefore, endPage } from "./ending.ts";
import {
  addNotes,
  type Filling,
  type Flow,
  isEmpty,
  newNotesHeight,
  openFilling,
  place,
  room,
  rounding,
  type Sheet,
  type Spill,
  spaceAbove,
} from "./filling.ts";

/** Main text that a page keeps room for beside notes that go on, points. */
const leastMain = 60;
/** The blank, as a share of the page, that is better than a figure after the heading of the next section. */
const blankForFigures = 0.25;

/** The blank, as a share of the page, that an author's page break may leave. */
const blankForBreak = 0.5;

/** Fills one page from where the last one ended; moves at least one piece. */
export function fillPage(flow: Flow, spill: Spill): { sheet: Sheet; spill: Spill } {
  const filling = openFilling(flow, spill);
  carryNotes(filling);
  placeFloats(filling);
  const next = repeatHeader(filling) ? placePieces(filling) : spill.next;
  for (const id of filling.called) spill.called.add(id);
  const { main, notes, spilledNotes, floats } = filling;
  return { sheet: { main, notes }, spill: { ...spill, next, notes: spilledNotes, floats } };
}

/** Notes begun on the page before: as many of their lines as leave some room for the text. */
function carryNotes(filling: Filling): void {
  const { flow, spill } = filling;
  const more = spill.next < flow.pieces.length || spill.floats.length > 0;
  const limit = flow.column.height - (more ? leastMain : 0);
  addNotes(filling, spill.notes, limit, true);
}

/** Floats stand at the page's head, in their order, as long as they fit. */
function placeFloats(filling: Filling): void {
  const { flow, spill } = filling;
  for (const index of spill.floats) {
    const piece = flow.pieces[index]!;
    const need = piece.height + spaceAbove(filling, piece) + newNotesHeight(filling, piece);
    if (filling.floats.length > 0 || (need > room(filling) && !isEmpty(filling))) filling.floats.push(index);
    else place(filling, piece);
  }
}

/** The header of a table that goes on, where there is room for it and the next row; false where figures left none. */
function repeatHeader(filling: Filling): boolean {
  const { flow, spill } = filling;
  const row = flow.pieces[spill.next];
  if (row?.header === undefined) return true;
  const above = spaceAbove(filling, row);
  const space = room(filling) - above - row.header.height;
  if (!isEmpty(filling) && space < Math.min(row.height, leastMain)) return false;
  if (space < row.height && row.height <= room(filling)) return true;
  filling.repeatsHeader = true;
  place(filling, { ...row.header, above, items: row.header.items.map((item) => ({ ...item })) });
  return true;
}

/** Places pieces one after another until one does not fit; gives the index of the first for the next page. */
function placePieces(filling: Filling): number {
  const { flow, spill } = filling;
  let inherited = 0;
  for (let index = spill.next; ; index++) {
    const piece = flow.pieces[index];
    snapshot(filling, Math.max(piece?.cost ?? 0, inherited));
    if (piece === undefined) return breakBefore(filling, index);
    if (piece.mode === "break") {
      if (isEmpty(filling)) continue;
      if (room(filling) > flow.column.height * blankForBreak) {
        spill.passed.add(index);
        continue;
      }
      return filling.floats.length > 0 ? breakBefore(filling, index) : index + 1;
    }
    if (piece.startsSection && filling.floats.length > 0 && room(filling) < flow.column.height * blankForFigures) {
      return breakBefore(filling, index);
    }
    const above = spaceAbove(filling, piece);
    const fits = above + piece.height + newNotesHeight(filling, piece) <= room(filling) + rounding;
    if (piece.mode === "float" && (filling.floats.length > 0 || (!fits && !isEmpty(filling)))) {
      filling.floats.push(index);
      filling.afterFloat = true;
      inherited = Math.max(piece.cost, inherited);
      continue;
    }
    if (fits) {
      place(filling, piece);
      inherited = 0;
      continue;
    }
    const next = endPage(filling, index);
    if (next !== undefined) return next;
    index = spill.next - 1;
  }
}

function snapshot(filling: Filling, cost: number): void {
  const { main, y, notes, notesHeight, spilledNotes, floats, called, snapshots } = filling;
  snapshots.push({
    main: main.length,
    y,
    notes: notes.length,
    notesHeight,
    spilledNotes: spilledNotes.length,
    floats: floats.length,
    called: called.length,
    cost,
  });
}
