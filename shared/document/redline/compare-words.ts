import type { Inline } from "../tree.ts";
import type { WordChange } from "./redline.ts";
import { type Step, stepsBetween } from "./steps.ts";
import { inlinesOf, type Names, type Token, tokensOf } from "./tokens.ts";

/** Two lines of text, word by word; `names` those of the notes and entries of each. */
export function compareWords(
  before: readonly Inline[],
  after: readonly Inline[],
  names: { before: Names; after: Names },
): WordChange[] {
  const sides = { before: tokensOf(before, names.before), after: tokensOf(after, names.after) };
  const steps = stepsBetween(
    sides.before.map(({ key }) => key),
    sides.after.map(({ key }) => key),
  );
  const changes: WordChange[] = [];
  let [i, j] = [0, 0];
  for (const { is, count } of withoutIslands(steps, sides.before)) {
    const old = is === "inserted" ? [] : sides.before.slice(i, i + count);
    const now = is === "deleted" ? [] : sides.after.slice(j, j + count);
    if (is === "same") changes.push(...compareSame(old, now));
    else if (isSpacing(sides.before, i, old.length) && isSpacing(sides.after, j, now.length)) {
      changes.push({ is: "typed", before: inlinesOf(old), after: inlinesOf(now) });
    } else changes.push({ is, words: inlinesOf(is === "deleted" ? old : now) });
    i += old.length;
    j += now.length;
  }
  return changes;
}

/** Of the words of two lines, the share that stays at least where a word alone between two replacements stays too. */
const alikeLines = 0.45;

/**
 * A lone space between two replacements belongs to them: a phrase is replaced, not its words one by one. In lines that
 * have little in common a lone word does so too, e.g. "de".
 */
function withoutIslands(steps: readonly Step[], before: readonly Token[]): Step[] {
  const result: Step[] = [];
  const isUnlike = shareOfSame(steps) < alikeLines;
  let at = 0;
  steps.forEach((step, index) => {
    const island =
      step.is === "same" &&
      (isLoneSpace(before, at, step.count) || (isUnlike && isLoneWord(before, at, step.count))) &&
      replaces(steps, index - 2) &&
      replaces(steps, index + 1);
    const [last, deleted] = [result.at(-1), result.at(-2)];
    const joins = step.is !== "same" && result.length > 0 && last!.is === "inserted" && deleted?.is === "deleted";
    if (island) {
      deleted!.count += step.count;
      last!.count += step.count;
    } else if (joins) (step.is === "deleted" ? deleted! : last!).count += step.count;
    else result.push({ ...step });
    if (step.is !== "inserted") at += step.count;
  });
  return result;
}

/** The share of what is the same in both lines: 1 where all is. */
function shareOfSame(steps: readonly Step[]): number {
  const count = (is: Step["is"]) => steps.reduce((sum, step) => sum + (step.is === is ? step.count : 0), 0);
  const same = 2 * count("same");
  return same / Math.max(1, same + count("deleted") + count("inserted"));
}

function isLoneSpace(tokens: readonly Token[], at: number, count: number): boolean {
  return count === 1 && tokens[at]?.key === " ";
}

/** One word with a space on each side at most. */
function isLoneWord(tokens: readonly Token[], at: number, count: number): boolean {
  const keys = tokens.slice(at, at + count).map(({ key }) => key);
  return count <= 3 && keys.filter((key) => key !== " ").length === 1;
}

/** Whether words are replaced by others from the step at `index` on. */
function replaces(steps: readonly Step[], index: number): boolean {
  return steps[index]?.is === "deleted" && steps[index + 1]?.is === "inserted";
}

/** Tokens that say the same: those that are typed or dressed otherwise apart from the others. */
function compareSame(before: readonly Token[], after: readonly Token[]): WordChange[] {
  const changes: WordChange[] = [];
  const kinds = after.map((token, index) => kindOf(before[index]!, token));
  for (let from = 0; from < after.length; ) {
    let to = from + 1;
    while (to < after.length && kinds[to] === kinds[from]) to++;
    const [old, now] = [before.slice(from, to), after.slice(from, to)];
    const is = kinds[from]!;
    changes.push(is === "same" ? { is, words: inlinesOf(now) } : { is, before: inlinesOf(old), after: inlinesOf(now) });
    from = to;
  }
  return changes;
}

function kindOf(before: Token, after: Token): "same" | "typed" | "dressed" {
  // What a space wears is hardly seen.
  if (before.formatting !== after.formatting) return after.key === " " ? "typed" : "dressed";
  const typed = "value" in before.leaf && "value" in after.leaf && before.leaf.value !== after.leaf.value;
  return typed ? "typed" : "same";
}

/** Only the space that French typing sets before high signs and inside quotation marks. */
function isSpacing(tokens: readonly Token[], from: number, count: number): boolean {
  if (count === 0) return true;
  if (count > 1) return false;
  if (tokens[from]?.key !== " ") return tokens[from]?.key === "";
  return /^[;:!?»%]/.test(tokens[from + 1]?.key ?? "") || tokens[from - 1]?.key === "«";
}
