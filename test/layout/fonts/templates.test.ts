import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { readFont } from "../../../shared/layout/fonts/sfnt.ts";
import { openDefaultFonts } from "./open.ts";

const folder = fileURLToPath(new URL("../../../templates/fonts", import.meta.url));
const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) =>
  statSync(join(folder, path)).isFile(),
);
const size = (path: string) => statSync(join(folder, path)).size;
const documentFonts = files.filter((path) => path.endsWith(".ttf"));

test("all fonts together weigh less than a megabyte and a half", () => {
  expect(files.reduce((sum, path) => sum + size(path), 0)).toBeLessThan(1.5 * 1024 * 1024);
});

test("fonts of pages weigh less than 40 KB each and are WOFF2", () => {
  const web = files.filter((path) => path.endsWith(".woff2"));
  expect(web.length).toBeGreaterThan(0);
  for (const path of web) {
    expect(size(path), path).toBeLessThan(40 * 1024);
    const bytes = readFileSync(join(folder, path));
    expect(bytes.toString("latin1", 0, 4)).toBe("wOF2");
    expect(bytes.readUInt32BE(8)).toBe(bytes.length);
  }
});

test("each folder holds its licence", () => {
  for (const family of ["source-serif-4", "source-sans-3", "web"])
    expect(readFileSync(join(folder, family, "OFL.txt"), "utf8")).toContain("SIL OPEN FONT LICENSE Version 1.1");
});

describe("every face", () => {
  const needed =
    "AZaz09ÀÉÎÔÙÇŒÆŸàéîôùçœæÿñß«»“”‘’–—…•·§°№€£±×÷²³½‰′″†‡ĀőŞžǍẀẤỹΑΩαωάςАЯаяЁёҐґ←↑→↓−≤≥≈∞√∑∂☐✓ᵉʳᵒᵈⁿ¹\u00a0\u00ad\u2009\u202f";
  test.each(documentFonts)("%s has what our languages need", (path) => {
    const font = readFont(readFileSync(join(folder, path)), "serif");
    expect([...needed].filter((character) => !font.characters.has(character.codePointAt(0)!))).toEqual([]);
  });
  test.each(documentFonts)("%s does not use the reserved name", (path) => {
    expect(readFont(readFileSync(join(folder, path)), "serif").name).toMatch(/^Livrable(Serif|Sans)-/);
  });
});

test("kerning, ligatures and small capitals went through the cut", async () => {
  const fonts = await openDefaultFonts();
  const face = fonts.face({ family: "serif", weight: "regular", italic: false });
  const width = (text: string, features = {}) =>
    fonts.shape(face, text, features).glyphs.reduce((sum, { advance }) => sum + advance, 0);
  expect(width("AV")).toBeLessThan(width("A") + width("V"));
  expect(fonts.shape(face, "ffi").glyphs.length).toBeLessThan(3);
  expect(fonts.supports(face, "crefe étéçœ", { smallCaps: true })).toBe(true);
});
