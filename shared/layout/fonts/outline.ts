import { type Font, tableOffset } from "./sfnt.ts";

/**
 * A point of a glyph's outline, in font units, y upwards; one that is not `on` the curve controls a quadratic one
 * (ISO/IEC 14496-22, 5.3.3).
 */
export type OutlinePoint = { x: number; y: number; on: boolean };

/** The closed contours of a glyph, the parts of a composite one in their places; none for a space. */
export function contoursOf(font: Font, glyph: number, depth = 0): OutlinePoint[][] {
  const data = glyphData(font, glyph);
  if (data.length === 0 || depth > deepest) return [];
  return isComposite(data) ? compositeContours(font, data, depth) : simpleContours(data);
}

/** Composites of composites of composites: no font of ours goes further. */
const deepest = 4;

/** The bytes of a glyph in the `glyf` table; none where it draws nothing. */
export function glyphData(font: Font, glyph: number): Uint8Array {
  const long = font.view.getUint16(tableOffset(font.tables, "head") + 50) === 1;
  const loca = tableOffset(font.tables, "loca");
  const glyf = tableOffset(font.tables, "glyf");
  const at = (i: number) => (long ? font.view.getUint32(loca + 4 * i) : 2 * font.view.getUint16(loca + 2 * i));
  return font.bytes.subarray(glyf + at(glyph), glyf + at(glyph + 1));
}

/** Whether a glyph is made of others: its number of contours is negative. */
export function isComposite(data: Uint8Array): boolean {
  return data.length > 0 && data[0]! >= 0x80;
}

/** Flags of a composite's part (5.3.3.1, "Composite Glyph Description"). */
export const partFlags = {
  words: 0x0001,
  offsets: 0x0002,
  scale: 0x0008,
  more: 0x0020,
  scales: 0x0040,
  matrix: 0x0080,
};

/** How many bytes describe a part of a composite glyph. */
export function partBytes(flags: number): number {
  const { words, scale, scales, matrix } = partFlags;
  return 4 + (flags & words ? 4 : 2) + (flags & matrix ? 8 : flags & scales ? 4 : flags & scale ? 2 : 0);
}

function compositeContours(font: Font, data: Uint8Array, depth: number): OutlinePoint[][] {
  const view = viewOf(data);
  const contours: OutlinePoint[][] = [];
  let at = 10;
  let flags = partFlags.more;
  while (flags & partFlags.more) {
    flags = view.getUint16(at);
    const place = placeOf(view, at, flags);
    const part = contoursOf(font, view.getUint16(at + 2), depth + 1);
    contours.push(...part.map((points) => points.map(place)));
    at += partBytes(flags);
  }
  return contours;
}

/** Where a part's points go: moved, scaled. Parts that are placed by their points stay where they are. */
function placeOf(view: DataView, at: number, flags: number): (point: OutlinePoint) => OutlinePoint {
  const { words, offsets, scale, scales, matrix } = partFlags;
  const wide = (flags & words) !== 0;
  const moved = (flags & offsets) !== 0;
  const [dx, dy] = !moved
    ? [0, 0]
    : wide
      ? [view.getInt16(at + 4), view.getInt16(at + 6)]
      : [view.getInt8(at + 4), view.getInt8(at + 5)];
  const rest = at + 4 + (wide ? 4 : 2);
  const number = (index: number) => view.getInt16(rest + 2 * index) / 16_384;
  const [a, b, c, d] =
    flags & matrix
      ? [number(0), number(1), number(2), number(3)]
      : flags & scales
        ? [number(0), 0, 0, number(1)]
        : flags & scale
          ? [number(0), 0, 0, number(0)]
          : [1, 0, 0, 1];
  return ({ x, y, on }) => ({ x: a * x + c * y + dx, y: b * x + d * y + dy, on });
}

/** Flags of a simple glyph's point (5.3.3.1, "Simple Glyph Description"). */
const onCurve = 0x01;
const repeat = 0x08;
const axes = { x: { short: 0x02, same: 0x10 }, y: { short: 0x04, same: 0x20 } } as const;

function simpleContours(data: Uint8Array): OutlinePoint[][] {
  const view = viewOf(data);
  const count = view.getInt16(0);
  const ends = Array.from({ length: count }, (_, i) => view.getUint16(10 + 2 * i));
  const total = (ends.at(-1) ?? -1) + 1;
  let at = 10 + 2 * count;
  at += 2 + view.getUint16(at);
  const flags: number[] = [];
  while (flags.length < total) {
    const flag = view.getUint8(at++);
    const times = flag & repeat ? view.getUint8(at++) : 0;
    for (let i = 0; i <= times; i++) flags.push(flag);
  }
  const xs = readCoordinates(view, at, flags, axes.x);
  const ys = readCoordinates(view, xs.end, flags, axes.y);
  const points = flags.map((flag, i) => ({ x: xs.values[i]!, y: ys.values[i]!, on: (flag & onCurve) !== 0 }));
  return ends.map((end, i) => points.slice(i === 0 ? 0 : ends[i - 1]! + 1, end + 1));
}

type Axis = (typeof axes)[keyof typeof axes];

function readCoordinates(view: DataView, from: number, flags: number[], { short, same }: Axis) {
  let at = from;
  let value = 0;
  const values = flags.map((flag) => {
    if (flag & short) value += flag & same ? view.getUint8(at++) : -view.getUint8(at++);
    else if (!(flag & same)) {
      value += view.getInt16(at);
      at += 2;
    }
    return value;
  });
  return { values, end: at };
}

function viewOf(data: Uint8Array): DataView {
  return new DataView(data.buffer, data.byteOffset, data.byteLength);
}
