import { type Change, eachChange } from "./changes.ts";
import { type Comparing, wordsOf } from "./comparing.ts";
import type { BlockChange } from "./redline.ts";
import { signatureOf } from "./same.ts";
import { meaningfulWords } from "./words.ts";

/** Words that say enough for their place to be told from another; any do in a heading. */
const fewest = 3;

/** Blocks, items and rows that went from one place and came, the very same, in another: both get one number, in place. */
export function markMoves({ names }: Comparing, blocks: readonly BlockChange[]): void {
  const gone = Map.groupBy(
    eachChange(blocks).filter((change) => change.is === "deleted" && isTelling(change.before)) as Iterable<Deleted>,
    (change) => `${change.of} ${signatureOf(change.before, names.before)}`,
  );
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

type Deleted = Extract<Change, { is: "deleted" }>;

function isTelling(thing: Deleted["before"]): boolean {
  const words = meaningfulWords(wordsOf(thing)).length;
  return words >= fewest || (words > 0 && "type" in thing && thing.type === "heading");
}
