import { alignKeys } from "./align.ts";

/** A stretch of what two sequences hold in common, or that one of them has: `count` places. */
export type Step = { is: "same" | "deleted" | "inserted"; count: number };

/** Beyond so many changes between two texts, words that each has once hold them together. */
const mostChanges = 2_000;

/** The way from one sequence of keys to the other, what is deleted before what is inserted in its place (Myers, 1986). */
export function stepsBetween(before: readonly string[], after: readonly string[]): Step[] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start++;
  let end = 0;
  const room = Math.min(before.length, after.length) - start;
  while (end < room && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  const middle = [before.slice(start, before.length - end), after.slice(start, after.length - end)] as const;
  return ordered([{ is: "same", count: start }, ...between(...middle), { is: "same", count: end }]);
}

function between(before: string[], after: string[]): Step[] {
  if (before.length === 0 || after.length === 0) return replaced(before.length, after.length);
  return shortestWay(...asNumbers(before, after)) ?? throughPairs(before, after);
}

/** Keys as numbers, which are quicker to compare. */
function asNumbers(before: readonly string[], after: readonly string[]): [Int32Array, Int32Array] {
  const known = new Map<string, number>();
  const number = (key: string) => {
    const found = known.get(key) ?? known.size;
    known.set(key, found);
    return found;
  };
  return [Int32Array.from(before, number), Int32Array.from(after, number)];
}

/**
 * The fewest deletions and insertions, where there are no more than `mostChanges`. Of each number of changes the furthest
 * places in the text before are kept, by diagonal: from these the way is read off backwards.
 */
function shortestWay(before: Int32Array, after: Int32Array): Step[] | undefined {
  const furthest = new Int32Array(2 * mostChanges + 3).fill(-1);
  const middle = mostChanges + 1;
  const rounds: Int32Array[] = [];
  for (let changes = 0; changes <= mostChanges; changes++) {
    for (let diagonal = -changes; diagonal <= changes; diagonal += 2) {
      let old =
        changes === 0
          ? 0
          : isDeletion(furthest, middle + diagonal, changes, diagonal)
            ? furthest[middle + diagonal - 1]! + 1
            : furthest[middle + diagonal + 1]!;
      while (old < before.length && old - diagonal < after.length && before[old] === after[old - diagonal]) old++;
      furthest[middle + diagonal] = old;
      if (old >= before.length && old - diagonal >= after.length) return readOff(rounds, before.length, after.length);
    }
    rounds.push(furthest.slice(middle - changes, middle + changes + 1));
  }
  return undefined;
}

/** Whether the furthest way to a diagonal ends with a deletion: from the diagonal below. */
function isDeletion(furthest: Int32Array, at: number, changes: number, diagonal: number): boolean {
  return diagonal !== -changes && (diagonal === changes || furthest[at - 1]! >= furthest[at + 1]!);
}

/** Steps of one place each, from the end: `rounds` holds the diagonals -n to n of n changes. */
function readOff(rounds: readonly Int32Array[], oldEnd: number, nowEnd: number): Step[] {
  const steps: Step[] = [];
  let [old, now] = [oldEnd, nowEnd];
  for (let changes = rounds.length; changes > 0; changes--) {
    const last = rounds[changes - 1]!;
    const diagonal = old - now;
    const at = diagonal + changes - 1;
    const isGone = isDeletion(last, at, changes, diagonal);
    const [x, y] = isGone
      ? [last[at - 1]! + 1, last[at - 1]! - (diagonal - 1)]
      : [last[at + 1]!, last[at + 1]! - diagonal];
    steps.push({ is: "same", count: old - x }, { is: isGone ? "deleted" : "inserted", count: 1 });
    [old, now] = isGone ? [x - 1, y] : [x, y - 1];
  }
  steps.push({ is: "same", count: old });
  return steps.reverse();
}

function throughPairs(before: string[], after: string[]): Step[] {
  let [i, j] = [0, 0];
  const steps = alignKeys(before, after).flatMap(([toI, toJ]): Step[] => {
    const gap = replaced(toI - i, toJ - j);
    [i, j] = [toI + 1, toJ + 1];
    return [...gap, { is: "same", count: 1 }];
  });
  return [...steps, ...replaced(before.length - i, after.length - j)];
}

function replaced(deleted: number, inserted: number): Step[] {
  return [
    { is: "deleted", count: deleted },
    { is: "inserted", count: inserted },
  ];
}

/** Steps joined, none empty; between two that are the same, one deletion and then one insertion at most. */
function ordered(steps: readonly Step[]): Step[] {
  const result: Step[] = [];
  let [deleted, inserted] = [0, 0];
  const flush = () => {
    if (deleted > 0) result.push({ is: "deleted", count: deleted });
    if (inserted > 0) result.push({ is: "inserted", count: inserted });
    [deleted, inserted] = [0, 0];
  };
  for (const { is, count } of steps) {
    if (count === 0) continue;
    if (is === "deleted") deleted += count;
    else if (is === "inserted") inserted += count;
    else {
      flush();
      const last = result.at(-1);
      if (last?.is === "same") last.count += count;
      else result.push({ is, count });
    }
  }
  flush();
  return result;
}
