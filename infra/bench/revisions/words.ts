import { foldText } from "../../../shared/document/identify.ts";
import { type Change, eachChangeOf } from "../../../shared/document/redline/changes.ts";
import { wordsOf } from "../../../shared/document/redline/comparing.ts";
import type { Redline, WordChange } from "../../../shared/document/redline/redline.ts";
import { settle } from "../../../shared/document/redline/settle.ts";
import type { DocumentTree } from "../../../shared/document/tree.ts";
import { plainText, textOf } from "../../../shared/document/visit.ts";

/** The words that a redline shows as come or gone: body and notes. */
export function markedWords({ blocks, notes }: Redline): number {
  return eachChangeOf({ blocks, notes, bibliography: [] }).reduce((sum, change) => sum + marked(change), 0);
}

function marked(change: Change): number {
  if (change.is === "same" || change.is === "relisted") return 0;
  if (change.is === "parted") return change.pieces.reduce((sum, { words }) => sum + markedAmong(words), 0);
  if (change.is === "inserted") return wordsIn(wordsOf(change.after)).length;
  if (change.is === "deleted") return wordsIn(wordsOf(change.before)).length;
  if (change.of !== "block") return 0;
  const words = "words" in change ? change.words : "caption" in change ? change.caption : [];
  return markedAmong(words);
}

function markedAmong(words: readonly WordChange[]): number {
  return words.reduce((sum, one) => sum + markedIn(one), 0);
}

function markedIn(change: WordChange): number {
  return change.is === "inserted" || change.is === "deleted" ? wordsIn(plainText(change.words)).length : 0;
}

/** The fewest words that turn one text into the other when deleted and inserted (Myers, 1986). */
export function differingWords(before: DocumentTree, after: DocumentTree): number {
  return distance(...commonEnds(wordsOfTree(before), wordsOfTree(after)));
}

function wordsOfTree(tree: DocumentTree): string[] {
  const { draft, order } = settle(tree);
  return wordsIn([...draft.blocks, ...order.flatMap((id) => draft.notes[id]!)].map(textOf).join("\n"));
}

function wordsIn(text: string): string[] {
  return foldText(text).match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}

function commonEnds(before: string[], after: string[]): [string[], string[]] {
  let start = 0;
  while (start < before.length && before[start] === after[start]) start++;
  let end = 0;
  const room = Math.min(before.length, after.length) - start;
  while (end < room && before.at(-1 - end) === after.at(-1 - end)) end++;
  return [before.slice(start, before.length - end), after.slice(start, after.length - end)];
}

/** The length of the shortest way; `furthest` by diagonal, where the first text ends on it. */
function distance(before: readonly string[], after: readonly string[]): number {
  const most = before.length + after.length;
  const furthest = new Int32Array(2 * most + 3);
  for (let length = 0; length <= most; length++) {
    for (let diagonal = -length; diagonal <= length; diagonal += 2) {
      const at = most + 1 + diagonal;
      const down = diagonal === -length || (diagonal !== length && furthest[at - 1]! < furthest[at + 1]!);
      let x = down ? furthest[at + 1]! : furthest[at - 1]! + 1;
      while (x < before.length && x - diagonal < after.length && before[x] === after[x - diagonal]) x++;
      furthest[at] = x;
      if (x >= before.length && x - diagonal >= after.length) return length;
    }
  }
  return most;
}
