import { crc32, deflateSync } from "node:zlib";

export type PngForm = {
  width: number;
  height: number;
  bits: 1 | 2 | 4 | 8 | 16;
  type: 0 | 2 | 3 | 4 | 6;
  interlaced: boolean;
  palette?: number[];
  transparency?: number[];
};

/** A PNG (ISO/IEC 15948) of the samples that `pixel` gives; rows take the five filters in turn. */
export function encodePng(form: PngForm, pixel: (x: number, y: number) => number[]): Uint8Array {
  const header = new DataView(new ArrayBuffer(13));
  header.setUint32(0, form.width);
  header.setUint32(4, form.height);
  for (const [i, value] of [form.bits, form.type, 0, 0, form.interlaced ? 1 : 0].entries())
    header.setUint8(8 + i, value);
  const grids = form.interlaced
    ? [
        [0, 0, 8, 8],
        [4, 0, 8, 8],
        [0, 4, 4, 8],
        [2, 0, 4, 4],
        [0, 2, 2, 4],
        [1, 0, 2, 2],
        [0, 1, 1, 2],
      ]
    : [[0, 0, 1, 1]];
  const data = grids.flatMap(([x0, y0, dx, dy]) => encodeGrid(form, pixel, { x0: x0!, y0: y0!, dx: dx!, dy: dy! }));
  return Buffer.concat([
    Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
    chunk("IHDR", new Uint8Array(header.buffer)),
    ...(form.palette ? [chunk("PLTE", Uint8Array.from(form.palette))] : []),
    ...(form.transparency ? [chunk("tRNS", Uint8Array.from(form.transparency))] : []),
    chunk("IDAT", deflateSync(Uint8Array.from(data))),
    chunk("IEND", new Uint8Array(0)),
  ]);
}

type Grid = { x0: number; y0: number; dx: number; dy: number };

function encodeGrid({ width, height, bits }: PngForm, pixel: (x: number, y: number) => number[], grid: Grid): number[] {
  const bytes: number[] = [];
  let above: number[] = [];
  const columns = Math.ceil((width - grid.x0) / grid.dx);
  for (let y = grid.y0, row = 0; y < height && columns > 0; y += grid.dy, row++) {
    const samples: number[] = [];
    for (let x = grid.x0; x < width; x += grid.dx) samples.push(...pixel(x, y));
    const packed = packSamples(samples, bits);
    const step = Math.max(1, (pixel(0, 0).length * bits) >> 3);
    bytes.push(row % 5, ...packed.map((byte, i) => (byte - predicted(row % 5, i, step, packed, above)) & 255));
    above = packed;
  }
  return bytes;
}

function predicted(filter: number, i: number, step: number, row: number[], above: number[]): number {
  const [left, up, corner] = [row[i - step] ?? 0, above[i] ?? 0, i >= step ? (above[i - step] ?? 0) : 0];
  const paeth = [left, up, corner].toSorted(
    (a, b) => Math.abs(left + up - corner - a) - Math.abs(left + up - corner - b),
  );
  return [0, left, up, (left + up) >> 1, paeth[0]!][filter]!;
}

/** Samples of `bits` in bytes, the highest first. */
export function packSamples(samples: number[], bits: number): number[] {
  if (bits === 16) return samples.flatMap((sample) => [sample >> 8, sample & 255]);
  const text = samples.map((sample) => sample.toString(2).padStart(bits, "0")).join("");
  return (text.match(/.{1,8}/g) ?? []).map((byte) => Number.parseInt(byte.padEnd(8, "0"), 2));
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const bytes = Buffer.alloc(12 + data.length);
  bytes.writeUInt32BE(data.length);
  bytes.write(type, 4, "latin1");
  bytes.set(data, 8);
  bytes.writeUInt32BE(crc32(bytes.subarray(4, 8 + data.length)), 8 + data.length);
  return bytes;
}
