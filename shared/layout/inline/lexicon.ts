import type { Face, Features } from "../fonts/face.ts";
import type { Fonts } from "../fonts/fonts.ts";
import type { GlyphRun } from "../frames.ts";

/** A shaped word or a part of one, of one face; `width` in thousandths of an em. `missing`: no font has its character. */
export type Shaped = { run: GlyphRun; width: number; missing: boolean };

/** A text in a face: its runs, their width (thousandths of an em), and, once asked for, where hyphens may cut it. */
export type Measured = {
  text: string;
  runs: readonly Shaped[];
  width: number;
  hyphens?: { language: string; cuts: readonly HyphenCut[] };
};

/**
 * After `cut` characters; what precedes, hyphen included, and what follows, in thousandths of an em. `short`: only two
 * letters precede.
 */
export type HyphenCut = { cut: number; short: boolean; before: number; after: number };

/** A word cut where it may break by itself, with what it costs to start a line with each part. */
export type Word = { whole: boolean; parts: { measured: Measured; penalty: number }[] };

/** What is known of texts in one face with some features. */
export type Lexicon = { texts: Map<string, Measured>; words: Map<string, Word> };

/** Kept with the fonts, since documents share most of their words; a long-lived process sees many documents. */
const lexicons = new WeakMap<Fonts, Map<string, Lexicon>>();
const lexiconLimit = 30_000;

/** The texts already measured in a face with some features; begun anew once it holds `lexiconLimit` of them. */
export function lexiconOf(fonts: Fonts, face: Face, features: Features): Lexicon {
  const all = lexicons.get(fonts) ?? new Map<string, Lexicon>();
  lexicons.set(fonts, all);
  const { smallCaps, superscript, subscript, tabularFigures } = features;
  const key = `${face.name} ${smallCaps ? 1 : 0}${superscript ? 1 : 0}${subscript ? 1 : 0}${tabularFigures ? 1 : 0}`;
  const known = all.get(key);
  if (known !== undefined && known.texts.size < lexiconLimit && known.words.size < lexiconLimit) return known;
  const lexicon: Lexicon = { texts: new Map(), words: new Map() };
  all.set(key, lexicon);
  return lexicon;
}
