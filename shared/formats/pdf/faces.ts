import { createHash } from "node:crypto";
import type { Face } from "../../layout/fonts/face.ts";
import type { Fonts } from "../../layout/fonts/fonts.ts";
import type { Font } from "../../layout/fonts/sfnt.ts";
import { assembleFont, subsetTables } from "../../layout/fonts/subset.ts";
import { sayable, toUnicode } from "./cmap.ts";
import { add, addDeflated, ascii, type Dictionary, type PdfFile, type Ref } from "./file.ts";

/**
 * The faces that a document uses, and their glyphs, numbered as they come. A glyph that stands for two texts (a space
 * and a no-break space) has two numbers, so that each is extracted as what it is.
 */
export type Faces = { fonts: Fonts; used: Map<string, UsedFace> };
export type UsedFace = {
  font: Font;
  /** Its name among the pages' resources. */
  resource: string;
  /** By number; number 0 is .notdef, never drawn. */
  glyphs: UsedGlyph[];
  /** By the font's glyph, one a text that it stands for. */
  byId: (UsedGlyph[] | undefined)[];
};
/** `code` as literal strings write the glyph's number (ISO 32000-1, 7.3.4.2); `width` in thousandths of an em. */
export type UsedGlyph = { id: number; text: string; code: string; width: number };

/** The faces of a document of which no glyph was used yet. */
export function openFaces(fonts: Fonts): Faces {
  return { fonts, used: new Map() };
}

/** The face as this document uses it: named "F1", "F2"… in the order of first use. */
export function useFace(faces: Faces, face: Face): UsedFace {
  const known = faces.used.get(face.name);
  if (known !== undefined) return known;
  const font = faces.fonts.font(face);
  const notdef = { id: 0, text: "", code: codeOf(0), width: font.advances[0] ?? 0 };
  const used = { font, resource: `F${faces.used.size + 1}`, glyphs: [notdef], byId: [] };
  faces.used.set(face.name, used);
  return used;
}

/** A glyph as the embedded font knows it, standing for `text`. */
export function useGlyph(used: UsedFace, id: number, text: string): UsedGlyph {
  const same = used.byId[id];
  if (same !== undefined) for (const glyph of same) if (glyph.text === text) return glyph;
  const glyph = { id, text, code: codeOf(used.glyphs.length), width: used.font.advances[id] ?? 0 };
  used.glyphs.push(glyph);
  if (same === undefined) used.byId[id] = [glyph];
  else same.push(glyph);
  return glyph;
}

/** Two bytes, the higher first, with what a literal string must escape. */
function codeOf(number: number): string {
  return String.fromCharCode(number >> 8, number & 255)
    .replace(/[()\\]/g, "\\$&")
    .replaceAll("\r", "\\r");
}

/** Embeds the glyphs used, a subset a face: the `Font` resources of every page. */
export async function embedFaces(file: PdfFile, faces: Faces): Promise<Dictionary> {
  const entries: [string, Ref][] = [];
  for (const used of faces.used.values()) entries.push([used.resource, await embedFace(file, used)]);
  return Object.fromEntries(entries);
}

/** A composite font (ISO 32000-1, 9.7.6), character codes being glyph numbers. */
async function embedFace(file: PdfFile, { font, glyphs }: UsedFace): Promise<Ref> {
  const program = assembleFont(
    subsetTables(
      font,
      glyphs.map(({ id }) => id),
    ),
  );
  const name = `${subsetPrefix(program)}+${font.name}`;
  const [fontFile, unicode] = await Promise.all([
    addDeflated(file, program, { Length1: program.length }),
    addDeflated(file, toUnicode(glyphs.map(({ text }) => sayable(text)))),
  ]);
  const descendant = add(file, {
    Type: "Font",
    Subtype: "CIDFontType2",
    BaseFont: name,
    CIDSystemInfo: { Registry: ascii("Adobe"), Ordering: ascii("Identity"), Supplement: 0 },
    FontDescriptor: add(file, descriptor(font, name, fontFile)),
    CIDToGIDMap: "Identity",
    W: [0, glyphs.map(({ width }) => width)],
  });
  return add(file, {
    Type: "Font",
    Subtype: "Type0",
    BaseFont: name,
    Encoding: "Identity-H",
    DescendantFonts: [descendant],
    ToUnicode: unicode,
  });
}

/** Flags of 9.8.2. */
const serif = 1 << 1;
const symbolic = 1 << 2;
const italic = 1 << 6;

function descriptor(font: Font, name: string, fontFile: Ref): Dictionary {
  return {
    Type: "FontDescriptor",
    FontName: name,
    Flags: symbolic | (font.style.family === "serif" ? serif : 0) | (font.style.italic ? italic : 0),
    FontBBox: font.box,
    ItalicAngle: font.italicAngle,
    Ascent: font.ascent,
    Descent: font.descent,
    CapHeight: font.capHeight,
    XHeight: font.xHeight,
    StemV: stemOf(font.weightClass),
    FontFile2: fontFile,
  };
}

/** The width of vertical stems, which no table gives: as common readers estimate it from the weight. */
function stemOf(weightClass: number): number {
  return Math.round(50 + (weightClass / 65) ** 2);
}

/** Six capitals (9.6.4), from the content so that the same subset has the same name. */
function subsetPrefix(program: Uint8Array): string {
  const hash = createHash("sha256").update(program).digest();
  return String.fromCharCode(...hash.subarray(0, 6).map((byte) => 65 + (byte % 26)));
}
