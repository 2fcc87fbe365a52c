import { brotliCompressSync, constants } from "node:zlib";
import { readFont } from "../../shared/layout/fonts/sfnt.ts";

/** Tags with an index of their own (WOFF2, 4.1, "Known Table Tags"), as far as our fonts go. */
const knownTags = ["cmap", "head", "hhea", "hmtx", "maxp", "name", "OS/2", "post", "cvt ", "fpgm", "glyf", "loca"];
const knownTagsLayout: Readonly<Record<string, number>> = { GDEF: 26, GPOS: 27, GSUB: 28 };
/** Version 3 of the transformation of `glyf` and `loca`: none. */
const untransformed = 3 << 6;

/** The font as WOFF2, its tables as they are. */
export function encodeWoff2(bytes: Uint8Array): Uint8Array {
  const font = readFont(bytes, "serif");
  const tables = [...font.tables].map(([tag, { offset, length }]) => ({
    tag,
    bytes:
      tag === "head" ? losslessHead(bytes.subarray(offset, offset + length)) : bytes.subarray(offset, offset + length),
  }));
  const directory = tables.flatMap(({ tag, bytes: { length } }) => [flagsOf(tag), ...base128(length)]);
  const content = Buffer.concat(tables.map((table) => table.bytes));
  const compressed = brotliCompressSync(content, {
    params: {
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_FONT,
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_LGWIN]: 22,
    },
  });
  const header = new DataView(new ArrayBuffer(48));
  const length = (48 + directory.length + compressed.length + 3) & ~3;
  header.setUint32(0, 0x774f4632);
  header.setUint32(4, 0x00010000);
  header.setUint32(8, length);
  header.setUint16(12, tables.length);
  header.setUint32(16, bytes.length);
  header.setUint32(20, compressed.length);
  header.setUint16(24, 1);
  const file = new Uint8Array(length);
  file.set(new Uint8Array(header.buffer));
  file.set(directory, 48);
  file.set(compressed, 48 + directory.length);
  return file;
}

function flagsOf(tag: string): number {
  const index = knownTagsLayout[tag] ?? knownTags.indexOf(tag);
  if (index < 0) throw new Error(`no WOFF2 index for the table "${tag}"`);
  return index | (tag === "glyf" || tag === "loca" ? untransformed : 0);
}

/** Bit 11 of the flags: the font went through a lossless transformation (5.1.4). */
function losslessHead(head: Uint8Array): Uint8Array {
  const copy = Uint8Array.from(head);
  const view = new DataView(copy.buffer);
  view.setUint16(16, view.getUint16(16) | (1 << 11));
  return copy;
}

/** UIntBase128 (WOFF2, 4.1): seven bits a byte, the highest first, bit 7 set on all but the last. */
function base128(value: number): number[] {
  const bytes = [value & 0x7f];
  for (let rest = value >>> 7; rest > 0; rest >>>= 7) bytes.unshift((rest & 0x7f) | 0x80);
  return bytes;
}
