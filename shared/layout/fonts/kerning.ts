import { featureLookups, readClasses, readCoverage } from "./features.ts";
import type { Font } from "./sfnt.ts";

/** What to add to the advance of `left` before `right`, thousandths of an em. */
export type Kerning = (left: number, right: number) => number;
/** Undefined where the subtable says nothing of the pair and the next one is asked. */
type PairTable = (left: number, right: number) => number | undefined;

const xAdvance = 0x0004;

/** The pair kerning of a font (GPOS "kern", lookup type 2). */
export function readKerning(font: Font): Kerning {
  const lookups = featureLookups(font, "GPOS", "kern")
    .filter(({ type }) => type === 2)
    .map(({ subtables }) => subtables.map((table) => readPairs(font, table)));
  const scale = 1000 / font.unitsPerEm;
  return (left, right) => {
    let units = 0;
    for (const tables of lookups) units += firstAnswer(tables, left, right);
    return units * scale;
  };
}

function firstAnswer(tables: PairTable[], left: number, right: number): number {
  for (const table of tables) {
    const units = table(left, right);
    if (units !== undefined) return units;
  }
  return 0;
}

function readPairs(font: Font, table: number): PairTable {
  const { view } = font;
  const index = new Int32Array(font.glyphCount).fill(-1);
  for (const [i, glyph] of readCoverage(view, table + view.getUint16(table + 2)).entries()) index[glyph] = i;
  const [first, second] = [view.getUint16(table + 4), view.getUint16(table + 6)];
  // A value record holds one 16-bit field a bit of its format; xAdvance comes after the two placements.
  const valueAt = 2 * bits(first & (xAdvance - 1));
  const valueSize = 2 * (bits(first) + bits(second));
  const value = (record: number) => (first & xAdvance ? view.getInt16(record + valueAt) : 0);
  return view.getUint16(table) === 1
    ? glyphPairs(view, table, index, 2 + valueSize, value)
    : classPairs(font, table, index, valueSize, value);
}

function glyphPairs(
  view: DataView,
  table: number,
  index: Int32Array,
  size: number,
  value: (record: number) => number,
): PairTable {
  return (left, right) => {
    const covered = index[left] ?? -1;
    if (covered < 0) return undefined;
    const set = table + view.getUint16(table + 10 + 2 * covered);
    let [low, high] = [0, view.getUint16(set) - 1];
    while (low <= high) {
      const middle = (low + high) >> 1;
      const record = set + 2 + size * middle;
      const glyph = view.getUint16(record);
      if (glyph === right) return value(record + 2);
      if (glyph < right) low = middle + 1;
      else high = middle - 1;
    }
    return undefined;
  };
}

function classPairs(
  font: Font,
  table: number,
  index: Int32Array,
  size: number,
  value: (record: number) => number,
): PairTable {
  const { view, glyphCount } = font;
  const lefts = readClasses(view, table + view.getUint16(table + 8), glyphCount);
  const rights = readClasses(view, table + view.getUint16(table + 10), glyphCount);
  const columns = view.getUint16(table + 14);
  return (left, right) => {
    if ((index[left] ?? -1) < 0) return undefined;
    return value(table + 16 + size * ((lefts[left] ?? 0) * columns + (rights[right] ?? 0)));
  };
}

function bits(format: number): number {
  let count = 0;
  for (let rest = format; rest !== 0; rest &= rest - 1) count++;
  return count;
}
