import { setLine } from "../inline/line.ts";
import type { Column, Setting } from "../setting.ts";
import type { ItemMaterial } from "./material.ts";
import { type FlowStack, type Fragment, indent, move, type Piece } from "./piece.ts";
import { baselineOf } from "./text.ts";

/** A list's item: its label on the first line's baseline, its blocks beside it. */
export function flowItem(setting: Setting, material: ItemMaterial, column: Column, flowStack: FlowStack): Fragment {
  const { label, labelStyle, align, body } = material;
  const left = Math.min(material.indent, column.width * 0.4);
  const flowed = flowStack(setting, body, { ...column, width: Math.max(column.width - left, 1) });
  indent(flowed.pieces, left);
  const box = align === "end" ? left - labelStyle.size * 0.45 : left;
  const set = setLine(setting, label.parts, Math.max(box, 1), align, true);
  const baseline = baselineOf(setting, labelStyle);
  const first: Piece | undefined = flowed.pieces[0];
  if (first === undefined) {
    move(set.items, 0, baseline);
    return { ...flowed, pieces: [{ above: 0, height: labelStyle.leading, cost: 0, items: set.items, notes: [] }] };
  }
  const y = firstBaseline(first, labelStyle.size * 0.75, labelStyle.leading * 2) ?? baseline;
  move(set.items, 0, y);
  first.height = Math.max(first.height, y - baseline + labelStyle.leading);
  first.items.unshift(...set.items);
  return flowed;
}

/** Where the first words of a piece stand, if that is neither too near its top for the label nor far below; points. */
function firstBaseline({ items }: Piece, least: number, most: number): number | undefined {
  const text = items.find((item) => item.type === "text");
  return text?.type === "text" && text.baseline >= least && text.baseline < most ? text.baseline : undefined;
}
