import type { Kerning } from "../../shared/layout/fonts/kerning.ts";
import type { Ligatures, Singles } from "../../shared/layout/fonts/substitution.ts";

/** A table of 16-bit words; a table among them is an offset to it, and it follows (ISO/IEC 14496-22, chapter 6). */
type Table = (number | Table)[];

/** The glyphs kept, by their new number. */
export type Kept = readonly number[];
export type Feature = { tag: string; singles: Singles } | { tag: string; ligatures: Ligatures };

/** A GSUB table with the features of the glyphs kept, for every script and language. */
export function compileSubstitutions(features: Feature[], kept: Kept): Uint8Array {
  const renamed = new Map(kept.map((glyph, i) => [glyph, i]));
  const sorted = features.toSorted((a, b) => (a.tag < b.tag ? -1 : 1));
  const lookups = sorted.map((feature) =>
    "singles" in feature ? singleLookup(feature.singles, kept, renamed) : ligatureLookup(feature.ligatures, renamed),
  );
  return bytesOf(words([1, 0, scripts(sorted.length), featureList(sorted.map(({ tag }) => tag)), counted(lookups)]));
}

/** A GPOS table with the pair kerning of the glyphs kept. */
export function compileKerning(kerning: Kerning, kept: Kept): Uint8Array {
  const subtables = clusters(kerning, kept).map(({ rows, cells }) => words(pairClasses(rows, cells)));
  const extensions = 4 * subtables.length;
  const head = words([1, 0, scripts(1), featureList(["kern"]), [1, []]]);
  const lookup = [9, 0, subtables.length, ...subtables.map((_, i) => 2 * (3 + subtables.length + 4 * i))];
  let offset = 2 * extensions;
  const records = subtables.flatMap((subtable, i) => {
    const far = offset - 8 * i;
    offset += 2 * subtable.length;
    return [1, 2, far >>> 16, far & 0xffff];
  });
  return bytesOf([...head, ...lookup, ...records, ...subtables.flat()]);
}

/** Every row of kerning values that some glyph has, merged where equal; rows that share columns sit together. */
function clusters(kerning: Kerning, kept: Kept): { rows: Map<number, number>; cells: number[][] }[] {
  const rows = new Map<string, { glyphs: number[]; cells: number[] }>();
  for (const [left, old] of kept.entries()) {
    const cells = kept.map((right) => kerning(old, right));
    if (cells.every((value) => value === 0)) continue;
    const row = rows.get(cells.join()) ?? { glyphs: [], cells };
    row.glyphs.push(left);
    rows.set(cells.join(), row);
  }
  return cheapest([...rows.values()]);
}

/** Splits the rows by how much they hold: a full row and a nearly empty one do not share their columns. */
function cheapest(rows: { glyphs: number[]; cells: number[] }[]) {
  const weight = ({ cells }: { cells: number[] }) => cells.filter((value) => value !== 0).length;
  const sorted = rows.toSorted((a, b) => weight(b) - weight(a));
  const groups: (typeof rows)[] = [];
  for (const row of sorted) {
    const sizes = groups.map((group) => size([...group, row]) - size(group));
    const best = sizes.indexOf(Math.min(...sizes, size([row])));
    if (best >= 0) groups[best]!.push(row);
    else groups.push([row]);
  }
  return groups.map((group) => ({
    rows: new Map(group.flatMap(({ glyphs }, i) => glyphs.map((glyph) => [glyph, i] as const))),
    cells: group.map(({ cells }) => cells),
  }));
}

/** Bytes of a class table: its matrix, two class definitions, its coverage. */
function size(group: { glyphs: number[]; cells: number[] }[]): number {
  const columns = new Map<string, number>();
  const width = group[0]?.cells.length ?? 0;
  let changes = 0;
  let before = "";
  for (let i = 0; i < width; i++) {
    const column = group.map(({ cells }) => cells[i]).join();
    columns.set(column, i);
    if (column !== before) changes++;
    before = column;
  }
  return 2 * group.length * columns.size + 6 * changes + 10 * group.reduce((sum, { glyphs }) => sum + glyphs.length, 0);
}

