import type { DocumentTree } from "../document/tree.ts";
import { textOf } from "../document/visit.ts";
import type { Context } from "./reading.ts";

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

/** Words that a short text may lose (a table of contents, a bibliography) before a warning is given. */
const fewWords = 40;

/** Tells where the tree has less than half of the words of the source, and many lack. */
export function warnOfMissingWords(context: Context, tree: DocumentTree): void {
  const { title = "", subtitle = "", authors } = tree.meta;
  const blocks = [...tree.blocks, ...Object.values(tree.notes).flat()];
  const found = wordsIn([title, subtitle, ...authors, ...blocks.map(textOf)]);
  const source = Math.max(0, context.source.words - context.source.aside);
  if (found * 2 < source && source - found >= fewWords) context.warnEach("words-missing", { found, source });
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}

function isLetter(code: number): boolean {
  const digit = code >= 0x30 && code <= 0x39;
  const folded = code | 0x20;
  return digit || (folded >= 0x61 && folded <= 0x7a) || code >= 0x80;
}
