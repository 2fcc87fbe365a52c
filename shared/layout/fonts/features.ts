import { type Span, tableOffset, tagAt } from "./sfnt.ts";

/** Where `GSUB` and `GPOS` lookups are, feature by feature (ISO/IEC 14496-22, 6.2). */
export type Lookup = { type: number; subtables: number[] };
type Layout = { view: DataView; tables: ReadonlyMap<string, Span> };

/**
 * The lookups of `feature` in the order they apply, extension subtables resolved, over the default language of every
 * script of the font.
 */
export function featureLookups(font: Layout, tag: "GSUB" | "GPOS", feature: string): Lookup[] {
  if (!font.tables.has(tag)) return [];
  const { view } = font;
  const table = tableOffset(font.tables, tag);
  const features = table + view.getUint16(table + 6);
  const lookups = table + view.getUint16(table + 8);
  const indices = new Set<number>();
  for (const index of defaultFeatures(view, table + view.getUint16(table + 4))) {
    const record = features + 2 + 6 * index;
    if (tagAt(view, record) !== feature) continue;
    const found = features + view.getUint16(record + 4);
    for (let i = 0; i < view.getUint16(found + 2); i++) indices.add(view.getUint16(found + 4 + 2 * i));
  }
  const extension = tag === "GSUB" ? 7 : 9;
  return [...indices]
    .sort((a, b) => a - b)
    .map((index) => readLookup(view, lookups + view.getUint16(lookups + 2 + 2 * index), extension));
}

function defaultFeatures(view: DataView, scripts: number): Set<number> {
  const features = new Set<number>();
  for (let i = 0; i < view.getUint16(scripts); i++) {
    const script = scripts + view.getUint16(scripts + 2 + 6 * i + 4);
    if (view.getUint16(script) === 0) continue;
    const language = script + view.getUint16(script);
    for (let k = 0; k < view.getUint16(language + 4); k++) features.add(view.getUint16(language + 6 + 2 * k));
  }
  return features;
}

function readLookup(view: DataView, lookup: number, extension: number): Lookup {
  const type = view.getUint16(lookup);
  const subtables = Array.from(
    { length: view.getUint16(lookup + 4) },
    (_, i) => lookup + view.getUint16(lookup + 6 + 2 * i),
  );
  if (type !== extension) return { type, subtables };
  const [first] = subtables;
  return {
    type: first === undefined ? extension : view.getUint16(first + 2),
    subtables: subtables.map((subtable) => subtable + view.getUint32(subtable + 4)),
  };
}

/** The glyphs of a Coverage table, in the order of their coverage index (6.2, "Coverage Table"). */
export function readCoverage(view: DataView, table: number): number[] {
  const count = view.getUint16(table + 2);
  if (view.getUint16(table) === 1) return Array.from({ length: count }, (_, i) => view.getUint16(table + 4 + 2 * i));
  const glyphs: number[] = [];
  for (let i = 0; i < count; i++) {
    const range = table + 4 + 6 * i;
    for (let glyph = view.getUint16(range); glyph <= view.getUint16(range + 2); glyph++) glyphs.push(glyph);
  }
  return glyphs;
}

/** The class of each glyph, 0 where a ClassDef table names none. */
export function readClasses(view: DataView, table: number, glyphCount: number): Uint16Array {
  const classes = new Uint16Array(glyphCount);
  if (view.getUint16(table) === 1) {
    const start = view.getUint16(table + 2);
    for (let i = 0; i < view.getUint16(table + 4); i++) classes[start + i] = view.getUint16(table + 6 + 2 * i);
    return classes;
  }
  for (let i = 0; i < view.getUint16(table + 2); i++) {
    const range = table + 4 + 6 * i;
    classes.fill(view.getUint16(range + 4), view.getUint16(range), view.getUint16(range + 2) + 1);
  }
  return classes;
}
