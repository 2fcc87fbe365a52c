/** A part of a word and what it costs to start a line with it; the first part's cost is never asked for. */
export type WordPart = { text: string; penalty: number };

const hyphenPenalty = 90;
const slashPenalty = 60;
const markPenalty = 140;

/** Web and mail addresses, and paths: they break at their own points, and never take a hyphen. */
export function isAddress(word: string): boolean {
  return /[/@]|^www/i.test(word) && address.test(word);
}

const address = /:\/\/|^www\.|^[^\s@]+@[^\s@]+\.\w|^[^\s/.]*[./][^\s/]*\/\S*$/iu;

/** Where a word without spaces may break by itself: addresses at their points, others after hyphens and dashes. */
export function partsOfWord(word: string, address: boolean): WordPart[] {
  if (address)
    return word
      .split(addressPoint)
      .map((text) => ({ text, penalty: /^[/\w]/u.test(text) ? slashPenalty : markPenalty }));
  if (plain.test(word)) return [{ text: word, penalty: 0 }];
  return word.split(hyphenPoint).map((text) => ({ text, penalty: hyphenPenalty }));
}

/** No hyphen, dash, slash or zero-width space inside. */
const plain = /^[^-‐–—/\u200b]*$/u;

/** After a hyphen between letters, a dash, a slash between words, or a zero-width space; never before a mark. */
const hyphenPoint = /(?<=[\p{L}\p{N}][-‐](?=\p{L}{2})|[–—](?=[\p{L}\p{N}])|[\p{L}]{2}\/(?=\p{L}{2})|\u200b)/u;

/**
 * After slashes, not those of "https://"; before other marks, so that none looks like the end of a sentence (The Chicago
 * Manual of Style, 7.46).
 */
const addressPoint = /(?<=[^/:]\/)(?!\/)|(?<=[^/.?#&=_%~@-])(?=[.?#&=_%~@-][^\s.])/u;
