import type { BoxItem, Glyph, ImageItem, Item, Page, RuleItem, Tag, TextItem } from "../../layout/frames.ts";
import { sayable, utf16 } from "./cmap.ts";
import { type Faces, type UsedFace, useFace, useGlyph } from "./faces.ts";
import { colourOf, short } from "./number.ts";

/** What the drawing of pages asks of the rest of the file. */
export type Drawing = {
  faces: Faces;
  /** The resource name of an image; undefined where it cannot be drawn. */
  imageName(hash: string): string | undefined;
  /** Opens a piece of marked content for a structure node: its operator's name and its MCID. */
  mark(node: number): { type: string; mcid: number };
};

/** A page's pen: what is open, what is set. Lengths in points, y upwards as PDF has it. */
type Pen = {
  drawing: Drawing;
  height: number;
  out: string[];
  tag: Tag | undefined;
  /** What the piece of marked content that is open stands for, where it says it itself. */
  said: string | undefined;
  line: Line | undefined;
  /** Where the current text object's line starts. */
  x: number;
  y: number;
  inText: boolean;
  font: string;
  fill: string;
  /** Points after each glyph (9.3.2, `Tc`). */
  tracking: string;
};

/** One `TJ` in the making: text of one face, size, colour and baseline. */
type Line = {
  used: UsedFace;
  size: number;
  colour: string;
  baseline: number;
  /** Where it starts, how far the glyphs shown reach, and what is added after each, thousandths of an em. */
  start: number;
  reached: number;
  tracking: number;
  operands: string;
  open: boolean;
};

/** The content stream of a page (ISO 32000-1, 7.8.2): every item in turn, in the marked content of its tag. */
export function drawPage(page: Page, drawing: Drawing): string {
  const pen: Pen = {
    drawing,
    height: page.height,
    out: [],
    tag: undefined,
    said: undefined,
    line: undefined,
    x: 0,
    y: 0,
    inText: false,
    font: "",
    fill: "",
    tracking: "0",
  };
  for (const item of page.items) drawItem(pen, item, page);
  endMark(pen);
  return pen.out.join("\n");
}

function drawItem(pen: Pen, item: Item, page: Page): void {
  if (item.type === "link") return;
  beginMark(pen, item, page);
  if (item.type === "text") drawText(pen, item);
  else {
    endText(pen);
    if (item.type === "rule") drawRule(pen, item);
    else if (item.type === "box") drawBox(pen, item);
    else drawImage(pen, item);
  }
}

/**
 * Marked content (14.6): one piece for all that follows with the same tag, and one of its own for a run that its glyphs do
 * not say (14.9.4; not one inside another, which readers lose). Artifacts say what kind they are (14.8.2.2).
 */
function beginMark(pen: Pen, item: Exclude<Item, { type: "link" }>, page: Page): void {
  const said = typeof item.tag === "number" ? saidBy(item) : undefined;
  if (pen.tag === item.tag && said === undefined && pen.said === undefined) return;
  endMark(pen);
  pen.tag = item.tag;
  pen.said = said;
  if (item.tag === "layout") pen.out.push("/Artifact<</Type/Layout>>BDC");
  else if (item.tag === "pagination") {
    const edge = topOf(item) < page.height / 2 ? "Top" : "Bottom";
    pen.out.push(`/Artifact<</Type/Pagination/Attached[/${edge}]>>BDC`);
  } else {
    const { type, mcid } = pen.drawing.mark(item.tag);
    const actual = said === undefined ? "" : `/ActualText<feff${utf16(sayable(said))}>`;
    pen.out.push(`/${said === undefined ? type : "Span"}<</MCID ${mcid}${actual}>>BDC`);
  }
}

/** The hyphen at a line's end (14.8.2.2.3): its glyph says it itself, without a span. */
const softHyphen = "\u00ad";

function saidBy(item: Exclude<Item, { type: "link" }>): string | undefined {
  const text = item.type === "text" ? item.run.actualText : undefined;
  return text === softHyphen ? undefined : text;
}

function topOf(item: Exclude<Item, { type: "link" }>): number {
  return item.type === "text" ? item.baseline : item.type === "rule" ? item.y1 : item.y;
}

function endMark(pen: Pen): void {
  endText(pen);
  if (pen.tag !== undefined) pen.out.push("EMC");
  pen.tag = undefined;
  pen.said = undefined;
}

