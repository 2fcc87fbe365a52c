import type { Glyph, GlyphRun } from "../frames.ts";
import type { Features } from "./face.ts";
import { type Kerning, readKerning } from "./kerning.ts";
import { once } from "./once.ts";
import { box, isIgnorable, replacementFor } from "./replacements.ts";
import type { Font } from "./sfnt.ts";
import { type Ligatures, readLigatures, readSingles, type Singles, substitute } from "./substitution.ts";

/** A font with what shaping needs of it, each table read when first asked for. */
export type Shaper = {
  font: Font;
  kerning(): Kerning;
  ligatures(): Ligatures;
  singles(feature: SingleFeature): Singles;
  /** Runs already shaped, by features and text. */
  shaped: Map<string, GlyphRun>;
  /** Characters already mapped, by code point; undefined draws nothing. */
  mapped: Map<number, Glyph | undefined>;
};
type SingleFeature = "smcp" | "sups" | "subs" | "tnum";

/** Words kept a face; a long-lived process sees many documents. */
const shapedLimit = 20_000;

/** A shaper over a font; none of its tables is read yet. */
export function openShaper(font: Font): Shaper {
  const singles = new Map<SingleFeature, Singles>();
  return {
    font,
    kerning: once(() => readKerning(font)),
    ligatures: once(() => readLigatures(font, "liga")),
    singles: (feature) => {
      const known = singles.get(feature) ?? readSingles(font, feature);
      singles.set(feature, known);
      return known;
    },
    shaped: new Map(),
    mapped: new Map(),
  };
}

/**
 * The glyphs of `text`: substituted, joined in ligatures, kerned. Runs are shared by all that ask for the same: they
 * are read, never changed. A character that the font lacks is drawn as a box that still stands for it; default
 * ignorables draw nothing, but a soft hyphen alone is a hyphen, the one at a line's end.
 */
export function shapeWith(shaper: Shaper, text: string, features: Features): GlyphRun {
  const key = `${featureKey(features)}${text}`;
  const known = shaper.shaped.get(key);
  if (known !== undefined) return known;
  if (shaper.shaped.size >= shapedLimit) shaper.shaped.clear();
  const run = { face: shaper.font, glyphs: shapeGlyphs(shaper, text, features) };
  shaper.shaped.set(key, run);
  return run;
}

/**
 * Whether the font draws every letter and figure of `text` with the features' own glyphs. Tabular figures count as
 * drawn: where `tnum` has nothing to change, the figures are as wide already.
 */
export function supportsFeatures({ font, singles }: Shaper, text: string, features: Features): boolean {
  return singleFeatures({ ...features, tabularFigures: false }).every((feature) =>
    [...text].every((character) => {
      const glyph = font.characters.get(character.codePointAt(0) ?? 0) ?? 0;
      const needed = feature === "smcp" ? /\p{Ll}/u : /[\p{L}\p{N}]/u;
      return !needed.test(character) || substitute(singles(feature), glyph) !== glyph;
    }),
  );
}

function shapeGlyphs(shaper: Shaper, text: string, features: Features): Glyph[] {
  const wanted = singleFeatures(features);
  const lookups = wanted.map((feature) => shaper.singles(feature));
  const mapped = mapCharacters(shaper, text).map((glyph) => {
    const id = lookups.reduce((current, singles) => substitute(singles, current), glyph.id);
    return id === glyph.id ? glyph : { id, advance: shaper.font.advances[id] ?? 0, text: glyph.text };
  });
  return kern(shaper.kerning(), wanted.length === 0 ? join(shaper, mapped) : mapped);
}

function mapCharacters(shaper: Shaper, text: string): Glyph[] {
  if (text === "\u00ad") return [mapCharacter(shaper.font, text)];
  const composed = /\p{M}/u.test(text) ? text.normalize("NFC") : text;
  const glyphs: Glyph[] = [];
  for (const character of composed) {
    const code = character.codePointAt(0)!;
    let glyph = shaper.mapped.get(code);
    if (glyph === undefined && !shaper.mapped.has(code)) {
      glyph = isIgnorable(character) ? undefined : mapCharacter(shaper.font, character);
      shaper.mapped.set(code, glyph);
    }
    if (glyph !== undefined) glyphs.push(glyph);
  }
  return glyphs;
}

function mapCharacter(font: Font, text: string): Glyph {
  const code = text.codePointAt(0)!;
  const own = font.characters.get(code);
  if (own !== undefined) return { id: own, advance: font.advances[own] ?? 0, text };
  const standIn = replacementFor(code);
  const id = (standIn && glyphOrReplacement(font, standIn.character)) ?? glyphOrReplacement(font, box) ?? 0;
  return { id, advance: standIn?.advance ?? font.advances[id] ?? 0, text };
}

function glyphOrReplacement(font: Font, code: number): number | undefined {
  const glyph = font.characters.get(code);
  const next = glyph === undefined ? replacementFor(code) : undefined;
  return next === undefined ? glyph : glyphOrReplacement(font, next.character);
}

function join(shaper: Shaper, glyphs: Glyph[]): Glyph[] {
  const ligatures = shaper.ligatures();
  if (!glyphs.some(({ id }) => ligatures.has(id))) return glyphs;
  const joined: Glyph[] = [];
  for (let i = 0; i < glyphs.length; ) {
    const first = glyphs[i]!;
    const found = ligatures
      .get(first.id)
      ?.find(({ following }) => following.every((glyph, k) => glyphs[i + 1 + k]?.id === glyph));
    const end = i + 1 + (found?.following.length ?? 0);
    joined.push(found === undefined ? first : ligatureOf(shaper.font, found.glyph, glyphs.slice(i, end)));
    i = end;
  }
  return joined;
}

function ligatureOf(font: Font, id: number, parts: Glyph[]): Glyph {
  return { id, advance: font.advances[id] ?? 0, text: parts.map(({ text }) => text).join("") };
}

function kern(kerning: Kerning, glyphs: Glyph[]): Glyph[] {
  return glyphs.map((glyph, i) => {
    const next = glyphs[i + 1];
    const units = next === undefined ? 0 : kerning(glyph.id, next.id);
    return units === 0 ? glyph : { id: glyph.id, advance: glyph.advance + units, text: glyph.text };
  });
}

function singleFeatures(features: Features): SingleFeature[] {
  const wanted: SingleFeature[] = [];
  if (features.smallCaps) wanted.push("smcp");
  if (features.superscript) wanted.push("sups");
  if (features.subscript) wanted.push("subs");
  if (features.tabularFigures) wanted.push("tnum");
  return wanted;
}

/** One private-use character, so that no text is taken for a key. */
function featureKey(features: Features): string {
  const flags = [features.smallCaps, features.superscript, features.subscript, features.tabularFigures];
  return String.fromCharCode(0xe000 + flags.reduce((sum, flag, bit) => sum + (flag ? 1 << bit : 0), 0));
}
