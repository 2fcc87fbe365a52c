import type { DocumentTree } from "./tree.ts";
import { wordsOfTree } from "./word-count.ts";

/** How long a text takes: minutes to read it; `pages`: about how many it has once it is set. */
export type ReadingLength = { words: number; minutes: number; pages: number };

/** Words that somebody who reads to judge reads in a minute. */
const wordsAMinute = 220;
/** Minutes are told by fives. */
const step = 5;
/** Words of a page, besides the one that has the title and the contents. */
const wordsAPage = 280;

/** How long the parts of a document take, e.g. 2,810 words: 15 minutes, 11 pages. */
export function readingLength(trees: Iterable<DocumentTree>): ReadingLength {
  const words = [...trees].reduce((sum, tree) => sum + wordsOfTree(tree), 0);
  const minutes = Math.max(step, Math.round(words / wordsAMinute / step) * step);
  return { words, minutes, pages: 1 + Math.round(words / wordsAPage) };
}
