import type { Face } from "../fonts/face.ts";
import type { GlyphRun } from "../frames.ts";
import type { Setting, Shaped } from "../setting.ts";
import type { RunStyle } from "./run.ts";

/** `text` shaped in a style, once: one run a face, where the style's own lacks characters. */
export function shaped(setting: Setting, text: string, style: RunStyle): readonly Shaped[] {
  const known = style.measured.get(text);
  if (known !== undefined) return known;
  const runs = byFace(setting, text, style.face).map(({ face, text: part, missing }) => {
    const run = setting.fonts.shape(face, missing ? [...part][0]! : part, style.features);
    return { run: missing ? { ...run, actualText: part } : run, width: runWidth(run) };
  });
  style.measured.set(text, runs);
  return runs;
}

/** Points. */
export function widthOf(setting: Setting, text: string, style: RunStyle): number {
  return (totalWidth(shaped(setting, text, style)) * style.size) / 1000;
}

export function totalWidth(runs: readonly Shaped[]): number {
  let width = 0;
  for (const run of runs) width += run.width;
  return width;
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
    if (missing) setting.missing.add(segment);
    const last = parts.at(-1);
    if (last !== undefined && !missing && !last.missing && last.face === found) last.text += segment;
    else parts.push({ face: found ?? face, text: segment, missing });
  }
  return parts;
}

const graphemes = new Intl.Segmenter("fr", { granularity: "grapheme" });

function coversAll(face: Face, text: string): boolean {
  for (const character of text) if (!face.covers(character)) return false;
  return true;
}