function drawText(pen: Pen, item: TextItem): void {
  const used = useFace(pen.drawing.faces, item.run.face);
  const { actualText } = item.run;
  const line = continues(pen.line, used, item) ? pen.line : startLine(pen, used, item);
  addGlyphs(line, item.run.glyphs, ((item.x - line.start) * 1000) / item.size, actualText);
}

function continues(line: Line | undefined, used: UsedFace, item: TextItem): line is Line {
  return (
    line !== undefined &&
    line.used === used &&
    line.size === item.size &&
    line.colour === item.colour &&
    line.baseline === item.baseline &&
    line.tracking === trackingOf(item)
  );
}

function trackingOf({ tracking = 0, size }: TextItem): number {
  return (Number(short((tracking * size) / 1000)) * 1000) / size;
}

function startLine(pen: Pen, used: UsedFace, item: TextItem): Line {
  showLine(pen);
  openText(pen);
  setFill(pen, item.colour);
  const font = `/${used.resource} ${short(item.size)} Tf`;
  if (font !== pen.font) pen.out.push(font);
  pen.font = font;
  const tracking = short(((item.tracking ?? 0) * item.size) / 1000);
  if (tracking !== pen.tracking) pen.out.push(`${tracking} Tc`);
  pen.tracking = tracking;
  const [dx, dy] = [short(item.x - pen.x), short(pen.height - item.baseline - pen.y)];
  pen.out.push(`${dx} ${dy} Td`);
  pen.x += Number(dx);
  pen.y += Number(dy);
  const { size, colour, baseline } = item;
  pen.line = {
    used,
    size,
    colour,
    baseline,
    start: pen.x,
    reached: 0,
    tracking: trackingOf(item),
    operands: "",
    open: false,
  };
  return pen.line;
}

/**
 * Adds glyphs from `at` on; where they are not where their widths lead, a number moves them (9.4.3, `TJ`), unless it is
 * by less than anyone sees.
 */
function addGlyphs(line: Line, glyphs: Glyph[], at: number, actualText?: string): void {
  let wanted = at;
  let { operands, reached, open } = line;
  for (const { id, advance, text } of glyphs) {
    const move = wanted - reached;
    if (move >= leastMove || move <= -leastMove) {
      const units = Math.round(move);
      operands += open ? `)${-units}(` : `${-units}(`;
      reached += units;
    } else if (!open) operands += "(";
    open = true;
    const { code, width } = useGlyph(line.used, id, actualText ?? text);
    operands += code;
    reached += width + line.tracking;
    wanted += advance + line.tracking;
  }
  line.operands = operands;
  line.reached = reached;
  line.open = open;
}

/** Thousandths of an em: a fiftieth of a point in a title, less in a text. */
const leastMove = 1.5;

function showLine(pen: Pen): void {
  if (pen.line?.open) pen.out.push(`[${pen.line.operands})]TJ`);
  pen.line = undefined;
}

function openText(pen: Pen): void {
  if (pen.inText) return;
  pen.out.push("BT");
  pen.inText = true;
  pen.x = 0;
  pen.y = 0;
}

function endText(pen: Pen): void {
  showLine(pen);
  if (pen.inText) pen.out.push("ET");
  pen.inText = false;
}

function setFill(pen: Pen, colour: string): void {
  if (pen.fill === colour) return;
  const { operands, grey } = colourOf(colour);
  pen.out.push(`${operands} ${grey ? "g" : "rg"}`);
  pen.fill = colour;
}

function drawBox(pen: Pen, { x, y, width, height, fill }: BoxItem): void {
  setFill(pen, fill);
  pen.out.push(`${short(x)} ${short(pen.height - y - height)} ${short(width)} ${short(height)} re f`);
}

function drawRule(pen: Pen, { x1, y1, x2, y2, thickness, colour }: RuleItem): void {
  const { operands, grey } = colourOf(colour);
  const from = `${short(x1)} ${short(pen.height - y1)} m`;
  const to = `${short(x2)} ${short(pen.height - y2)} l`;
  pen.out.push(`${operands} ${grey ? "G" : "RG"} ${short(thickness)} w ${from} ${to} S`);
}

function drawImage(pen: Pen, { x, y, width, height, hash }: ImageItem): void {
  const name = pen.drawing.imageName(hash);
  if (name === undefined) {
    drawBox(pen, { type: "box", x, y, width, height, fill: "#E4E4E4", tag: "layout" });
    return;
  }
  const place = [width, 0, 0, height, x, pen.height - y - height].map(short).join(" ");
  pen.out.push(`q ${place} cm /${name} Do Q`);
}
