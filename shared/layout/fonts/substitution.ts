import { featureLookups, readCoverage } from "./features.ts";
import type { Font } from "./sfnt.ts";

/** One glyph for another, one map a lookup, in the order they apply (GSUB type 1). */
export type Singles = ReadonlyMap<number, number>[];
/** By first glyph, longest first: the glyphs that follow it, and the one that stands for all (GSUB type 4). */
export type Ligatures = ReadonlyMap<number, Ligature[]>;
export type Ligature = { following: number[]; glyph: number };

/** The single substitutions of a feature ("smcp", "sups", "tnum"); empty where the font has none. */
export function readSingles(font: Font, feature: string): Singles {
  return featureLookups(font, "GSUB", feature)
    .filter(({ type }) => type === 1)
    .map(({ subtables }) => new Map(subtables.flatMap((subtable) => readSingle(font.view, subtable))));
}

/** The glyph that takes a glyph's place; the glyph itself where none does. */
export function substitute(singles: Singles, glyph: number): number {
  return singles.reduce((current, lookup) => lookup.get(current) ?? current, glyph);
}

function readSingle(view: DataView, table: number): [number, number][] {
  const covered = readCoverage(view, table + view.getUint16(table + 2));
  const delta = view.getInt16(table + 4);
  return view.getUint16(table) === 1
    ? covered.map((glyph) => [glyph, (glyph + delta) & 0xffff])
    : covered.map((glyph, i) => [glyph, view.getUint16(table + 6 + 2 * i)]);
}

/** The ligatures of a feature ("liga"). */
export function readLigatures(font: Font, feature: string): Ligatures {
  const ligatures = new Map<number, Ligature[]>();
  for (const { type, subtables } of featureLookups(font, "GSUB", feature)) {
    if (type !== 4) continue;
    for (const table of subtables) {
      const firsts = readCoverage(font.view, table + font.view.getUint16(table + 2));
      for (const [i, first] of firsts.entries()) {
        const set = readLigatureSet(font.view, table + font.view.getUint16(table + 6 + 2 * i));
        ligatures.set(first, [...(ligatures.get(first) ?? []), ...set]);
      }
    }
  }
  return ligatures;
}

function readLigatureSet(view: DataView, set: number): Ligature[] {
  return Array.from({ length: view.getUint16(set) }, (_, i) => {
    const table = set + view.getUint16(set + 2 + 2 * i);
    const following = Array.from({ length: view.getUint16(table + 2) - 1 }, (_, k) =>
      view.getUint16(table + 4 + 2 * k),
    );
    return { glyph: view.getUint16(table), following };
  });
}
