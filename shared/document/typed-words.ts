import { foldedTextOf } from "./anchor.ts";
import { foldText } from "./identify.ts";
import type { Stretch } from "./inline-edits.ts";
import type { Block } from "./tree.ts";
import { mapInlines, mapInlinesOf, plainText, textOf } from "./visit.ts";

/** Places of the same words that are told apart: more are not counted, and no one reads through more. */
const mostPlaces = 100;

/**
 * Where a block says words that somebody typed, or took from a page: as they are, else their letters and digits whatever stands between
 * them (`L'ÉTAT « final »` for `l'état "final"`), else those apart from calls of notes and citations as the page sets them. None where
 * it does not say them all, in their order.
 */
export function placesSaying(block: Block, words: string): Stretch[] {
  const [said, typed] = [foldedTextOf(block), foldText(words)];
  if (typed === "") return [];
  const exact = stretchesOf(said, typed).map((start) => ({ start, end: start + typed.length }));
  if (exact.length > 0) return exact;
  const spelt = spelling(said, typed);
  return spelt.length > 0
    ? spelt
    : spelling(withoutCalls(foldText(textOf(withKeysHidden(block)))), withoutCalls(typed));
}

/** Places in `said`, a folded text, of the letters and digits of `typed`. */
function spelling(said: string, typed: string): Stretch[] {
  const signs = Array.from(said.toLowerCase().matchAll(/[\p{L}\p{N}]/gu));
  const letters = (typed.toLowerCase().match(/[\p{L}\p{N}]/gu) ?? []).join("");
  if (letters === "" || said.toLowerCase().length !== said.length) return [];
  const places = signs.flatMap((sign) => Array.from(sign[0], () => sign.index));
  return stretchesOf(signs.map(([sign]) => sign).join(""), letters).flatMap((at) => {
    const [start, last] = [places[at]!, places[at + letters.length - 1]!];
    const isWhole = !isInWord(said, start) && !isInWord(said, last + 1);
    return isWhole ? [{ start, end: last + 1 }] : [];
  });
}

/** Every place of `words`, overlapping ones too. */
function stretchesOf(text: string, words: string): number[] {
  const places: number[] = [];
  for (let at = text.indexOf(words); at !== -1 && places.length < mostPlaces; at = text.indexOf(words, at + 1))
    places.push(at);
  return places;
}

/** Whether a place is between two letters or digits of one word. */
function isInWord(text: string, at: number): boolean {
  return /^[\p{L}\p{N}]{2}$/u.test(text.slice(Math.max(0, at - 1), at + 1));
}

/** What is between parentheses, whole or cut, and digits after a word, blank: "repris1 (UNESCO, 2001)". */
function withoutCalls(text: string): string {
  return text.replace(/\([^()]*\)?|^[^()]*\)|(?<=\p{L}[.,]?)\d+/gu, (call) => " ".repeat(call.length));
}

/** A sign of the private use area (Unicode 23.5), in the place of each that is not shown. */
const hidden = "\uE000";

/** A block whose citations are hidden, its words standing where they stood. */
export function withKeysHidden(block: Block): Block {
  const [shown = block] = mapInlinesOf([block], (inlines) =>
    mapInlines(inlines, (inline) =>
      inline.type === "citation" ? { type: "text", value: hidden.repeat(plainText([inline]).length) } : inline,
    ),
  );
  return shown;
}

/** Words without those that `withKeysHidden` hid. */
export function withoutHidden(words: string): string {
  return words.replace(/\s*\uE000+/g, "");
}
