import type { DocumentTree } from "../document/tree.ts";
import { wordsOfTree } from "../document/word-count.ts";
import type { Context } from "./reading.ts";

/** Words that a short text may lose (a table of contents, a bibliography) before a warning is given. */
const fewWords = 40;

/** Where the tree has nothing, fewer words of the source are enough. */
const anyWords = 10;

/** Warns where the tree lacks more than a third of the words of the source, and many of them. */
export function warnOfMissingWords(context: Context, tree: DocumentTree): void {
  const found = wordsOfTree(tree);
  const source = Math.max(0, context.source.words - context.source.aside);
  const lacking = source - found;
  if (lacking * 3 > source && lacking >= (found === 0 ? anyWords : fewWords))
    context.warnEach("words-missing", { found, source });
}
