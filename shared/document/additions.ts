import { foldWithPlaces } from "./fold.ts";
import { edited, lineOf, type Replacement, type Stretch } from "./inline-edits.ts";
import { itemsIn } from "./items.ts";
import { blocksOf } from "./paragraphs.ts";
import type { Block } from "./tree.ts";
import { textOf } from "./visit.ts";

/**
 * Whether an addition goes after the words that it quotes, in their block: words of a heading or a paragraph that says more than them,
 * and a text that is no paragraphs, heading or items of its own; a whole sentence only where theirs ends. Any other makes blocks after
 * its block.
 */
export function goesAfterWords(block: Block, { start, end }: Stretch, addition: string): boolean {
  if (block.type !== "paragraph" && block.type !== "heading") return false;
  const text = foldWithPlaces(textOf(block))?.text ?? "";
  if (end <= start || (start === 0 && end >= text.length)) return false;
  if (isSentence(addition) && !endsSentence(text, end)) return false;
  const blocks = blocksOf(addition, () => ({ numbered: true }));
  return itemsIn(addition) === undefined && blocks.length === 1 && blocks[0]!.type === "paragraph";
}

/** The addition put after a stretch of the folded text of a block; undefined where it cannot be put there. */
export function afterWords(block: Block, stretch: Stretch, addition: string): Replacement | undefined {
  if ((block.type !== "paragraph" && block.type !== "heading") || !goesAfterWords(block, stretch, addition))
    return undefined;
  const line = lineOf(block.children);
  const place = foldWithPlaces(line)?.ends[stretch.end - 1];
  if (place === undefined) return undefined;
  const { at, words } = additionAt(line, place, addition);
  const edits = [{ from: at, to: at, words }];
  return edited(block.children, edits) && { from: at, to: at, edits };
}

/** A whole sentence, e.g. « Elle dit seulement pourquoi. » */
const sentence = /^[«“"(]?\s?\p{Lu}[\s\S]*[.!?…]\s?[»”")]?$/u;

function isSentence(addition: string): boolean {
  return sentence.test(addition.trim());
}

/** Whether words that end at `end` of a text, or in the word there, end a sentence: its sign is their last or follows them. */
function endsSentence(text: string, end: number): boolean {
  const at = wordEnd(text, end);
  return /[.!?…]\s?[»”")\]]?$/u.test(text.slice(0, at)) || /^\s?[.!?…]+(?=[\s»”")\]]|$)/u.test(text.slice(at));
}

/** The end of the word that is cut at `end`; `end` where none is. */
function wordEnd(text: string, end: number): number {
  return /[\p{L}\p{N}]/u.test(text[end - 1] ?? "") ? end + /^[\p{L}\p{N}]*/u.exec(text.slice(end))![0].length : end;
}

/**
 * Where in a text the addition to words that end at `end` goes, and what goes there, with the spaces that it needs: after the word that
 * the words end in, a sentence after the sign that ends theirs.
 */
export function additionAt(text: string, end: number, addition: string): { at: number; words: string } {
  const said = addition.trim().replace(/\s+/g, " ");
  let at = wordEnd(text, end);
  if (isSentence(said)) at += /^(?:\s?[.!?…]+)?/u.exec(text.slice(at))![0].length;
  const before = /\s$/.test(text.slice(0, at)) || /^[,.;:!?…)\]»]/.test(said) ? "" : " ";
  const after = at === text.length || /^[\s,.;:!?…)\]»”]/.test(text.slice(at)) ? "" : " ";
  return { at, words: before + said + after };
}
