import type { Fonts } from "../../layout/fonts/fonts.ts";
import { glyphData } from "../../layout/fonts/outline.ts";
import type { Page, TextItem } from "../../layout/frames.ts";
import { escapeMarkup } from "../escape.ts";
import { glyphPath, unitsPerEm } from "./glyphs.ts";

/** How the text of a page is drawn: `defs` has each glyph once, and each word that comes more than once. */
export type Lettering = { fonts: Fonts; defs: string[]; ids: Map<string, string>; repeated: ReadonlySet<string> };

/** A glyph in its word, and a word in its line: `x` in units of the em from the start of the word, of the line. */
type Placed = { id: number; x: number };
type Word = { x: number; glyphs: Placed[] };

/** The lettering of a page of which nothing is drawn yet. */
export function openLettering(page: Page, fonts: Fonts): Lettering {
  const lettering: Lettering = { fonts, defs: [], ids: new Map(), repeated: new Set() };
  const seen = new Set<string>();
  const repeated = new Set<string>();
  for (const item of page.items)
    if (item.type === "text")
      for (const word of wordsOf(lettering, item)) {
        const key = wordKey(item, word);
        if (word.glyphs.length > 1) (seen.has(key) ? repeated : seen).add(key);
      }
  return { ...lettering, repeated };
}

/** A line, or a stretch of one, of one face, size and colour. */
export function drawText(lettering: Lettering, item: TextItem): string {
  const words = wordsOf(lettering, item).map((word) => drawWord(lettering, item, word));
  if (words.length === 0) return "";
  const scale = Number((item.size / unitsPerEm).toFixed(4));
  const place = `translate(${hundredths(item.x)} ${hundredths(item.baseline)})scale(${scale})`;
  return `<g fill="${escapeMarkup(item.colour)}" transform="${place}">${words.join("")}</g>`;
}

function drawWord(lettering: Lettering, item: TextItem, word: Word): string {
  const key = wordKey(item, word);
  if (!lettering.repeated.has(key)) return drawGlyphs(lettering, item, word.glyphs, word.x);
  const id = defined(lettering, key, (name) => {
    const glyphs = drawGlyphs(lettering, item, word.glyphs, 0);
    return `<g id="${name}">${glyphs}</g>`;
  });
  return use(id, word.x);
}

function drawGlyphs(lettering: Lettering, { run }: TextItem, glyphs: readonly Placed[], from: number): string {
  const { fonts } = lettering;
  return glyphs
    .map(({ id, x }) => {
      const path = () => glyphPath(fonts.font(run.face), id);
      const name = defined(lettering, glyphKey(run.face.name, id), (name) => `<path id="${name}" d="${path()}"/>`);
      return use(name, from + x);
    })
    .join("");
}

function use(id: string, x: number): string {
  return x === 0 ? `<use href="#${id}"/>` : `<use href="#${id}" x="${x}"/>`;
}

/** The name of a definition, which is made where there is none yet. */
function defined({ defs, ids }: Lettering, key: string, make: (name: string) => string): string {
  const known = ids.get(key);
  if (known !== undefined) return known;
  const name = nameOf(ids.size);
  ids.set(key, name);
  defs.push(make(name));
  return name;
}

const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

/** "a", "b"… "Z", "ba"…: the shortest names that ids may have. */
function nameOf(index: number): string {
  const rest = Math.floor(index / letters.length);
  return (rest > 0 ? nameOf(rest) : "") + letters[index % letters.length];
}

/** The words of a line: what stands between glyphs that draw nothing. */
function wordsOf({ fonts }: Lettering, { run, tracking = 0 }: TextItem): Word[] {
  const words: Word[] = [];
  const font = fonts.font(run.face);
  let x = 0;
  let word: Word | undefined;
  for (const { id, advance } of run.glyphs) {
    const at = Math.round((x * unitsPerEm) / 1000);
    x += advance + tracking;
    if (glyphData(font, id).length === 0) word = undefined;
    else {
      word ??= beginWord(words, at);
      word.glyphs.push({ id, x: at - word.x });
    }
  }
  return words;
}

function beginWord(words: Word[], x: number): Word {
  const word = { x, glyphs: [] };
  words.push(word);
  return word;
}

function glyphKey(face: string, id: number): string {
  return `${face} ${id}`;
}

function wordKey({ run }: TextItem, { glyphs }: Word): string {
  return `${run.face.name}: ${glyphs.map(({ id, x }) => `${id}@${x}`).join(" ")}`;
}

function hundredths(value: number): number {
  return Math.round(value * 100) / 100 || 0;
}
