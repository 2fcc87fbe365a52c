import { calloutPadding } from "../../kinds/callout-look.ts";
import type { BoxItem } from "../frames.ts";
import type { StackMaterial } from "./material.ts";
import type { Ground, Piece } from "./piece.ts";

/**
 * Lays a ground under pieces, from the left edge of their column, with its padding as pieces above and below; none
 * floats away from it.
 */
export function layGround(pieces: Piece[], { fill, bar }: NonNullable<StackMaterial["ground"]>, width: number): void {
  const [first, last] = [padding(calloutPadding.above), padding(calloutPadding.below)];
  if (pieces[0]) pieces[0].cost = Number.POSITIVE_INFINITY;
  last.cost = Number.POSITIVE_INFINITY;
  pieces.unshift(first);
  pieces.push(last);
  const ground: Ground = { x: 0, width, ...(fill !== undefined && { fill }), bar, first, last };
  for (const piece of pieces) {
    if (piece.mode === "float") delete piece.mode;
    piece.grounds = [ground, ...(piece.grounds ?? [])];
    if (piece.header) piece.header.grounds = piece.grounds;
  }
}

function padding(height: number): Piece {
  return { above: 0, height, cost: 0, items: [], notes: [] };
}

/**
 * The grounds under pieces that stand one under another on one page. One that goes on from another page, or on another,
 * reaches as far beyond its words as it does at its own ends.
 */
export function drawGrounds(placed: readonly { piece: Piece; y: number }[], x: number): BoxItem[] {
  const stretches = new Map<Ground, { from: number; to: number }>();
  for (const { piece, y } of placed) {
    for (const ground of piece.grounds ?? []) {
      const from = y - (ground.first === piece ? 0 : calloutPadding.above);
      const to = y + piece.height;
      stretches.set(ground, { from: stretches.get(ground)?.from ?? from, to });
    }
  }
  const ends = new Set(placed.map(({ piece }) => piece));
  return [...stretches].flatMap(([ground, { from, to }]) =>
    boxesOf(ground, x, from, ends.has(ground.last) ? to : to + calloutPadding.below),
  );
}

function boxesOf({ x: left, width, fill, bar }: Ground, x: number, y: number, bottom: number): BoxItem[] {
  const box = { type: "box", x: x + left, y, height: bottom - y, tag: "layout" } as const;
  return [
    ...(fill === undefined ? [] : [{ ...box, width, fill }]),
    { ...box, width: Math.min(bar.width, width), fill: bar.colour },
  ];
}
