import { create } from "@cantoo/fontkit";
import { describe, expect, test } from "vitest";
import { readFont } from "../../../shared/layout/fonts/sfnt.ts";
import { assembleFont, subsetTables } from "../../../shared/layout/fonts/subset.ts";
import { openDefaultFonts } from "./open.ts";

const fonts = await openDefaultFonts();
const faces = (["serif", "sans"] as const).flatMap((family) =>
  [false, true].map((italic) => fonts.font(fonts.face({ family, weight: "regular", italic }))),
);
type Peer = { numGlyphs: number; getGlyph(id: number): { path: { toSVG(): string }; advanceWidth: number } };
const peer = (bytes: Uint8Array) => create(Buffer.from(bytes)) as unknown as Peer;

/** A subset has no `cmap` and no names, which fontkit and our reader ask for. */
const readable = (bytes: Uint8Array, tables: ReturnType<typeof subsetTables>, font: (typeof faces)[number]) => {
  const copy = (tag: string) => {
    const { offset, length } = font.tables.get(tag)!;
    return font.bytes.subarray(offset, offset + length);
  };
  expect(bytes.length).toBeGreaterThan(0);
  return assembleFont({ ...tables, cmap: copy("cmap"), name: copy("name"), post: copy("post"), "OS/2": copy("OS/2") });
};

describe("a subset draws what the font draws", () => {
  test.each(faces)("$name", (font) => {
    const glyphs = [0, ...[..."Éàœ€ặfiẤ;"].map((character) => font.characters.get(character.codePointAt(0)!)!)];
    const tables = subsetTables(font, glyphs);
    const [whole, cut] = [peer(font.bytes), peer(readable(assembleFont(tables), tables, font))];
    for (const [i, glyph] of glyphs.entries()) {
      if (i === 0) continue;
      expect(cut.getGlyph(i).path.toSVG()).toBe(whole.getGlyph(glyph).path.toSVG());
      expect(cut.getGlyph(i).advanceWidth).toBe(whole.getGlyph(glyph).advanceWidth);
    }
  });
});

test("a glyph may be there twice, the first is empty, parts of composites follow", () => {
  const font = faces[0]!;
  const [space, e] = [font.characters.get(0x20)!, font.characters.get(0xe9)!];
  const tables = subsetTables(font, [0, space, e, space]);
  const cut = readFont(readable(assembleFont(tables), tables, font), "serif");
  expect(cut.glyphCount).toBeGreaterThanOrEqual(4);
  expect(cut.advances[1]).toBe(cut.advances[3]);
  const loca = new DataView(tables.loca.buffer);
  expect([0, 1].map((i) => loca.getUint16(2 * i))).toEqual([0, 0]);
});

describe("a font that is none is said so", () => {
  const { bytes } = faces[0]!;
  const check = (_: string, broken: Uint8Array, message: RegExp) =>
    expect(() => readFont(broken, "serif")).toThrow(message);
  test.each<[string, Uint8Array, RegExp]>([
    ["text", Buffer.from("ceci n’est pas une police"), /not a TrueType font/],
    ["cut short", bytes.subarray(0, 20_000), /cut short/],
    ["without tables", assembleFont({ head: new Uint8Array(54) }), /no table/],
  ])("%s", check);
});
