import type { Item } from "../frames.ts";
import type { Setting } from "../setting.ts";
import { lineEndHyphen, sliceOf } from "./divide.ts";
import { fill } from "./justify.ts";
import { placeParts } from "./place.ts";
import type { Break, Part, Prepared, TextPart } from "./prepare.ts";

export type LineAlign = "justify" | "start" | "center" | "end";

/** A line set: its items on a baseline at 0, its left edge at 0; `width` as set, `notes` called in it. */
export type Line = { items: Item[]; width: number; notes: string[] };

/**
 * The parts of the line between two breaks; `from` is undefined for the first line. The space where it breaks stays,
 * or is put where the author broke it, without width, so that words read apart.
 */
export function partsOfLine(setting: Setting, { parts }: Prepared, from: Break | undefined, to: Break): Part[] {
  const line: Part[] = [];
  const start = from?.start ?? 0;
  for (let i = start; i < to.end || (i === to.end && to.cut > 0); i++) {
    const part = parts[i]!;
    const head = i === start && from !== undefined ? from.cut : 0;
    const tail = i === to.end ? to.cut : 0;
    if (part.kind === "space" || (head === 0 && tail === 0)) line.push(part);
    else line.push(sliceOf(setting, part, head, tail === 0 ? part.measured.text.length : tail));
  }
  const last = line.at(-1);
  if (to.hyphen && last?.kind === "text") line.push(lineEndHyphen(setting, last.style));
  const space = to.start > to.end ? parts[to.end] : undefined;
  if (space?.kind === "space") line.push({ ...space, width: 0, elastic: false });
  else if (to.forced && last !== undefined && to.end < parts.length)
    line.push({ kind: "space", text: " ", style: last.style, width: 0, elastic: false });
  return line;
}

/**
 * Sets the parts of one line in `width` points. Justified, its spaces take what is left; `ends`: the last line of
 * a paragraph, which keeps them as they are unless they must shrink.
 */
export function setLine(
  setting: Setting,
  parts: readonly Part[],
  width: number,
  align: LineAlign,
  ends: boolean,
): Line {
  let natural = 0;
  let spaces = 0;
  let ems = 0;
  for (const part of parts) {
    natural += part.width;
    if (part.kind === "space" && part.elastic) spaces += part.width;
    if (part.width > 0) ems += (part.kind === "space" ? 1 : glyphCount(part)) * part.style.size;
  }
  const room = width - natural;
  const fills = (align === "justify" && !ends) || room < 0;
  const { scale, letters } = fills ? fill({ room, spaces, letters: natural - spaces }) : { scale: 1, letters: 0 };
  const set = natural + letters + spaces * (scale - 1);
  const shift = align === "end" ? width - set : align === "center" ? (width - set) / 2 : 0;
  const tracking = ems === 0 ? 0 : (letters * 1000) / ems;
  return { ...placeParts(setting, parts, { x: Math.max(shift, 0), scale, tracking }), width: set };
}

function glyphCount({ measured }: TextPart): number {
  let count = 0;
  for (const { run } of measured.runs) count += run.glyphs.length;
  return count;
}
