import { type Change, eachChange } from "./changes.ts";
import { type Comparing, wordsOf } from "./comparing.ts";
import type { BlockChange } from "./redline.ts";
import { signatureOf } from "./same.ts";
import { meaningfulWords } from "./words.ts";

/** Words that say enough for their place to be told from another; any do in a heading. */
const fewest = 3;

/** Blocks, items and rows that went from one place and came, the very same, in another: both get one number, in place. */
export function markMoves({ names }: Comparing, blocks: readonly BlockChange[]): void {
  const gone = new Map<string, Extract<Change, { is: "deleted" }>[]>();
  for (const change of eachChange(blocks)) {
    if (change.is !== "deleted" || !isTelling(change.before)) continue;
    const key = `${change.of} ${signatureOf(change.before, names.before)}`;
    gone.set(key, [...(gone.get(key) ?? []), change]);
  }
  let moves = 0;
  for (const change of eachChange(blocks)) {
    if (change.is !== "inserted") continue;
    const from = gone.get(`${change.of} ${signatureOf(change.after, names.after)}`)?.shift();
    if (!from) continue;
    moves += 1;
    from.move = moves;
    change.move = moves;
  }
}

function isTelling(thing: Extract<Change, { is: "deleted" }>["before"]): boolean {
  const words = meaningfulWords(wordsOf(thing)).length;
  return words >= fewest || (words > 0 && "type" in thing && thing.type === "heading");
}
