import type { DocumentTree } from "./tree.ts";
import { textOf } from "./visit.ts";

/** Counts words that come in pieces: `add` a piece, `part` where a word cannot go on; `words` so far. */
export type WordCount = { add(piece: string): void; part(): void; readonly words: number };

/** A count that begins at none. A word is what white space parts and has a letter or a digit, in any encoding. */
export function countWords(): WordCount {
  let words = 0;
  let counted = false;
  return {
    add(piece) {
      for (let at = 0; at < piece.length; at++) {
        const code = piece.charCodeAt(at);
        if (isSpace(code)) counted = false;
        else if (!counted && isLetter(code)) {
          counted = true;
          words += 1;
        }
      }
    },
    part() {
      counted = false;
    },
    get words() {
      return words;
    },
  };
}

/** The words of some texts. */
export function wordsIn(texts: Iterable<string>): number {
  const count = countWords();
  for (const text of texts) {
    count.add(text);
    count.part();
  }
  return count.words;
}

/** The words of a tree: of its title and its authors, its text, its notes. */
export function wordsOfTree({ meta, blocks, notes }: DocumentTree): number {
  const { title = "", subtitle = "", authors } = meta;
  return wordsIn([title, subtitle, ...authors, ...[...blocks, ...Object.values(notes).flat()].map(textOf)]);
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}

function isLetter(code: number): boolean {
  const digit = code >= 0x30 && code <= 0x39;
  const folded = code | 0x20;
  return digit || (folded >= 0x61 && folded <= 0x7a) || code >= 0x80;
}
