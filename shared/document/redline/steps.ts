import { diffArrays } from "diff";

/** A stretch of what two sequences hold in common, or that one of them has: `count` places. */
export type Step = { is: "same" | "deleted" | "inserted"; count: number };

/** Beyond so many changes between two texts, all that lies between their common ends is one. */
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
  const whole: Step[] = [
    { is: "deleted", count: before.length },
    { is: "inserted", count: after.length },
  ];
  if (before.length === 0 || after.length === 0) return whole;
  const found = diffArrays(before, after, { maxEditLength: mostChanges });
  return (
    found?.map(({ added, removed, count }) => ({ is: added ? "inserted" : removed ? "deleted" : "same", count })) ??
    whole
  );
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
