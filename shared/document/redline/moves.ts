import { type Change, eachChange } from "./changes.ts";
import { compareWords } from "./compare-words.ts";
import { bagIn, type Comparing, wordsOf } from "./comparing.ts";
import { likestPairs } from "./matches.ts";
import type { BlockChange, Text, WordChange } from "./redline.ts";
import { signatureOf } from "./same.ts";
import { meaningfulWords } from "./words.ts";

/** Words that say enough for their place to be told from another; any do in a heading. */
const fewest = 3;

/**
 * Blocks, items and rows, but for those in a column that came or went whole, that went from one place and came in another get one number, in place: those that are the very
 * same, then paragraphs and headings that were edited on the way.
 */
export function markMoves(comparing: Comparing, blocks: readonly BlockChange[]): void {
  const moves = markSame(comparing, blocks);
  markEdited(comparing, blocks, moves);
}

function markSame({ names }: Comparing, blocks: readonly BlockChange[]): number {
  const gone = Map.groupBy(
    eachChange(blocks).filter(
      (change) => change.is === "deleted" && !change.column && isTelling(change.before),
    ) as Iterable<Deleted>,
    (change) => `${change.of} ${signatureOf(change.before, names.before)}`,
  );
  let moves = 0;
  for (const change of eachChange(blocks)) {
    if (change.is !== "inserted" || change.column) continue;
    const from = gone.get(`${change.of} ${signatureOf(change.after, names.after)}`)?.shift();
    if (!from) continue;
    moves += 1;
    from.move = moves;
    change.move = moves;
  }
  return moves;
}

/** How alike two texts in two places are to be one, and how many words they have at least. */
const edited = { alike: 0.75, words: 8 };

type Went = { is: "deleted"; before: Text; move?: number };
type Came = { is: "inserted"; after: Text; move?: number; words?: WordChange[] };

/** Of the texts left, those that are each other's likest. */
function markEdited(comparing: Comparing, blocks: readonly BlockChange[], before: number): void {
  const left = [...eachChange(blocks)].filter(
    (change) => (change.is === "deleted" || change.is === "inserted") && change.move === undefined && !change.column,
  );
  const isLong = (block: unknown): block is Text => isText(block) && bagIn(comparing, block).size >= edited.words;
  const went = left.filter((change) => change.is === "deleted" && isLong(change.before)) as unknown as Went[];
  const came = left.filter((change) => change.is === "inserted" && isLong(change.after)) as unknown as Came[];
  const [olds, news] = [went.map(({ before: old }) => old), came.map(({ after }) => after)];
  const pairs = likestPairs<Text>(
    olds,
    news,
    { before: [...olds.keys()], after: [...news.keys()] },
    { key: () => "", bag: (text) => bagIn(comparing, text), couldBe: (one, other) => one.type === other.type },
  );
  let moves = before;
  for (const { pair } of pairs.filter(({ score }) => score >= edited.alike)) {
    const [from, to] = [went[pair[0]]!, came[pair[1]]!];
    moves += 1;
    from.move = moves;
    to.move = moves;
    to.words = compareWords(from.before.children, to.after.children, comparing.names);
  }
}

function isText(thing: unknown): thing is Text {
  const { type } = thing as { type?: string };
  return type === "paragraph" || type === "heading";
}

type Deleted = Extract<Change, { is: "deleted" }>;

function isTelling(thing: Deleted["before"]): boolean {
  const words = meaningfulWords(wordsOf(thing)).length;
  return words >= fewest || (words > 0 && "type" in thing && thing.type === "heading");
}
