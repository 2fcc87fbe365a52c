import { html } from "hono/html";
import { shortenAtWord } from "../../../shared/document/shorten.ts";
import type { Html } from "../http/context.ts";

/** Words as they are searched for, everywhere alike: without accents, case, kinds of apostrophe and dash, ligatures. */

/** A text without all that: "L’École" and "l'ecole" are the same. */
export function searched(text: string): string {
  // the case after the decomposition: "™" is "TM" and "𝔘" is "U" by it
  const plain = text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[\p{M}\p{Default_Ignorable_Code_Point}]/gu, "");
  return plain
    .replace(/[œæßøł’ς°]/g, (character) => alike[character]!)
    .replace(/[\p{Pd}−]/gu, "-")
    .replace(groupSpaces, "");
}

/** "n°" is typed with the sign of degrees, "nᵒ" and "nº" with a raised letter, which is an "o" by its decomposition. */
const alike: Record<string, string> = { œ: "oe", æ: "ae", ß: "ss", ø: "o", ł: "l", "’": "'", ς: "σ", "°": "o" };

/** The spaces of a number, "1 000 000": each after one to three digits, or such groups, and before three. */
const groupSpaces = /(?<=(?<!\d)\d{1,3}(?: \d{3})*) (?=\d{3}(?!\d))/g;

/** Where in a text a character is, with the accents and what is unseen after it. */
type Place = { start: number; end: number };

/** The same, and of each of its letters the place of its character in the text: three letters of "ﬃ" have one. */
function folded(text: string): { letters: string; places: Place[] } {
  const places: Place[] = [];
  let letters = "";
  let start = 0;
  for (const character of text) {
    const end = start + character.length;
    const plain = searched(character);
    const last = places.at(-1);
    if (plain === "" && last) last.end = end;
    const place = { start, end };
    for (let index = 0; index < plain.length; index++) places.push(place);
    letters += plain;
    start = end;
  }
  const spaces = new Set([...letters.matchAll(groupSpaces)].map(({ index }) => index));
  return { letters: letters.replace(groupSpaces, ""), places: places.filter((_, index) => !spaces.has(index)) };
}

/** A word that another begins with, "l’école": what is searched for is the other. */
const elision = /^(?:qu|jusqu|lorsqu|puisqu|quoiqu|[cdjlmnst])'(?=\p{L}{2})/u;

/** The words that somebody searches for. */
export function wantedWords(words: string): string[] {
  const all = searched(words)
    .split(/\s+/)
    .map((word) => word.replace(elision, ""));
  return [...new Set(all.filter(Boolean))];
}

/** Whether some texts have every word, however it is accented; no word is in none. */
export function hasWords(words: string, texts: readonly string[]): boolean {
  const wanted = wantedWords(words);
  const letters = searched(texts.join(" "));
  return wanted.length > 0 && wanted.every((word) => letters.includes(word));
}

/** A text with the words that somebody searches for marked in it. */
export function marked(text: string, words: string): Html {
  const spans = spansOf(text, wantedWords(words));
  let from = 0;
  const pieces = spans.flatMap(([start, end]) => {
    const before = text.slice(from, start);
    from = end;
    return [html`${before}`, html`<mark>${text.slice(start, end)}</mark>`];
  });
  return html`${pieces}${text.slice(from)}`;
}

/** Characters of a passage before and after the first word that was found. */
const around = { before: 60, after: 120 };

/** The passage of a text around the first of the words that is in it, cut between words: "…un cadre commun pour l’accueil…". */
export function wordsAround(text: string, words: string): string {
  const [[start] = [0]] = spansOf(text, wantedWords(words));
  const near = Math.max(0, start - around.before);
  // a word that is longer than that is cut before what was found
  const gap = near === 0 ? 0 : text.slice(near, start).search(/(?<=\s)\S|(?<=\s)$/u);
  const from = gap === -1 ? start : near + gap;
  const rest = shortenAtWord(text.slice(from), around.before + around.after);
  return from === 0 ? rest : `…${rest}`;
}

/** Where in a text the characters of some words are, those that meet as one. */
function spansOf(text: string, wanted: readonly string[]): [number, number][] {
  const { letters, places } = folded(text);
  const found = wanted.flatMap((word): [number, number][] =>
    startsOf(letters, word).map((start) => [places[start]!.start, places[start + word.length - 1]!.end]),
  );
  const spans: [number, number][] = [];
  for (const [start, end] of found.sort(([a], [b]) => a - b)) {
    const last = spans.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else spans.push([start, end]);
  }
  return spans;
}

function startsOf(letters: string, word: string): number[] {
  const starts: number[] = [];
  for (let at = letters.indexOf(word); at >= 0; at = letters.indexOf(word, at + word.length)) starts.push(at);
  return starts;
}
