import { foldWithPlaces } from "./fold.ts";
import { foldText } from "./identify.ts";
import { setBlocks } from "./orthotypography.ts";
import { carried } from "./quotation.ts";
import type { Block } from "./tree.ts";
import { textOf } from "./visit.ts";

/** Words of a block, with what the block says before and after them. */
export type SetPassage = { before: string; words: string; after: string };

/**
 * A stretch of a block's folded text (see `foldedTextOf`) as readers see it: with the author's signs, and where a
 * `language` is given as that language sets them, e.g. `l'état "final" : oui` as « l’état « final » : oui ».
 */
export function setPassage(
  block: Block,
  { start, end }: { start: number; end: number },
  language?: string,
): SetPassage {
  const raw = textOf(block);
  const folded = foldWithPlaces(raw);
  if (!folded) return cut(foldText(raw), start, end);
  const from = folded.starts[start] ?? raw.length;
  const to = end > start ? folded.ends[end - 1]! : from;
  if (language === undefined) return cut(raw, from, to);
  const text = setBlocks([block], language, {}).map(textOf).join("\n");
  const words = carried(raw, text, from, to);
  return cut(text, words.start, words.end);
}

function cut(text: string, start: number, end: number): SetPassage {
  const line = (part: string) => part.replace(/[\n\t ]+/g, " ");
  return { before: line(text.slice(0, start)), words: line(text.slice(start, end)), after: line(text.slice(end)) };
}
