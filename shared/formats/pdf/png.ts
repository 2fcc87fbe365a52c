import { inflateSync } from "node:zlib";
import { type Colours, ImageFault, type Raster } from "./raster.ts";

/** A PNG's header and the chunks that matter (ISO/IEC 15948, 11). */
type Png = {
  width: number;
  height: number;
  bits: number;
  type: 0 | 2 | 3 | 4 | 6;
  interlaced: boolean;
  palette: Uint8Array;
  transparency: Uint8Array | undefined;
  data: Uint8Array;
};

/** Samples a pixel, by colour type. */
const channels = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 } as const;

/**
 * A PNG for embedding. Without alpha and interlace its data stay as they are, prediction included; else they are
 * decoded and the alpha set apart. Throws `ImageFault`, or what zlib throws.
 */
export function readPng(bytes: Uint8Array): Raster {
  const png = readChunks(bytes);
  const { width, height, bits, type, transparency } = png;
  const colours: Colours = type === 3 ? { palette: png.palette } : type === 0 || type === 4 ? "grey" : "rgb";
  const raster = { width, height, bits, colours };
  const alphaInPixels = type === 4 || type === 6;
  const alphaInPalette = type === 3 && transparency !== undefined;
  const raw = inflateRows(png);
  if (!png.interlaced && !alphaInPixels && !alphaInPalette)
    return { ...raster, data: png.data, filter: "FlateDecode", predicted: channels[type], ...clearColour(png) };
  const samples = decode(png, raw);
  if (alphaInPixels) return seen({ ...raster, ...splitAlpha(samples, channels[type], bits / 8) });
  if (!alphaInPalette) return { ...raster, data: samples, ...clearColour(png) };
  return seen({ ...raster, data: samples, alpha: paletteAlpha(png, samples, transparency) });
}

/** An image that is opaque all over has no alpha. */
function seen(raster: Raster & { alpha: Uint8Array }): Raster {
  const { alpha, ...opaque } = raster;
  return alpha.every((value) => value === 255) ? opaque : raster;
}

function readChunks(bytes: Uint8Array): Png {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(0) !== 0x89504e47) throw new ImageFault("not a PNG");
  const chunks = new Map<string, Uint8Array[]>();
  for (let at = 8; at + 12 <= bytes.length; ) {
    const length = view.getUint32(at);
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    chunks.set(type, [...(chunks.get(type) ?? []), bytes.subarray(at + 8, at + 8 + length)]);
    at += 12 + length;
  }
  const bits = view.getUint8(24);
  const type = view.getUint8(25);
  if (!(type in channels) || ![1, 2, 4, 8, 16].includes(bits)) throw new ImageFault("a PNG of no known kind");
  const palette = chunks.get("PLTE")?.[0] ?? new Uint8Array(0);
  if (type === 3 && (palette.length < 3 || palette.length % 3 !== 0)) throw new ImageFault("a PNG without its palette");
  return {
    width: view.getUint32(16),
    height: view.getUint32(20),
    bits,
    type: type as Png["type"],
    interlaced: view.getUint8(28) === 1,
    palette,
    transparency: chunks.get("tRNS")?.[0],
    data: Buffer.concat(chunks.get("IDAT") ?? []),
  };
}

/** The one colour of a grey or RGB image that is clear (11.3.2.1), as a mask by colour key. */
function clearColour({ type, transparency }: Png): { clear?: number[] } {
  if (transparency === undefined || type === 3) return {};
  const count = channels[type];
  return { clear: Array.from({ length: count }, (_, i) => (transparency[2 * i]! << 8) | transparency[2 * i + 1]!) };
}

/** The rows as they are stored, filters and all; throws where some are missing, so that no PDF embeds a broken stream. */
function inflateRows({ width, height, bits, type, interlaced, data }: Png): Uint8Array {
  const size = rowBytes(width, channels[type] * bits) + 1;
  // A pass has at most twice the rows in all, each with its filter's byte and padding.
  const raw = inflateSync(data, { maxOutputLength: (size + 16) * (height + 8) * 2 });
  if (!interlaced && raw.length < size * height) throw new ImageFault("a PNG cut short");
  return raw;
}

/** Rows of samples without prediction, each padded to a whole byte. */
function decode(png: Png, raw: Uint8Array): Uint8Array {
  const pixelBits = channels[png.type] * png.bits;
  if (!png.interlaced) return unfilter(raw, 0, png.width, png.height, pixelBits).rows;
  const whole = new Uint8Array(rowBytes(png.width, pixelBits) * png.height);
  let at = 0;
  for (const grid of passes) {
    const [width, height] = [passWidth(png.width, grid), passHeight(png.height, grid)];
    if (width <= 0 || height <= 0) continue;
    const pass = unfilter(raw, at, width, height, pixelBits);
    at = pass.end;
    spread(pass.rows, width, height, whole, png.width, grid, pixelBits);
  }
  return whole;
}

