import type { TextStyle } from "../../kinds/theme.ts";
import { setLine } from "../inline/line.ts";
import { type SetLine, setParagraph } from "../inline/paragraph.ts";
import { type Column, faceOf, type Setting } from "../setting.ts";
import type { TextMaterial } from "./material.ts";
import { emptyFragment, type FlowItem, type Fragment, mark, move, type Piece } from "./piece.ts";

/** What a page break costs after a line that ends with a hyphen, and between a line that announces and what it does. */
const afterHyphen = 12;
const afterColon = 100;

/** A text as pieces of one line each; two lines at least stay together on either side of a page break. */
export function flowText(setting: Setting, material: TextMaterial, column: Column): Fragment {
  const lines = linesOf(setting, material, column.width);
  if (lines.length === 0) return emptyFragment;
  const { style } = material;
  const baseline = baselineOf(setting, style);
  const pieces = lines.map((line, i): Piece => {
    move(line.items, 0, baseline);
    return {
      above: 0,
      height: style.leading,
      cost: costBefore(material, lines, i),
      items: line.items,
      notes: line.notes,
    };
  });
  addFill(material, pieces, column.width);
  if (material.startsSection) pieces[0]!.startsSection = true;
  const flowed = { before: style.before, pieces, after: style.after, keep: costAfter(material) };
  mark(flowed, material.ids);
  return flowed;
}

/** Where the baseline is in a line of the style: its box is centred in the leading. Points from the line's top. */
export function baselineOf(setting: Setting, style: TextStyle): number {
  const face = faceOf(setting, style);
  return style.leading / 2 + ((face.ascent + face.descent) * style.size) / 2000;
}

type PositionedLine = Omit<SetLine, "items"> & { items: FlowItem[] };

/** The lines of a text, beside its label where it has one. */
function linesOf(setting: Setting, material: TextMaterial, width: number): PositionedLine[] {
  const { prepared, label, align, hyphens, balanced, fill } = material;
  const indent = label === undefined ? 0 : Math.min(label.indent, width / 2);
  const padding = fill === undefined ? 0 : Math.min(fillPadding, width / 8);
  const room = Math.max(width - indent - 2 * padding, 1);
  const hang = Math.min(material.hang, room / 4);
  const lines: PositionedLine[] = setParagraph(setting, prepared, { width: room, align, hyphens, hang, balanced });
  for (const [i, line] of lines.entries()) move(line.items, indent + padding + (i === 0 ? 0 : hang), 0);
  if (label === undefined) return lines;
  const set = setLine(setting, label.prepared.parts, indent, label.align, true);
  const [first] = lines;
  if (first === undefined) return [{ ...set, hyphen: false }];
  first.items = [...set.items, ...first.items];
  return lines;
}

/** Two lines at least on either side of a page break. */
function costBefore({ keep, prepared }: TextMaterial, lines: readonly PositionedLine[], i: number): number {
  if (i === 0 || prepared.parts.length === 0) return 0;
  if (keep || i === 1 || i === lines.length - 1) return Number.POSITIVE_INFINITY;
  return lines[i - 1]!.hyphen ? afterHyphen : 0;
}

function costAfter({ keep, introduces }: TextMaterial): number {
  return keep ? Number.POSITIVE_INFINITY : introduces ? afterColon : 0;
}

const fillPadding = 6;

function addFill({ fill }: TextMaterial, pieces: readonly Piece[], width: number): void {
  if (fill === undefined) return;
  for (const [i, piece] of pieces.entries()) {
    const above = i === 0 ? fillPadding / 2 : 0;
    const below = i === pieces.length - 1 ? fillPadding / 2 : 0;
    move(piece.items, 0, above);
    piece.height += above + below;
    piece.items.unshift({ type: "box", x: 0, y: 0, width, height: piece.height, fill, tag: "layout" });
  }
}
