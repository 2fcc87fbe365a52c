import type { RuleItem } from "../frames.ts";
import { topsOf } from "../table/rows.ts";
import { drawGrounds } from "./ground.ts";
import { type FlowItem, heightOf, move, type Piece, type RowGroup, type Rule } from "./piece.ts";

/** A piece's items, rows drawn; to be asked for once. */
export function drawPiece({ items, rows }: Piece): FlowItem[] {
  return rows === undefined ? items : [...drawRows(rows), ...items];
}

/** The items and notes of pieces set one under another from `(x, y)`. */
export function drawPieces(
  pieces: readonly Piece[],
  x: number,
  y: number,
): { items: FlowItem[]; notes: string[]; bottom: number } {
  const items: FlowItem[] = [];
  const notes: string[] = [];
  const placed = placedFrom(pieces, y);
  items.push(...drawGrounds(placed, x));
  for (const { piece, y } of placed) {
    const own = drawPiece(piece);
    move(own, x, y);
    for (const item of own) items.push(item);
    notes.push(...piece.notes);
  }
  return { items, notes, bottom: y + heightOf(pieces) };
}

/** Pieces one under another, the first at `y`. */
export function placedFrom(pieces: readonly Piece[], y: number): { piece: Piece; y: number }[] {
  return pieces.map((piece, i) => {
    const top = y + (i === 0 ? 0 : piece.above);
    y = top + piece.height;
    return { piece, y: top };
  });
}

/**
 * Everything in the rows, from the column's left edge and the group's top: fills, contents, rules. Moves the cells'
 * items: once only.
 */
export function drawRows({ cells, heights, left, width, padding, look, above, below }: RowGroup): FlowItem[] {
  const tops = topsOf(heights);
  const bottom = tops.at(-1)!;
  const items: FlowItem[] = [];
  for (const cell of cells) {
    const [top, end] = [tops[cell.row]!, tops[cell.row + cell.rowSpan]!];
    if (cell.header) {
      items.push({
        type: "box",
        x: cell.x,
        y: top,
        width: cell.width,
        height: end - top,
        fill: look.headerFill,
        tag: "layout",
      });
    }
  }
  for (const cell of cells) {
    const [top, end] = [tops[cell.row]! + padding.above, tops[cell.row + cell.rowSpan]! - padding.below];
    const y = cell.bottomAligned ? Math.max(top, end - heightOf(cell.pieces)) : top;
    const content = drawPieces(cell.pieces, cell.x + cell.inset, y);
    for (const item of content.items) items.push(item);
  }
  for (const cell of cells) {
    const end = tops[cell.row + cell.rowSpan]!;
    if (end < bottom - 0.01) items.push(ruleAt(cell.x, cell.x + cell.width, end, look.rowRule));
  }
  if (above !== undefined) items.push(ruleAt(0, width, 0, above));
  items.push(ruleAt(0, width, bottom, below));
  if (left > 0) move(items, left, 0);
  return items;
}

function ruleAt(x1: number, x2: number, y: number, { thickness, colour }: Rule): RuleItem {
  return { type: "rule", x1, y1: y, x2, y2: y, thickness, colour, tag: "layout" };
}
