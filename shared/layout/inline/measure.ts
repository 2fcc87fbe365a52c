import { defaultLanguage } from "../../i18n/languages.ts";
import type { Face } from "../fonts/face.ts";
import type { GlyphRun } from "../frames.ts";
import type { Setting } from "../setting.ts";
import { hyphenate } from "./hyphenate.ts";
import type { HyphenCut, Measured, Shaped, Word } from "./lexicon.ts";
import { isAddress, partsOfWord } from "./opportunities.ts";
import type { RunStyle } from "./run.ts";

/** A word in a style: its parts, measured once. */
export function wordOf(setting: Setting, text: string, style: RunStyle): Word {
  const { words } = style.lexicon;
  const known = words.get(text);
  if (known !== undefined) return known;
  const whole = isAddress(text);
  const parts = partsOfWord(text, whole).map(({ text: part, penalty }) => {
    return { measured: measure(setting, part, style), penalty };
  });
  const word = { whole, parts };
  words.set(text, word);
  return word;
}

/** `text` shaped in a style, once: one run a face, where the style's own lacks characters. */
export function measure(setting: Setting, text: string, style: RunStyle): Measured {
  const known = style.lexicon.texts.get(text);
  if (known !== undefined) return known;
  const runs = byFace(setting, text, style.face).map(({ face, text: part, missing }): Shaped => {
    const run = setting.fonts.shape(face, missing ? [...part][0]! : part, style.features);
    return { run: missing ? { ...run, actualText: part } : run, width: runWidth(run), missing };
  });
  const width = runs.reduce((sum, run) => sum + run.width, 0);
  const measured: Measured = { text, runs, width };
  style.lexicon.texts.set(text, measured);
  return measured;
}

/** Points. */
export function widthOf(setting: Setting, text: string, style: RunStyle): number {
  return (measure(setting, text, style).width * style.size) / 1000;
}

/** The cuts that hyphens allow in a measured text, found once a language. */
export function hyphenCuts(setting: Setting, measured: Measured, style: RunStyle): readonly HyphenCut[] {
  const { language } = style;
  if (measured.hyphens?.language === language) return measured.hyphens.cuts;
  const points = hyphenate(measured.text, language);
  const cuts = points.length === 0 ? [] : cutsAt(setting, measured, points, style);
  measured.hyphens = { language, cuts };
  return cuts;
}

function cutsAt(setting: Setting, measured: Measured, points: readonly number[], style: RunStyle): HyphenCut[] {
  const reached = widthsAt(measured);
  const hyphen = measure(setting, "-", style).width;
  return points.map((cut) => {
    const width = reached.get(cut) ?? measure(setting, measured.text.slice(0, cut), style).width;
    const short = !/\p{L}{3}$/u.test(measured.text.slice(0, cut));
    return { cut, short, before: width + hyphen, after: measured.width - width };
  });
}

/** The width of a text up to each of the offsets where a glyph ends, thousandths of an em. */
export function widthsAt({ runs }: Measured): Map<number, number> {
  const widths = new Map<number, number>();
  let offset = 0;
  let width = 0;
  for (const { run } of runs) {
    for (const glyph of run.glyphs) {
      offset += glyph.text.length;
      width += glyph.advance;
      widths.set(offset, width);
    }
  }
  return widths;
}

function runWidth(run: GlyphRun): number {
  let width = 0;
  for (const glyph of run.glyphs) width += glyph.advance;
  return width;
}

type FaceText = { face: Face; text: string; missing: boolean };

function byFace(setting: Setting, text: string, face: Face): FaceText[] {
  if (coversAll(face, text)) return [{ face, text, missing: false }];
  const parts: FaceText[] = [];
  for (const { segment } of graphemes.segment(text)) {
    const found = coversAll(face, segment) ? face : setting.fonts.fallback([...segment][0]!, face.style);
    const missing = found === undefined;
    const last = parts.at(-1);
    if (last !== undefined && !missing && !last.missing && last.face === found) last.text += segment;
    else parts.push({ face: found ?? face, text: segment, missing });
  }
  return parts;
}

const graphemes = new Intl.Segmenter(defaultLanguage, { granularity: "grapheme" });

function coversAll(face: Face, text: string): boolean {
  for (const character of text) if (!face.covers(character)) return false;
  return true;
}
