import type { Column, Setting } from "../setting.ts";
import { drawPieces } from "./draw.ts";
import type { FigureMaterial } from "./material.ts";
import { emptyFragment, type Fragment, heightOf, mark, type Piece } from "./piece.ts";
import { flowSourceLines } from "./source-lines.ts";
import { flowText } from "./text.ts";

/** Between an image and the words below, and the least height an image keeps for the sake of long ones; points. */
const captionGap = 5;
const leastHeight = 60;

/** A figure on one page, image, caption and source lines, no larger than the column; words of many lines may go on. */
export function flowFigure(setting: Setting, material: FigureMaterial, column: Column): Fragment {
  const caption = material.caption === undefined ? emptyFragment : flowText(setting, material.caption, column);
  const words = [...caption.pieces, ...flowSourceLines(setting, material.sourceLines, column)];
  const below = words.length === 0 ? 0 : captionGap + heightOf(words);
  const { body } = setting.theme.styles;
  const together = below <= column.height - leastHeight;
  const image = imagePiece(material, column, together ? column.height - below : column.height - leastHeight);
  const space = body.leading * 0.6;
  const flowed: Fragment = { before: space, pieces: [image], after: material.after ?? space, keep: 0 };
  if (together) append(image, words);
  else {
    words[0]!.cost = Number.POSITIVE_INFINITY;
    words[0]!.above = captionGap;
    flowed.pieces.push(...words);
    delete image.mode;
  }
  mark(flowed, material.ids);
  return flowed;
}

function imagePiece({ width, height, hash, node }: FigureMaterial, column: Column, room: number): Piece {
  const scale = Math.min(1, column.width / width, room / height);
  const item = { type: "image", x: 0, y: 0, width: width * scale, height: height * scale, hash, tag: node } as const;
  return { above: 0, height: item.height, cost: 0, items: [{ ...item }], notes: [], mode: "float" };
}

function append(image: Piece, pieces: readonly Piece[]): void {
  if (pieces.length === 0) return;
  const piled = drawPieces(pieces, 0, image.height + captionGap);
  for (const item of piled.items) image.items.push(item);
  image.notes = piled.notes;
  image.height = piled.bottom;
}
