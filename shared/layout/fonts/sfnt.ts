import type { Face, FaceStyle } from "./face.ts";
import { once } from "./once.ts";
import { isIgnorable, replacementFor } from "./replacements.ts";

/**
 * A TrueType font opened for reading (ISO/IEC 14496-22): its tables are read in place, from `view`. The face's own
 * metrics are in thousandths of an em, whatever the font's units.
 */
export type Font = Face & {
  bytes: Uint8Array;
  view: DataView;
  tables: ReadonlyMap<string, Span>;
  unitsPerEm: number;
  glyphCount: number;
  /** Four numbers of the `head` table (xMin, yMin, xMax, yMax), thousandths of an em. */
  box: [number, number, number, number];
  /** Degrees, counter-clockwise from the vertical. */
  italicAngle: number;
  /** `usWeightClass`: 400 regular, 600 semibold. */
  weightClass: number;
  /** Glyphs by code point; read when first asked for, like the advances. */
  readonly characters: ReadonlyMap<number, number>;
  /** By glyph, thousandths of an em. */
  readonly advances: Float64Array;
};
export type Span = { offset: number; length: number };

/** Opens a TrueType font; throws an `Error` that names the font's fault, which is the deployment's, not an author's. */
export function readFont(bytes: Uint8Array, family: FaceStyle["family"]): Font {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const tables = readDirectory(view);
  const at = (tag: string, offset: number) => tableOffset(tables, tag) + offset;
  const unitsPerEm = view.getUint16(at("head", 18));
  const em = (value: number) => Math.round((value * 1000) / unitsPerEm);
  const signed = (tag: string, offset: number) => em(view.getInt16(at(tag, offset)));
  const weightClass = view.getUint16(at("OS/2", 4));
  const characters = once(() => readCharacters(view, at("cmap", 0)));
  const advances = once(() => readAdvances(view, tables, em));
  return {
    name: readPostScriptName(view, at("name", 0)),
    style: { family, weight: weightOf(weightClass), italic: (view.getUint16(at("OS/2", 62)) & 1) === 1 },
    ascent: signed("hhea", 4),
    descent: signed("hhea", 6),
    capHeight: signed("OS/2", 88),
    xHeight: signed("OS/2", 86),
    covers: (character) => {
      const code = character.codePointAt(0) ?? 0;
      return characters().has(code) || replacementFor(code) !== undefined || isIgnorable(character);
    },
    bytes,
    view,
    tables,
    unitsPerEm,
    glyphCount: view.getUint16(at("maxp", 4)),
    box: [signed("head", 36), signed("head", 38), signed("head", 40), signed("head", 42)],
    italicAngle: view.getInt32(at("post", 4)) / 65_536,
    weightClass,
    get characters() {
      return characters();
    },
    get advances() {
      return advances();
    },
  };
}

/** Where a table starts; throws when the font lacks it. */
export function tableOffset(tables: ReadonlyMap<string, Span>, tag: string): number {
  const table = tables.get(tag);
  if (table === undefined) throw new Error(`the font has no table "${tag}"`);
  return table.offset;
}

function readDirectory(view: DataView): Map<string, Span> {
  const version = view.getUint32(0);
  if (version !== 0x00010000) throw new Error(`not a TrueType font: its version is 0x${version.toString(16)}`);
  const tables = new Map<string, Span>();
  for (let i = 0; i < view.getUint16(4); i++) {
    const record = 12 + 16 * i;
    const span = { offset: view.getUint32(record + 8), length: view.getUint32(record + 12) };
    if (span.offset + span.length > view.byteLength) throw new Error("the font is cut short");
    tables.set(tagAt(view, record), span);
  }
  return tables;
}

/** The four letters of a tag at an offset: "GSUB", "latn". */
export function tagAt(view: DataView, offset: number): string {
  return String.fromCharCode(...[0, 1, 2, 3].map((i) => view.getUint8(offset + i)));
}

function weightOf(weightClass: number): FaceStyle["weight"] {
  return weightClass >= 700 ? "bold" : weightClass >= 600 ? "semibold" : "regular";
}

/** Name 6 of the Windows platform, UTF-16BE of ASCII. */
function readPostScriptName(view: DataView, table: number): string {
  const strings = table + view.getUint16(table + 4);
  for (let i = 0; i < view.getUint16(table + 2); i++) {
    const record = table + 6 + 12 * i;
    if (view.getUint16(record) !== 3 || view.getUint16(record + 6) !== 6) continue;
    const start = strings + view.getUint16(record + 10);
    const units = Array.from({ length: view.getUint16(record + 8) / 2 }, (_, k) => view.getUint16(start + 2 * k));
    return String.fromCharCode(...units);
  }
  throw new Error("the font has no PostScript name");
}

/** Advances, in thousandths of an em; the last one of `hmtx` holds for the glyphs after it. */
function readAdvances(view: DataView, tables: ReadonlyMap<string, Span>, em: (value: number) => number): Float64Array {
  const metrics = tableOffset(tables, "hmtx");
  const last = view.getUint16(tableOffset(tables, "hhea") + 34) - 1;
  const count = view.getUint16(tableOffset(tables, "maxp") + 4);
  return Float64Array.from({ length: count }, (_, glyph) => em(view.getUint16(metrics + 4 * Math.min(glyph, last))));
}

/** Glyphs by code point, from the Unicode subtable that reaches furthest: format 12, else format 4. */
function readCharacters(view: DataView, table: number): Map<number, number> {
  const subtables = Array.from({ length: view.getUint16(table + 2) }, (_, i) => {
    const offset = table + view.getUint32(table + 4 + 8 * i + 4);
    return { offset, format: view.getUint16(offset) };
  });
  const far = subtables.find(({ format }) => format === 12);
  if (far !== undefined) return readSegmentedCoverage(view, far.offset);
  const near = subtables.find(({ format }) => format === 4);
  if (near === undefined) throw new Error("the font maps no Unicode characters");
  return readSegments(view, near.offset);
}

function readSegmentedCoverage(view: DataView, table: number): Map<number, number> {
  const characters = new Map<number, number>();
  for (let i = 0; i < view.getUint32(table + 12); i++) {
    const group = table + 16 + 12 * i;
    const [start, end, glyph] = [view.getUint32(group), view.getUint32(group + 4), view.getUint32(group + 8)];
    for (let code = start; code <= end; code++) if (glyph + code - start) characters.set(code, glyph + code - start);
  }
  return characters;
}

function readSegments(view: DataView, table: number): Map<number, number> {
  const characters = new Map<number, number>();
  const doubled = view.getUint16(table + 6);
  for (let i = 0; i < doubled; i += 2) {
    const end = view.getUint16(table + 14 + i);
    const start = view.getUint16(table + 16 + doubled + i);
    const delta = view.getUint16(table + 16 + 2 * doubled + i);
    const rangeAt = table + 16 + 3 * doubled + i;
    const range = view.getUint16(rangeAt);
    for (let code = start; code <= end && code < 0xffff; code++) {
      const found = range === 0 ? code : view.getUint16(rangeAt + range + 2 * (code - start));
      const glyph = range !== 0 && found === 0 ? 0 : (found + delta) & 0xffff;
      if (glyph !== 0) characters.set(code, glyph);
    }
  }
  return characters;
}
