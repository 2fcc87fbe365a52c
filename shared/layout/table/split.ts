import type { CellBox, Piece, RowGroup } from "../blocks/piece.ts";
import { groupRows, rowsPiece, topsOf } from "./rows.ts";

/**
 * Rows too tall for what is left of a page: the part that fits in `room` points, and the rest. Nothing where not even
 * a line of each cell fits, unless `must`, which takes at least one piece of each.
 */
export function splitRows(piece: Piece, room: number, must: boolean): [Piece, Piece] | undefined {
  const group = piece.rows;
  if (group === undefined) return undefined;
  const tops = topsOf(group.heights);
  const cut = Math.max(
    0,
    tops.findIndex((_, row) => row < group.heights.length && tops[row + 1]! > room),
  );
  const head: CellBox[] = [];
  const rest: CellBox[] = [];
  for (const cell of group.cells) {
    if (cell.row + cell.rowSpan <= cut) head.push(cell);
    else if (cell.row > cut) rest.push({ ...cell, row: cell.row - cut });
    else {
      const space = room - tops[cell.row]! - group.padding.above - group.padding.below;
      const [taken, left] = splitPieces(cell.pieces, space, must && cell.row === cut && cut === 0);
      head.push({ ...cell, pieces: taken, rowSpan: cut - cell.row + 1 });
      rest.push({ ...cell, pieces: left, row: 0, rowSpan: cell.row + cell.rowSpan - cut });
    }
  }
  const begun = head.some((cell) => cell.row + cell.rowSpan > cut && cell.row === cut && cell.pieces.length > 0);
  if (!begun) return splitAbove(piece, group, cut, room, must);
  return parts(piece, group, head, cut + 1, rest, group.heights.length - cut);
}

/** Before the last row, up to `cut`, where what is above fits: a cell that begins there needs its padding, though empty. */
function splitAbove(
  piece: Piece,
  group: RowGroup,
  cut: number,
  room: number,
  must: boolean,
): [Piece, Piece] | undefined {
  for (let row = cut; row > 0; row--) {
    const [head, rest] = splitBefore(piece, group, row);
    if (head.height <= room + 0.01 || (must && row === 1)) return [head, rest];
  }
  return undefined;
}

/** Between two rows; cells that span both go on below. */
function splitBefore(piece: Piece, group: RowGroup, cut: number): [Piece, Piece] {
  const tops = topsOf(group.heights);
  const head: CellBox[] = [];
  const rest: CellBox[] = [];
  for (const cell of group.cells) {
    if (cell.row + cell.rowSpan <= cut) head.push(cell);
    else if (cell.row >= cut) rest.push({ ...cell, row: cell.row - cut });
    else {
      const space = tops[cut]! - tops[cell.row]! - group.padding.above - group.padding.below;
      const [taken, left] = splitPieces(cell.pieces, space, false);
      head.push({ ...cell, pieces: taken, rowSpan: cut - cell.row });
      rest.push({ ...cell, pieces: left, row: 0, rowSpan: cell.row + cell.rowSpan - cut });
    }
  }
  return parts(piece, group, head, cut, rest, group.heights.length - cut);
}

function parts(
  piece: Piece,
  group: RowGroup,
  head: CellBox[],
  headRows: number,
  rest: CellBox[],
  restRows: number,
): [Piece, Piece] {
  const { above: _, ...going } = group;
  const first = rowsPiece(groupRows({ ...group, cells: head, below: group.look.rowRule }, headRows));
  const second = rowsPiece(groupRows({ ...going, cells: rest }, restRows));
  const shared = {
    ...(piece.header && { header: piece.header }),
    ...(piece.grounds && { grounds: piece.grounds }),
  };
  const { above, aboveWithoutFloat, cost, items } = piece;
  return [
    { ...first, ...shared, above, ...(aboveWithoutFloat !== undefined && { aboveWithoutFloat }), cost, items },
    { ...second, ...shared },
  ];
}

/** The pieces that fit in `space`, and those that do not; at least one where it `must`. */
function splitPieces(pieces: readonly Piece[], space: number, must: boolean): [Piece[], Piece[]] {
  let y = 0;
  for (const [i, piece] of pieces.entries()) {
    const above = i === 0 ? 0 : piece.above;
    if (y + above + piece.height <= space + 0.01) {
      y += above + piece.height;
      continue;
    }
    const inside = splitRows(piece, space - y - above, must && i === 0);
    if (inside !== undefined)
      return [
        [...pieces.slice(0, i), inside[0]],
        [inside[1], ...pieces.slice(i + 1)],
      ];
    const count = must && i === 0 ? 1 : i;
    return [pieces.slice(0, count), pieces.slice(count)];
  }
  return [[...pieces], []];
}
