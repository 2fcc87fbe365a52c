import type { Glyph, TextItem } from "../frames.ts";
import type { RunStyle } from "../inline/run.ts";
import type { Column, Setting } from "../setting.ts";
import type { EntryMaterial } from "./material.ts";
import { type FlowItem, type Fragment, move } from "./piece.ts";
import { baselineOf, flowText } from "./text.ts";

/** Room kept at the right for the page's number, and between dots, ems. */
const numberRoom = 1.9;
const dotPitch = 0.5;

/** An entry of the contents: words, leader dots that line up from entry to entry, and room for the page's number. */
export function flowEntry(setting: Setting, { text, indent, target, style }: EntryMaterial, column: Column): Fragment {
  const { size } = text.style;
  const end = column.width - numberRoom * size;
  const flowed = flowText(setting, text, { ...column, width: Math.max(end - indent, 1) });
  for (const piece of flowed.pieces) move(piece.items, indent, 0);
  const last = flowed.pieces.at(-1);
  if (last === undefined) return flowed;
  const baseline = baselineOf(setting, text.style);
  const reached = Math.max(0, ...last.items.filter((item) => item.type === "text").map(rightEdge));
  const dots = leader(setting, style, reached + size * 0.4, end);
  if (dots !== undefined) last.items.push({ ...dots, baseline });
  last.items.push({ type: "pageNumber", target, x: column.width, baseline, style });
  for (const piece of flowed.pieces) piece.items = joinLinks(piece.items, column.width);
  return flowed;
}

/** Joins the links of a line of contents into one, from the first to the column's edge. */
function joinLinks(items: readonly FlowItem[], end: number): FlowItem[] {
  const first = items.find((item) => item.type === "link");
  if (first?.type !== "link") return [...items];
  return [...items.filter((item) => item.type !== "link"), { ...first, width: end - first.x }];
}

function rightEdge(item: TextItem): number {
  return item.run.glyphs.reduce((x, glyph) => x + (glyph.advance * item.size) / 1000, item.x);
}

/** Dots on a grid measured from the right edge. */
function leader(setting: Setting, { face, size, ...style }: RunStyle, from: number, end: number): TextItem | undefined {
  const pitch = dotPitch * size;
  const count = Math.floor((end - from) / pitch);
  if (count < 2) return undefined;
  const { id, text } = setting.fonts.shape(face, ".").glyphs[0]!;
  const dot: Glyph = { id, text, advance: dotPitch * 1000 };
  const run = { face, glyphs: Array.from({ length: count }, () => dot) };
  return { type: "text", x: end - count * pitch, baseline: 0, run, size, colour: style.colour, tag: "layout" };
}
