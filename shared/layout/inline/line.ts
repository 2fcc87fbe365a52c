import type { Glyph, GlyphRun, Item, LinkItem } from "../frames.ts";
import type { Setting } from "../setting.ts";
import { lineEndHyphen, sliceOf } from "./divide.ts";
import type { Break, Part, Prepared, SpacePart } from "./prepare.ts";
import type { LinkMark, RunStyle } from "./run.ts";

export type LineAlign = "justify" | "start" | "center" | "end";

/** A line set: its items on a baseline at 0, its left edge at 0; `width` as set, `notes` called in it. */
export type Line = { items: Item[]; width: number; notes: string[] };

/**
 * The parts of the line between two breaks; `from` is undefined for the first line. The space where it breaks stays,
 * without width, so that words read apart.
 */
export function partsOfLine(setting: Setting, { parts }: Prepared, from: Break | undefined, to: Break): Part[] {
  const line: Part[] = [];
  const start = from?.start ?? 0;
  for (let i = start; i < to.end || (i === to.end && to.cut > 0); i++) {
    const part = parts[i]!;
    const head = i === start && from !== undefined ? from.cut : 0;
    const tail = i === to.end ? to.cut : 0;
    if (part.kind === "space" || (head === 0 && tail === 0)) line.push(part);
    else line.push(sliceOf(setting, part, head, tail === 0 ? part.text.length : tail));
  }
  const last = line.at(-1);
  if (to.hyphen && last?.kind === "text") line.push(lineEndHyphen(setting, last.style));
  const space = to.start > to.end ? parts[to.end] : undefined;
  if (space?.kind === "space") line.push({ ...space, width: 0, elastic: false });
  return line;
}

/**
 * Sets the parts of one line in `width` points. Justified, its spaces take what is left; `ends` tells the last line of
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
  let glue = 0;
  for (const part of parts) {
    natural += part.width;
    if (part.kind === "space" && part.elastic) glue += part.width;
  }
  const room = width - natural;
  const justified = glue > 0 && ((align === "justify" && !ends) || room < 0);
  const scale = justified ? Math.max(1 + room / glue, 0.5) : 1;
  const set = natural + glue * (scale - 1);
  const shift = align === "end" ? width - set : align === "center" ? (width - set) / 2 : 0;
  return { ...place(setting, parts, Math.max(shift, 0), scale), width: set };
}

type Placing = { items: Item[]; notes: string[]; links: LinkItem[] };

function place(setting: Setting, parts: readonly Part[], x: number, scale: number): { items: Item[]; notes: string[] } {
  const placing: Placing = { items: [], notes: [], links: [] };
  for (let i = 0; i < parts.length; ) {
    const { style } = parts[i]!;
    const start = x;
    let run = emptyRun(style);
    for (; i < parts.length && parts[i]!.style === style; i++) {
      const part = parts[i]!;
      if (part.kind === "space") {
        const width = part.elastic ? part.width * scale : part.width;
        run.glyphs.push(spaceGlyph(setting, part, width));
        run.width += width;
        continue;
      }
      if (part.note !== undefined) placing.notes.push(part.note);
      for (const shaped of part.shaped) {
        const width = (shaped.width * style.size) / 1000;
        if (shaped.run.face !== run.face || shaped.run.actualText !== undefined) {
          x = flush(placing, run, x, style);
          run = { ...emptyRun(style), face: shaped.run.face };
        }
        for (const glyph of shaped.run.glyphs) run.glyphs.push(glyph);
        run.width += width;
        if (shaped.run.actualText !== undefined) {
          run.actualText = shaped.run.actualText;
          x = flush(placing, run, x, style);
          run = emptyRun(style);
        }
      }
    }
    x = flush(placing, run, x, style);
    if (style.strike) placing.items.push(strike(start, x, style));
    if (style.link !== undefined) addLink(placing, style.link, start, x, style);
  }
  return { items: [...placing.items, ...placing.links], notes: placing.notes };
}

type Growing = GlyphRun & { width: number };

function emptyRun(style: RunStyle): Growing {
  return { face: style.face, glyphs: [], width: 0 };
}

function flush({ items }: Placing, { width, ...run }: Growing, x: number, style: RunStyle): number {
  if (run.glyphs.length > 0 || run.actualText !== undefined) {
    const { size, colour, tag } = style;
    items.push({ type: "text", x, baseline: -style.rise, run, size, colour, tag });
  }
  return x + width;
}

/** A space as wide as the line wants it; advances are in thousandths of an em. */
function spaceGlyph(setting: Setting, { text, style }: SpacePart, width: number): Glyph {
  const known = setting.fonts.shape(style.face, text, style.features).glyphs[0]!;
  return { id: known.id, advance: (width * 1000) / style.size, text: known.text };
}

function strike(x1: number, x2: number, { face, size, colour, rise }: RunStyle): Item {
  const y = -rise - (face.xHeight * size) / 2000;
  return { type: "rule", x1, y1: y, x2, y2: y, thickness: size * 0.06, colour, tag: "layout" };
}

function addLink(
  { links }: Placing,
  { to, description, tag }: LinkMark,
  x: number,
  end: number,
  style: RunStyle,
): void {
  const last = links.at(-1);
  if (last !== undefined && last.tag === tag) {
    last.width = end - last.x;
    return;
  }
  const { face, size, rise } = style;
  const top = (-face.ascent * size) / 1000 - rise;
  const height = ((face.ascent - face.descent) * size) / 1000;
  links.push({ type: "link", x, y: top, width: end - x, height, to, description, tag });
}