/** PairPos format 2. The first row is class 0 of the left glyphs, which coverage bounds. */
function pairClasses(rows: Map<number, number>, cells: number[][]): Table {
  const columns = new Map<string, number>([[cells.map(() => 0).join(), 0]]);
  const values: number[][] = [cells.map(() => 0)];
  const rights = new Map<number, number>();
  for (let right = 0; right < cells[0]!.length; right++) {
    const column = cells.map((row) => row[right]!);
    const known = columns.get(column.join()) ?? columns.size;
    if (known === columns.size) values.push(column);
    columns.set(column.join(), known);
    if (known !== 0) rights.set(right, known);
  }
  const matrix = cells.flatMap((_, row) => values.map((column) => column[row]! & 0xffff));
  const lefts = new Map([...rows].filter(([, row]) => row !== 0));
  return [2, coverage([...rows.keys()]), 4, 0, classes(lefts), classes(rights), cells.length, values.length, ...matrix];
}

function singleLookup(singles: Singles, kept: Kept, renamed: Map<number, number>): Table {
  const pairs = kept.flatMap((old, glyph) => {
    const other = singles.reduce((current, lookup) => lookup.get(current) ?? current, old);
    return other !== old && renamed.has(other) ? [[glyph, renamed.get(other)!] as const] : [];
  });
  return [1, 0, 1, [2, coverage(pairs.map(([glyph]) => glyph)), pairs.length, ...pairs.map(([, other]) => other)]];
}

function ligatureLookup(ligatures: Ligatures, renamed: Map<number, number>): Table {
  const sets = [...ligatures]
    .map(([first, all]) => ({
      first: renamed.get(first),
      all: all.filter(({ glyph, following }) => [glyph, ...following].every((each) => renamed.has(each))),
    }))
    .filter((set): set is typeof set & { first: number } => set.first !== undefined && set.all.length > 0)
    .toSorted((a, b) => a.first - b.first);
  const tables = sets.map(({ all }) =>
    counted(
      all.map(({ glyph, following }) => [
        renamed.get(glyph)!,
        following.length + 1,
        ...following.map((each) => renamed.get(each)!),
      ]),
    ),
  );
  return [4, 0, 1, [1, coverage(sets.map(({ first }) => first)), tables.length, ...tables]];
}

function scripts(features: number): Table {
  const language = [0, 0xffff, features, ...Array.from({ length: features }, (_, i) => i)];
  return [1, ...tagWords("DFLT"), [language, 0]];
}

function featureList(tags: string[]): Table {
  return [tags.length, ...tags.flatMap((tag, i) => [...tagWords(tag), [0, 1, i]])];
}

function counted(tables: Table[]): Table {
  return [tables.length, ...tables];
}

function coverage(glyphs: number[]): Table {
  const ranges = rangesOf(glyphs.toSorted((a, b) => a - b).map((glyph) => [glyph, 0]));
  let index = 0;
  const records = ranges.flatMap(({ start, end }) => {
    index += end - start + 1;
    return [start, end, index - (end - start + 1)];
  });
  return [2, ranges.length, ...records];
}

function classes(byGlyph: Map<number, number>): Table {
  const ranges = rangesOf([...byGlyph].toSorted(([a], [b]) => a - b));
  return [2, ranges.length, ...ranges.flatMap(({ start, end, value }) => [start, end, value])];
}

function rangesOf(pairs: (readonly [number, number])[]): { start: number; end: number; value: number }[] {
  const ranges: { start: number; end: number; value: number }[] = [];
  for (const [glyph, value] of pairs) {
    const last = ranges.at(-1);
    if (last !== undefined && last.end + 1 === glyph && last.value === value) last.end = glyph;
    else ranges.push({ start: glyph, end: glyph, value });
  }
  return ranges;
}

function tagWords(tag: string): number[] {
  return [0, 2].map((i) => (tag.charCodeAt(i) << 8) | tag.charCodeAt(i + 1));
}

function words(table: Table): number[] {
  const flat: number[] = new Array(table.length).fill(0);
  for (const [i, entry] of table.entries()) {
    if (typeof entry === "number") flat[i] = entry;
    else {
      if (2 * flat.length > 0xffff) throw new Error("a table is further than 64 KB from the one that names it");
      flat[i] = 2 * flat.length;
      flat.push(...words(entry));
    }
  }
  return flat;
}

function bytesOf(values: number[]): Uint8Array {
  const bytes = new DataView(new ArrayBuffer(2 * values.length));
  for (const [i, value] of values.entries()) bytes.setUint16(2 * i, value);
  return new Uint8Array(bytes.buffer);
}
