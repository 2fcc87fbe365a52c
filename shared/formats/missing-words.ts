import type { DocumentTree } from "../document/tree.ts";
import { wordsOfTree } from "../document/word-count.ts";
import type { Context } from "./reading.ts";

/** Words that a short text may lose (a table of contents, a bibliography) before a warning is given. */
const fewWords = 40;

/** Tells where the tree has less than half of the words of the source, and many lack. */
export function warnOfMissingWords(context: Context, tree: DocumentTree): void {
  const found = wordsOfTree(tree);
  const source = Math.max(0, context.source.words - context.source.aside);
  if (found * 2 < source && source - found >= fewWords) context.warnEach("words-missing", { found, source });
}
