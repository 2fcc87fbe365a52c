import { diffArrays } from "diff";
import { alignKeys } from "./align.ts";

/** A stretch of what two sequences hold in common, or that one of them has: `count` places. */
export type Step = { is: "same" | "deleted" | "inserted"; count: number };

/** Beyond so many changes between two texts, words that each has once hold them together. */
const mostChanges = 600;

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
  const found = diffArrays(before, after, { maxEditLength: mostChanges });
  if (!found) return throughPairs(before, after);
  return found.map(({ added, removed, count }) => ({ is: added ? "inserted" : removed ? "deleted" : "same", count }));
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
