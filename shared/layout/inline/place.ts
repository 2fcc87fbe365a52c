import type { Face } from "../fonts/face.ts";
import type { Glyph, Item, LinkItem } from "../frames.ts";
import type { Setting } from "../setting.ts";
import type { Shaped } from "./lexicon.ts";
import { measure } from "./measure.ts";
import type { Part, SpacePart } from "./prepare.ts";
import type { LinkMark, RunStyle } from "./run.ts";

/** Where a line starts (points), what multiplies its spaces, and what its letters take (thousandths of an em each). */
export type Spacing = { x: number; scale: number; tracking: number };

/** A line being placed: its items so far, and the glyphs of one style and face gathered since the last of them. */
type Pen = Spacing & {
  items: Item[];
  links: LinkItem[];
  notes: string[];
  face: Face | undefined;
  glyphs: Glyph[];
  /** Width of `glyphs`, points. */
  width: number;
  /** The last space made, and its face: most spaces of a line are alike. */
  space: Glyph | undefined;
  spaceFace: Face | undefined;
};

/** The items of a line's parts on a baseline at 0: one text item for each run of one style, then the links. */
export function placeParts(
  setting: Setting,
  parts: readonly Part[],
  spacing: Spacing,
): { items: Item[]; notes: string[] } {
  const pen: Pen = {
    ...spacing,
    items: [],
    links: [],
    notes: [],
    face: undefined,
    glyphs: [],
    width: 0,
    space: undefined,
    spaceFace: undefined,
  };
  for (let i = 0; i < parts.length; ) {
    const { style } = parts[i]!;
    const start = pen.x;
    for (; i < parts.length && parts[i]!.style === style; i++) addPart(setting, pen, parts[i]!);
    flush(pen, style);
    if (style.strike) pen.items.push(strike(start, pen.x, style));
    if (style.link !== undefined) addLink(pen, style.link, start, style);
  }
  return { items: pen.links.length > 0 ? [...pen.items, ...pen.links] : pen.items, notes: pen.notes };
}

function addPart(setting: Setting, pen: Pen, part: Part): void {
  if (part.kind === "space") {
    addSpace(setting, pen, part);
    return;
  }
  if (part.note !== undefined) pen.notes.push(part.note);
  for (const run of part.measured.runs) addRun(pen, run, part.style);
}

function addRun(pen: Pen, { run, width }: Shaped, style: RunStyle): void {
  const alone = run.actualText !== undefined;
  if (alone || (pen.face !== undefined && pen.face !== run.face)) flush(pen, style);
  pen.face = run.face;
  for (const glyph of run.glyphs) pen.glyphs.push(glyph);
  pen.width += ((width + run.glyphs.length * pen.tracking) * style.size) / 1000;
  if (alone) flush(pen, style, run.actualText);
}

/** A space as wide as the line wants it. */
function addSpace(setting: Setting, pen: Pen, { text, style, width: natural, elastic }: SpacePart): void {
  if (pen.face !== undefined && pen.face !== style.face) flush(pen, style);
  pen.face = style.face;
  const width = elastic ? natural * pen.scale : natural;
  const advance = (width * 1000) / style.size;
  if (pen.space?.advance !== advance || pen.space.text !== text || pen.spaceFace !== style.face) {
    const { id } = measure(setting, text, style).runs[0]!.run.glyphs[0]!;
    pen.space = { id, advance, text };
    pen.spaceFace = style.face;
  }
  pen.glyphs.push(pen.space);
  pen.width += width + (pen.tracking * style.size) / 1000;
}

/** Makes a text item of the glyphs gathered. */
function flush(pen: Pen, { size, colour, tag, rise }: RunStyle, actualText?: string): void {
  const { x, glyphs, tracking, face } = pen;
  if (face !== undefined && (glyphs.length > 0 || actualText !== undefined)) {
    const run = actualText === undefined ? { face, glyphs } : { face, glyphs, actualText };
    const item = { type: "text", x, baseline: -rise, run, size, colour, tag } as const;
    pen.items.push(tracking === 0 ? { ...item } : { ...item, tracking });
  }
  pen.x += pen.width;
  pen.face = undefined;
  pen.glyphs = [];
  pen.width = 0;
}

function strike(x1: number, x2: number, { face, size, colour, rise }: RunStyle): Item {
  const y = -rise - (face.xHeight * size) / 2000;
  return { type: "rule", x1, y1: y, x2, y2: y, thickness: size * 0.06, colour, tag: "layout" };
}

/** The rectangle of a link, from `start` to the pen; one a line. */
function addLink({ links, x: end }: Pen, { to, description, tag }: LinkMark, start: number, style: RunStyle): void {
  const last = links.at(-1);
  if (last !== undefined && last.tag === tag) {
    last.width = end - last.x;
    return;
  }
  const { face, size, rise } = style;
  const y = (-face.ascent * size) / 1000 - rise;
  const height = ((face.ascent - face.descent) * size) / 1000;
  links.push({ type: "link", x: start, y, width: end - start, height, to, description, tag });
}
