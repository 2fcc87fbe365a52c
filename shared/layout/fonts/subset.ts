import { glyphData, isComposite, partBytes, partFlags } from "./outline.ts";
import { type Font, type Span, tableOffset } from "./sfnt.ts";

/** The tables that draw glyphs, of a font cut down to some of them (ISO/IEC 14496-22, 5.2 and 5.3). */
export type DrawingTables = Record<"glyf" | "head" | "hhea" | "hmtx" | "loca" | "maxp", Uint8Array>;

/**
 * The drawing tables for `glyphs`: the glyph at index i becomes glyph i. Index 0 is left empty, whatever it names; a
 * glyph may appear twice. The parts of composite glyphs that are not listed follow at the end.
 */
export function subsetTables(font: Font, glyphs: readonly number[]): DrawingTables {
  const { outlines, order } = cutOutlines(font, glyphs);
  const { glyf, loca, long } = packOutlines(outlines);
  const head = copyTable(font, "head");
  const maxp = copyTable(font, "maxp");
  const hhea = copyTable(font, "hhea");
  new DataView(head.buffer).setUint16(50, long ? 1 : 0);
  new DataView(maxp.buffer).setUint16(4, order.length);
  new DataView(hhea.buffer).setUint16(34, order.length);
  return { glyf, head, hhea, hmtx: cutMetrics(font, order), loca, maxp };
}

/** A TrueType file of `tables`, its checksums set (5.1). */
export function assembleFont(tables: Readonly<Record<string, Uint8Array>>): Uint8Array {
  const tags = Object.keys(tables).sort();
  const start = 12 + 16 * tags.length;
  const spans: Span[] = [];
  let end = start;
  for (const tag of tags) {
    const { length } = tables[tag]!;
    spans.push({ offset: end, length });
    end += (length + 3) & ~3;
  }
  const bytes = new Uint8Array(end);
  const view = new DataView(bytes.buffer);
  const power = 2 ** Math.floor(Math.log2(tags.length));
  view.setUint32(0, 0x00010000);
  for (const [i, value] of [tags.length, 16 * power, Math.log2(power), 16 * (tags.length - power)].entries())
    view.setUint16(4 + 2 * i, value);
  for (const [i, tag] of tags.entries()) {
    const span = spans[i]!;
    bytes.set(tables[tag]!, span.offset);
    if (tag === "head") view.setUint32(span.offset + 8, 0);
    for (let k = 0; k < 4; k++) bytes[12 + 16 * i + k] = tag.charCodeAt(k);
    view.setUint32(12 + 16 * i + 4, checksum(view, span));
    view.setUint32(12 + 16 * i + 8, span.offset);
    view.setUint32(12 + 16 * i + 12, span.length);
  }
  const head = spans[tags.indexOf("head")];
  if (head) view.setUint32(head.offset + 8, (0xb1b0afba - checksum(view, { offset: 0, length: end })) >>> 0);
  return bytes;
}

/** A table's bytes, copied; throws an `Error` where the font lacks it. */
export function copyTable(font: Font, tag: string): Uint8Array<ArrayBuffer> {
  const { offset, length } = font.tables.get(tag) ?? { offset: tableOffset(font.tables, tag), length: 0 };
  return Uint8Array.from(font.bytes.subarray(offset, offset + length));
}

/** The outline of each glyph, the parts of composites renumbered; `order[new]` is the old glyph. */
function cutOutlines(font: Font, glyphs: readonly number[]): { outlines: Uint8Array[]; order: number[] } {
  const order = [...glyphs];
  const renamed = new Map(glyphs.map((glyph, i) => [glyph, i]));
  const rename = (old: number): number => {
    const known = renamed.get(old);
    if (known !== undefined && known !== 0) return known;
    renamed.set(old, order.length);
    return order.push(old) - 1;
  };
  const outlines: Uint8Array[] = [new Uint8Array(0)];
  for (let i = 1; i < order.length; i++) {
    const outline = glyphData(font, order[i]!);
    outlines.push(isComposite(outline) ? renameParts(outline, rename) : outline);
  }
  return { outlines, order };
}

function renameParts(outline: Uint8Array, rename: (old: number) => number): Uint8Array {
  const copy = Uint8Array.from(outline);
  const view = new DataView(copy.buffer);
  let at = 10;
  let flags = partFlags.more;
  while (flags & partFlags.more) {
    flags = view.getUint16(at);
    view.setUint16(at + 2, rename(view.getUint16(at + 2)));
    at += partBytes(flags);
  }
  return copy;
}

function packOutlines(outlines: Uint8Array[]): { glyf: Uint8Array; loca: Uint8Array; long: boolean } {
  const offsets = [0];
  for (const { length } of outlines) offsets.push(offsets.at(-1)! + ((length + 1) & ~1));
  const long = offsets.at(-1)! > 0x1fffe;
  const glyf = new Uint8Array(offsets.at(-1)!);
  const loca = new DataView(new ArrayBuffer(offsets.length * (long ? 4 : 2)));
  for (const [i, offset] of offsets.entries()) {
    if (i < outlines.length) glyf.set(outlines[i]!, offset);
    if (long) loca.setUint32(4 * i, offset);
    else loca.setUint16(2 * i, offset / 2);
  }
  return { glyf, loca: new Uint8Array(loca.buffer), long };
}

function cutMetrics(font: Font, order: number[]): Uint8Array {
  const source = tableOffset(font.tables, "hmtx");
  const full = font.view.getUint16(tableOffset(font.tables, "hhea") + 34);
  const metrics = new DataView(new ArrayBuffer(4 * order.length));
  for (const [i, glyph] of order.entries()) {
    const bearing = glyph < full ? source + 4 * glyph + 2 : source + 4 * full + 2 * (glyph - full);
    metrics.setUint16(4 * i, font.view.getUint16(source + 4 * Math.min(glyph, full - 1)));
    metrics.setInt16(4 * i + 2, font.view.getInt16(bearing));
  }
  return new Uint8Array(metrics.buffer);
}

/** Sum of 32-bit words; a table is padded with zeros to a whole one. */
function checksum(view: DataView, { offset, length }: Span): number {
  let sum = 0;
  for (let at = offset; at < offset + length; at += 4) sum = (sum + view.getUint32(at)) >>> 0;
  return sum;
}
