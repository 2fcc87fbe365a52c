import { contoursOf, type OutlinePoint } from "../../layout/fonts/outline.ts";
import type { Font } from "../../layout/fonts/sfnt.ts";

/** Units of a drawn em: at 11 points a unit is a twentieth of a point, finer than any screen shows of a page. */
export const unitsPerEm = 250;

/** What draws a glyph, in units, y downwards from its baseline; "" for one that draws nothing. */
export function glyphPath(font: Font, glyph: number): string {
  const scale = unitsPerEm / font.unitsPerEm;
  const placed = ({ x, y, on }: OutlinePoint) => ({ x: Math.round(x * scale), y: Math.round(-y * scale), on });
  return contoursOf(font, glyph)
    .filter((points) => points.length > 1)
    .map((points) => contourPath(points.map(placed)))
    .join("");
}

type Point = { x: number; y: number };

/** A closed contour (SVG 2, 9.3): where two control points follow each other, the curve passes midway between them. */
function contourPath(points: readonly OutlinePoint[]): string {
  const start = startOf(points);
  const first = points.findIndex(({ on }) => on) + 1;
  const around = [...points.slice(first), ...points.slice(0, first)];
  const pen = { at: start, out: `M${pair(start.x, start.y)}`, operator: "M" };
  let control: Point | undefined;
  for (const point of around) {
    if (point.on) {
      draw(pen, control, point);
      control = undefined;
      continue;
    }
    if (control) draw(pen, control, midway(control, point));
    control = point;
  }
  if (control) draw(pen, control, start);
  return `${pen.out}z`;
}

function startOf(points: readonly OutlinePoint[]): Point {
  return points.find(({ on }) => on) ?? midway(points[0]!, points.at(-1)!);
}

function midway(a: Point, b: Point): Point {
  return { x: Math.round((a.x + b.x) / 2), y: Math.round((a.y + b.y) / 2) };
}

type Pen = { at: Point; out: string; operator: string };

function draw(pen: Pen, control: Point | undefined, to: Point): void {
  const { at } = pen;
  if (to.x === at.x && to.y === at.y && !control) return;
  const [dx, dy] = [to.x - at.x, to.y - at.y];
  if (control) command(pen, "q", join(pair(control.x - at.x, control.y - at.y), pair(dx, dy)));
  else if (dy === 0) command(pen, "h", String(dx));
  else if (dx === 0) command(pen, "v", String(dy));
  else command(pen, "l", pair(dx, dy));
  pen.at = to;
}

/** The same operator again is left out. */
function command(pen: Pen, operator: string, operands: string): void {
  pen.out += pen.operator === operator ? join("", operands) : `${operator}${operands}`;
  pen.operator = operator;
}

function pair(x: number, y: number): string {
  return join(String(x), String(y));
}

/** Numbers side by side: a minus sign parts them as well as a space. */
function join(before: string, after: string): string {
  return after.startsWith("-") ? `${before}${after}` : `${before} ${after}`;
}
