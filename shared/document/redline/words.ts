/**
 * `text` in pieces that differences are told by: words, elided articles ("l'", "qu’"), runs of white space, single
 * signs, of which the º of "nº" is one. Joined again they are the text.
 */
export function wordsIn(text: string): string[] {
  return (
    text.match(
      /\p{L}[\p{L}\p{M}\p{N}\u00AD\u200B\u2060]*['’ʼ](?=\p{L})|º|(?:(?!º)[\p{L}\p{M}\p{N}\u00AD\u200B\u2060])+|\s+|[^\p{L}\p{M}\p{N}\s\u00AD\u200B\u2060]/gu,
    ) ?? []
  );
}

/** The words of a text that say what it is about, in lower case: what likeness is measured by. */
export function meaningfulWords(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}