/** Adam7 (8.2): first column, first row, and the steps of both. */
const passes = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;
type Grid = (typeof passes)[number];

function passWidth(width: number, [x0, , dx]: Grid): number {
  return Math.ceil((width - x0) / dx);
}

function passHeight(height: number, [, y0, , dy]: Grid): number {
  return Math.ceil((height - y0) / dy);
}

/** Puts the pixels of one pass where they belong. */
function spread(
  from: Uint8Array,
  width: number,
  height: number,
  to: Uint8Array,
  toWidth: number,
  grid: Grid,
  bits: number,
): void {
  const [x0, y0, dx, dy] = grid;
  for (let y = 0; y < height; y++) {
    const fromRow = rowBytes(width, bits) * y;
    const toRow = rowBytes(toWidth, bits) * (y0 + y * dy);
    for (let x = 0; x < width; x++) copyPixel(from, fromRow, x, to, toRow, x0 + x * dx, bits);
  }
}

function rowBytes(width: number, pixelBits: number): number {
  return Math.ceil((width * pixelBits) / 8);
}

function copyPixel(
  from: Uint8Array,
  fromRow: number,
  fromX: number,
  to: Uint8Array,
  toRow: number,
  toX: number,
  bits: number,
): void {
  if (bits >= 8) {
    const size = bits / 8;
    to.set(from.subarray(fromRow + fromX * size, fromRow + (fromX + 1) * size), toRow + toX * size);
    return;
  }
  const value = (from[fromRow + ((fromX * bits) >> 3)]! >> (8 - bits - ((fromX * bits) & 7))) & ((1 << bits) - 1);
  to[toRow + ((toX * bits) >> 3)]! |= value << (8 - bits - ((toX * bits) & 7));
}

/** Undoes the row filters (9.2) from `at` on. */
function unfilter(
  raw: Uint8Array,
  at: number,
  width: number,
  height: number,
  pixelBits: number,
): { rows: Uint8Array; end: number } {
  const size = rowBytes(width, pixelBits);
  const step = Math.max(1, pixelBits >> 3);
  const rows = new Uint8Array(size * height);
  if (at + (size + 1) * height > raw.length) throw new ImageFault("a PNG cut short");
  let above = new Uint8Array(size);
  for (let y = 0; y < height; y++) {
    const start = at + y * (size + 1) + 1;
    const row = rows.subarray(y * size, (y + 1) * size);
    row.set(raw.subarray(start, start + size));
    unfilterRow(raw[start - 1]!, row, above, step);
    above = row;
  }
  return { rows, end: at + (size + 1) * height };
}

function unfilterRow(filter: number, row: Uint8Array, above: Uint8Array, step: number): void {
  const { length } = row;
  if (filter > 4) throw new ImageFault("a PNG row of no known filter");
  if (filter === 1) for (let x = step; x < length; x++) row[x]! += row[x - step]!;
  if (filter === 2) for (let x = 0; x < length; x++) row[x]! += above[x]!;
  if (filter === 3) for (let x = 0; x < length; x++) row[x]! += ((x < step ? 0 : row[x - step]!) + above[x]!) >> 1;
  if (filter === 4)
    for (let x = 0; x < length; x++)
      row[x]! += x < step ? above[x]! : paeth(row[x - step]!, above[x]!, above[x - step]!);
}

/** Whichever of the three is nearest to left + up - corner (9.4). */
function paeth(left: number, up: number, corner: number): number {
  const a = Math.abs(up - corner);
  const b = Math.abs(left - corner);
  const c = Math.abs(left + up - 2 * corner);
  return a <= b && a <= c ? left : b <= c ? up : corner;
}

/** The last sample of each pixel set apart, as one byte. */
function splitAlpha(samples: Uint8Array, count: number, bytes: number): { data: Uint8Array; alpha: Uint8Array } {
  const pixel = count * bytes;
  const colour = pixel - bytes;
  const pixels = samples.length / pixel;
  const data = new Uint8Array(pixels * colour);
  const alpha = new Uint8Array(pixels);
  for (let i = 0; i < pixels; i++) {
    for (let k = 0; k < colour; k++) data[i * colour + k] = samples[i * pixel + k]!;
    alpha[i] = samples[i * pixel + colour]!;
  }
  return { data, alpha };
}

/** Opacity by palette entry (11.3.2.1); entries past its end are opaque. */
function paletteAlpha({ width, height, bits }: Png, samples: Uint8Array, transparency: Uint8Array): Uint8Array {
  const alpha = new Uint8Array(width * height);
  const row = rowBytes(width, bits);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const entry = (samples[y * row + ((x * bits) >> 3)]! >> (8 - bits - ((x * bits) & 7))) & ((1 << bits) - 1);
      alpha[y * width + x] = transparency[entry] ?? 255;
    }
  return alpha;
}
