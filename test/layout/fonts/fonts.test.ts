import { create } from "@cantoo/fontkit";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { FaceStyle, Features } from "../../../shared/layout/fonts/face.ts";
import { openDefaultFonts } from "./open.ts";

const fonts = await openDefaultFonts();
const serif: FaceStyle = { family: "serif", weight: "regular", italic: false };
const sans: FaceStyle = { ...serif, family: "sans" };
const styles: FaceStyle[] = (["serif", "sans"] as const).flatMap((family) =>
  (["regular", "semibold"] as const).flatMap((weight) => [false, true].map((italic) => ({ family, weight, italic }))),
);

const french =
  "L’accès aux droits des publics éloignés : difficultés, réflexions… « Où ? », s’interroge l’œuvre de l’AVE, " +
  "affectée d’effets fâcheux ; 1 284 € à Vénissieux (69), Évry, Tourcoing, To. AVANT LYON Ça T. P, – — ’ ” AV Yvelines";

describe("a face is the nearest to the style asked for", () => {
  const check = (style: FaceStyle, name: string) => expect(fonts.face(style).name).toBe(name);
  test.each<[FaceStyle, string]>([
    [serif, "LivrableSerif-Regular"],
    [{ ...serif, italic: true }, "LivrableSerif-Italic"],
    [{ ...serif, weight: "semibold" }, "LivrableSerif-SemiBold"],
    [{ ...serif, weight: "bold" }, "LivrableSerif-SemiBold"],
    [{ ...serif, weight: "bold", italic: true }, "LivrableSerif-SemiBoldItalic"],
    [sans, "LivrableSans-Regular"],
    [{ ...sans, weight: "semibold", italic: true }, "LivrableSans-SemiBoldItalic"],
  ])("%j is %s", check);
});

test("metrics are in thousandths of an em", () => {
  expect(fonts.face(serif)).toMatchObject({ ascent: 1036, descent: -335, capHeight: 670, xHeight: 475 });
});

describe("shaping agrees with fontkit, word by word", () => {
  test.each(styles)("$family $weight, italic $italic", (style) => {
    const face = fonts.face(style);
    const peer = create(Buffer.from(fonts.font(face).bytes)) as unknown as Peer;
    for (const word of french.split(" ")) {
      const run = peer.layout(word, ["liga", "kern"]);
      const theirs = run.glyphs.map(({ id }, i) => ({ id, advance: run.positions[i]?.xAdvance }));
      expect(
        fonts.shape(face, word).glyphs.map(({ id, advance }) => ({ id, advance })),
        word,
      ).toEqual(theirs);
    }
  });
});
type Peer = {
  layout(text: string, features: string[]): { glyphs: { id: number }[]; positions: { xAdvance: number }[] };
};

describe("each glyph says what it stands for", () => {
  const check = (text: string, expected: string[], features: Features = {}, style = serif) =>
    expect(fonts.shape(fonts.face(style), text, features).glyphs.map((glyph) => glyph.text)).toEqual(expected);
  test.each<[string, string[]]>([
    ["fin", ["fi", "n"]],
    ["effet", ["e", "ff", "e", "t"]],
    ["e\u0301te\u0301", ["é", "t", "é"]],
    ["porte\u2011voix", [..."porte\u2011voix"]],
    ["1\u202f284\u00a0€", [..."1\u202f284\u00a0€"]],
    ["re\u00adlire", [..."relire"]],
    ["\u00ad", ["\u00ad"]],
    ["🙂", ["🙂"]],
    ["م", ["م"]],
    ["a\tb", ["a", "\t", "b"]],
    ["", []],
  ])("%j", (text, expected) => check(text, expected));
  test("superscripts do not join", () => check("fi", ["f", "i"], { superscript: true }));
});

test("no character ever gives glyph 0", () => {
  const characters = [
    "é",
    "Ω",
    "я",
    "🙂",
    "م",
    "漢",
    "\u2011",
    "\u00ad",
    "\u202f",
    "\u2003",
    "\ue000",
    "\ufffd",
    "\u0007",
  ];
  for (const style of styles)
    for (const character of characters)
      for (const glyph of fonts.shape(fonts.face(style), character).glyphs)
        expect(glyph.id, character).toBeGreaterThan(0);
});

test("the arrows that lists begin with are drawn as the font's own, and say what they are", () => {
  for (const style of styles) {
    const face = fonts.face(style);
    const [arrow] = fonts.shape(face, "→").glyphs;
    for (const character of "➔➜➤") {
      expect(face.covers(character)).toBe(true);
      expect(fonts.shape(face, character).glyphs).toEqual([{ ...arrow, text: character }]);
    }
  }
});

test("no text is lost, whatever it is", () => {
  const characters = fc.oneof(fc.string({ unit: "binary" }), fc.string({ unit: "grapheme" }));
  fc.assert(
    fc.property(characters, fc.constantFrom(...styles), (text, style) => {
      const { glyphs } = fonts.shape(fonts.face(style), text);
      const drawn = text === "\u00ad" ? text : text.replace(/\p{Default_Ignorable_Code_Point}/gu, "");
      const said = glyphs.map((glyph) => glyph.text).join("");
      expect(said.normalize("NFC")).toBe(drawn.normalize("NFC"));
      expect(glyphs.every(({ id, advance }) => id > 0 && Number.isFinite(advance))).toBe(true);
    }),
  );
});

describe("features give glyphs of their own", () => {
  const differs = (text: string, features: Features, style = serif) => {
    const face = fonts.face(style);
    const plain = fonts.shape(face, text).glyphs.map(({ id }) => id);
    return fonts.shape(face, text, features).glyphs.every(({ id }, i) => id !== plain[i]);
  };
  test.each<[string, Features]>([
    ["crpv", { smallCaps: true }],
    ["er", { superscript: true }],
    ["12", { superscript: true }],
    ["2", { subscript: true }],
  ])("%s with %j", (text, features) => expect(differs(text, features)).toBe(true));

  test("small capitals of an italic come from its upright", () => {
    const italic = fonts.face({ ...serif, italic: true });
    expect(fonts.shape(italic, "oriv", { smallCaps: true }).face.name).toBe("LivrableSerif-Regular");
  });
  test.each<[string, Features, boolean]>([
    ["er", { superscript: true }, true],
    ["CREFE", { smallCaps: true }, true],
    ["Ω", { superscript: true }, false],
    ["1, 2", { superscript: true }, true],
  ])("%s with %j is supported: %s", (text, features, expected) =>
    expect(fonts.supports(fonts.face(serif), text, features)).toBe(expected),
  );
});

describe("a character that a face lacks is found in another", () => {
  test.each<[string, FaceStyle, string | undefined]>([
    ["é", serif, "LivrableSerif-Regular"],
    ["⇒", serif, "LivrableSans-Regular"],
    ["⇒", { ...serif, weight: "bold", italic: true }, "LivrableSans-SemiBoldItalic"],
    ["\u2011", serif, "LivrableSerif-Regular"],
    ["漢", serif, undefined],
  ])("%s", (character, style, expected) => expect(fonts.fallback(character, style)?.name).toBe(expected));
});

test("tabular figures are all as wide", () => {
  for (const style of [serif, sans]) {
    const { glyphs } = fonts.shape(fonts.face(style), "0123456789", { tabularFigures: true });
    expect(new Set(glyphs.map(({ advance }) => advance)).size).toBe(1);
  }
});
