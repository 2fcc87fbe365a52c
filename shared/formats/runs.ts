import type { Inline } from "../document/tree.ts";

/** An inline that holds no other. */
export type Leaf = Exclude<Inline, { children: Inline[] }>;

/** An inline that holds others, without them: what a run of text wears. */
export type Mark =
  | { type: "strong" | "emphasis" | "smallCaps" | "superscript" | "subscript" | "strike" }
  | { type: "link"; href: string }
  | { type: "crossReference"; target: string }
  | { type: "language"; language: string };

/** A leaf and all that it wears, in no order: the form in which word processors hold text. */
export type Run = { leaf: Leaf; marks: readonly Mark[] };

/** Outermost first, where two marks reach equally far. */
const order: readonly Mark["type"][] = [
  "link",
  "crossReference",
  "language",
  "strong",
  "emphasis",
  "strike",
  "smallCaps",
  "superscript",
  "subscript",
];

/**
 * The one way to nest some runs: neighbours alike are joined, and the mark that reaches furthest stands outside. Two
 * readers that saw the same words in the same dress yield the same inlines. Empty texts vanish.
 */
export function nest(runs: readonly Run[]): Inline[] {
  const kept = runs.filter(({ leaf }) => leaf.type !== "text" || leaf.value !== "");
  return nestFrom(kept.map(({ leaf, marks }) => ({ leaf, marks: distinct(marks) })));
}

/** Runs without the white space and line breaks at both ends; none is left of runs that are only space. */
export function trimRuns(runs: readonly Run[]): Run[] {
  let first = 0;
  let end = runs.length;
  while (first < end && isBlank(runs[first]!)) first += 1;
  while (end > first && isBlank(runs[end - 1]!)) end -= 1;
  return runs.slice(first, end).map((run, index, { length }) => {
    if (run.leaf.type !== "text" || (index > 0 && index < length - 1)) return run;
    const left = index === 0 ? run.leaf.value.trimStart() : run.leaf.value;
    return { ...run, leaf: { type: "text", value: index === length - 1 ? left.trimEnd() : left } };
  });
}

/** Runs without their boldness where all of them are bold, as a heading is by itself. */
export function withoutWholeStrong(runs: readonly Run[]): Run[] {
  const isStrong = (run: Run): boolean => isBlank(run) || run.marks.some((mark) => mark.type === "strong");
  if (!runs.every(isStrong)) return [...runs];
  return runs.map(({ leaf, marks }) => ({ leaf, marks: marks.filter((mark) => mark.type !== "strong") }));
}

function isBlank({ leaf }: Run): boolean {
  return leaf.type === "lineBreak" || (leaf.type === "text" && leaf.value.trim() === "");
}

const bare: Map<string, Mark> = new Map();

type Keyed = { leaf: Leaf; marks: Map<string, Mark> };

function nestFrom(runs: readonly Keyed[]): Inline[] {
  const inlines: Inline[] = [];
  for (let at = 0; at < runs.length; ) {
    const outer = furthest(runs, at);
    if (!outer) {
      pushLeaf(inlines, runs[at]!.leaf);
      at += 1;
      continue;
    }
    const inside = runs.slice(at, outer.end).map(({ leaf, marks }) => ({ leaf, marks: without(marks, outer.key) }));
    inlines.push({ ...outer.mark, children: nestFrom(inside) } as Inline);
    at = outer.end;
  }
  return inlines;
}

function furthest(runs: readonly Keyed[], at: number): { key: string; mark: Mark; end: number } | undefined {
  let best: { key: string; mark: Mark; end: number } | undefined;
  for (const [key, mark] of runs[at]!.marks) {
    let end = at + 1;
    while (end < runs.length && runs[end]!.marks.has(key)) end += 1;
    const outside = !best || end > best.end || (end === best.end && rank(mark) < rank(best.mark));
    if (outside) best = { key, mark, end };
  }
  return best;
}

function pushLeaf(inlines: Inline[], leaf: Leaf): void {
  const last = inlines.at(-1);
  if (leaf.type === "text" && last?.type === "text") last.value += leaf.value;
  else inlines.push({ ...leaf });
}

/** One link in another is one too many: the innermost, last worn, counts; so for languages. */
function distinct(marks: readonly Mark[]): Map<string, Mark> {
  if (marks.length === 0) return bare;
  const byKind = new Map<string, Mark>();
  for (const mark of marks) byKind.set(mark.type === "crossReference" ? "link" : mark.type, mark);
  return new Map([...byKind.values()].map((mark) => [keyOf(mark), mark]));
}

function keyOf(mark: Mark): string {
  switch (mark.type) {
    case "link":
      return `link ${mark.href}`;
    case "crossReference":
      return `crossReference ${mark.target}`;
    case "language":
      return `language ${mark.language}`;
    default:
      return mark.type;
  }
}

function rank(mark: Mark): number {
  return order.indexOf(mark.type);
}

function without(marks: Map<string, Mark>, key: string): Map<string, Mark> {
  const fewer = new Map(marks);
  fewer.delete(key);
  return fewer;
}
