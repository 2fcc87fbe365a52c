import { type Font, tableOffset } from "../../shared/layout/fonts/sfnt.ts";

/** A `cmap` of one format 12 subtable: Unicode, full repertoire (ISO/IEC 14496-22, 5.1.2). */
export function compileCharacters(characters: readonly (readonly [code: number, glyph: number])[]): Uint8Array {
  const groups: { start: number; end: number; glyph: number }[] = [];
  for (const [code, glyph] of characters.toSorted(([a], [b]) => a - b)) {
    const last = groups.at(-1);
    if (last !== undefined && last.end + 1 === code && last.glyph + code - last.start === glyph) last.end = code;
    else groups.push({ start: code, end: code, glyph });
  }
  const view = new DataView(new ArrayBuffer(28 + 12 * groups.length));
  for (const [i, value] of [0, 1, 3, 10, 0, 12, 12, 0].entries()) view.setUint16(2 * i, value);
  view.setUint32(16, 16 + 12 * groups.length);
  view.setUint32(24, groups.length);
  for (const [i, { start, end, glyph }] of groups.entries())
    for (const [k, value] of [start, end, glyph].entries()) view.setUint32(28 + 12 * i + 4 * k, value);
  return new Uint8Array(view.buffer);
}

/** Family and file names, copyright, trademark, licence: what a font must say of itself (name ids of 5.1.6). */
const keptNames = new Set([0, 1, 2, 3, 4, 5, 6, 7, 13, 14, 16, 17]);
/** Names that say whose the font is, which no renaming touches. */
const attribution = new Set([0, 7, 13, 14]);

/** A `name` table of the Windows, English records; `rename` gives the font's names another family. */
export function compileNames(font: Font, rename: (name: string) => string): Uint8Array {
  const names = readNames(font).map(({ id, text }) => ({ id, text: attribution.has(id) ? text : rename(text) }));
  const header = new DataView(new ArrayBuffer(6 + 12 * names.length));
  const strings = names.map(({ text }) => Buffer.from(text, "utf16le").swap16());
  header.setUint16(2, names.length);
  header.setUint16(4, header.byteLength);
  let at = 0;
  for (const [i, { id }] of names.entries()) {
    const { length } = strings[i]!;
    for (const [k, value] of [3, 1, 0x409, id, length, at].entries()) header.setUint16(6 + 12 * i + 2 * k, value);
    at += length;
  }
  return Buffer.concat([new Uint8Array(header.buffer), ...strings]);
}

function readNames(font: Font): { id: number; text: string }[] {
  const table = tableOffset(font.tables, "name");
  const strings = table + font.view.getUint16(table + 4);
  const records = Array.from({ length: font.view.getUint16(table + 2) }, (_, i) => {
    const [platform, , language, id, length, offset] = Array.from({ length: 6 }, (_, k) =>
      font.view.getUint16(table + 6 + 12 * i + 2 * k),
    ) as [number, number, number, number, number, number];
    const bytes = Buffer.from(font.bytes.subarray(strings + offset, strings + offset + length));
    return { kept: platform === 3 && language === 0x409 && keptNames.has(id), id, bytes };
  });
  return records.filter(({ kept }) => kept).map(({ id, bytes }) => ({ id, text: bytes.swap16().toString("utf16le") }));
}

/** A `post` table without glyph names (format 3, 5.1.8). */
export function compilePost(font: Font): Uint8Array {
  const start = tableOffset(font.tables, "post");
  const post = Uint8Array.from(font.bytes.subarray(start, start + 32));
  new DataView(post.buffer).setUint32(0, 0x00030000);
  return post;
}
