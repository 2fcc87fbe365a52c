import { ImageFault, type Raster } from "./raster.ts";

/** The first frame of a GIF (GIF89a), on its whole canvas: colours by palette, and what is clear. Throws `ImageFault`. */
export function readGif(bytes: Uint8Array): Raster {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (!/^GIF8[79]a$/.test(String.fromCharCode(...bytes.subarray(0, 6)))) throw new ImageFault("not a GIF");
  const [width, height] = [view.getUint16(6, true), view.getUint16(8, true)];
  const global = paletteAt(bytes, 13, view.getUint8(10));
  let clear = -1;
  for (let at = 13 + global.length; at < bytes.length; ) {
    const block = view.getUint8(at);
    if (block === 0x2c) return readFrame(view, bytes, at, { width, height, global, clear });
    if (block !== 0x21) break;
    // A graphic control extension (23) names the clear entry.
    if (view.getUint8(at + 1) === 0xf9 && view.getUint8(at + 3) & 1) clear = view.getUint8(at + 6);
    at = afterBlocks(bytes, at + 2);
  }
  throw new ImageFault("a GIF without an image");
}

type Canvas = { width: number; height: number; global: Uint8Array; clear: number };

function readFrame(view: DataView, bytes: Uint8Array, at: number, { width, height, global, clear }: Canvas): Raster {
  const [left, top, w, h] = [1, 3, 5, 7].map((offset) => view.getUint16(at + offset, true)) as [
    number,
    number,
    number,
    number,
  ];
  const flags = view.getUint8(at + 9);
  const local = paletteAt(bytes, at + 10, flags);
  const palette = local.length > 0 ? local : global;
  if (palette.length === 0) throw new ImageFault("a GIF without its palette");
  const start = at + 10 + local.length;
  const pixels = unpack(joinBlocks(bytes, start + 1), view.getUint8(start), w * h);
  const data = new Uint8Array(width * height);
  const alpha = new Uint8Array(width * height);
  for (const [row, y] of rowOrder(h, (flags & 0x40) !== 0).entries())
    for (let x = 0; x < w; x++) {
      const entry = pixels[row * w + x]!;
      if (left + x >= width || top + y >= height || entry === clear) continue;
      data[(top + y) * width + left + x] = Math.min(entry, palette.length / 3 - 1);
      alpha[(top + y) * width + left + x] = 255;
    }
  const seen = alpha.every((value) => value === 255) ? {} : { alpha };
  return { width, height, bits: 8, colours: { palette }, data, ...seen };
}

function paletteAt(bytes: Uint8Array, at: number, flags: number): Uint8Array {
  return flags & 0x80 ? bytes.subarray(at, at + 3 * 2 ** ((flags & 7) + 1)) : new Uint8Array(0);
}

/** Past a chain of sub-blocks (15). */
function afterBlocks(bytes: Uint8Array, start: number): number {
  let at = start;
  while (at < bytes.length && bytes[at] !== 0) at += 1 + bytes[at]!;
  return at + 1;
}

function joinBlocks(bytes: Uint8Array, start: number): Uint8Array {
  const blocks: Uint8Array[] = [];
  for (let at = start; at < bytes.length && bytes[at] !== 0; at += 1 + bytes[at]!)
    blocks.push(bytes.subarray(at + 1, at + 1 + bytes[at]!));
  return Buffer.concat(blocks);
}

/** Rows in the order they are stored (appendix E). */
function rowOrder(height: number, interlaced: boolean): number[] {
  const passes = interlaced
    ? [
        [0, 8],
        [4, 8],
        [2, 4],
        [1, 2],
      ]
    : [[0, 1]];
  return passes.flatMap(([first, step]) =>
    Array.from({ length: Math.max(0, Math.ceil((height - first!) / step!)) }, (_, i) => first! + i * step!),
  );
}

/** LZW with codes of growing length (appendix F); what a file cut short lacks is entry 0. */
function unpack(packed: Uint8Array, rootBits: number, count: number): Uint8Array {
  const pixels = new Uint8Array(count);
  const prefix = new Uint16Array(4096);
  const suffix = new Uint8Array(4096);
  const length = new Uint16Array(4096);
  const clear = 1 << rootBits;
  for (let code = 0; code < clear; code++) {
    suffix[code] = code;
    length[code] = 1;
  }
  let [bits, next, previous, at, buffer, held] = [rootBits + 1, clear + 2, -1, 0, 0, 0];
  for (const byte of packed) {
    buffer |= byte << held;
    held += 8;
    while (held >= bits) {
      const code = buffer & ((1 << bits) - 1);
      buffer >>>= bits;
      held -= bits;
      if (code === clear) {
        [bits, next, previous] = [rootBits + 1, clear + 2, -1];
        continue;
      }
      if (code === clear + 1 || at >= count) return pixels;
      if (code > next || (previous < 0 && code >= clear)) throw new ImageFault("a GIF of no known code");
      if (previous >= 0 && next < 4096) {
        prefix[next] = previous;
        length[next] = length[previous]! + 1;
        suffix[next] = firstOf(code === next ? previous : code, prefix, length, suffix);
        next++;
      }
      let end = at + length[code]!;
      at = end;
      for (let rest = code, left = length[code]!; left > 0; left--, rest = prefix[rest]!) {
        end--;
        if (end < count) pixels[end] = suffix[rest]!;
      }
      previous = code;
      if (next === 1 << bits && bits < 12) bits++;
    }
  }
  return pixels;
}

function firstOf(code: number, prefix: Uint16Array, length: Uint16Array, suffix: Uint8Array): number {
  let first = code;
  for (let left = length[code]!; left > 1; left--) first = prefix[first]!;
  return suffix[first]!;
}
