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
  const nesting: Nesting = { distinct: new Map(), fewer: new Map() };
  const kept: Run[] = [];
  for (const { leaf, marks } of runs) {
    if (leaf.type !== "text" || leaf.value !== "") kept.push({ leaf, marks: distinct(nesting, marks) });
  }
  return nestFrom(nesting, kept, 0, kept.length);
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

/** Runs with one space where there were more, be it over two of them; those of code stay. */
export function oneSpaced(runs: readonly Run[]): Run[] {
  let after = false;
  return runs.map((run) => {
    if (run.leaf.type !== "text" || run.leaf.value === "") {
      after = false;
      return run;
    }
    const { value } = run.leaf;
    const spaced = (after ? value.replace(/^ +/, "") : value).replace(/ {2,}/g, " ");
    after = (spaced === "" && after) || spaced.endsWith(" ");
    return spaced === value ? run : { ...run, leaf: { type: "text", value: spaced } };
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

/** Sets of marks already worked out, by the very array: runs that wear the same share one. */
type Nesting = {
  distinct: Map<readonly Mark[], readonly Mark[]>;
  fewer: Map<readonly Mark[], Map<Mark, readonly Mark[]>>;
};

const bare: readonly Mark[] = [];

function nestFrom(nesting: Nesting, runs: readonly Run[], from: number, to: number): Inline[] {
  const inlines: Inline[] = [];
  for (let at = from; at < to; ) {
    const { leaf, marks } = runs[at]!;
    if (marks.length === 0) {
      pushLeaf(inlines, leaf);
      at += 1;
      continue;
    }
    const outer = furthest(runs, marks, at, to);
    const inside = runs
      .slice(at, outer.end)
      .map((run) => ({ leaf: run.leaf, marks: without(nesting, run.marks, outer.mark) }));
    inlines.push({ ...outer.mark, children: nestFrom(nesting, inside, 0, inside.length) } as Inline);
    at = outer.end;
  }
  return inlines;
}

/** Of the marks of the run at `at`, the one worn by most of those that follow. */
function furthest(runs: readonly Run[], marks: readonly Mark[], at: number, to: number): { mark: Mark; end: number } {
  let best: { mark: Mark; end: number } | undefined;
  for (const mark of marks) {
    let end = at + 1;
    while (end < to && (runs[end]!.marks === marks || runs[end]!.marks.some((other) => isSame(other, mark)))) end += 1;
    if (!best || end > best.end || (end === best.end && rank(mark) < rank(best.mark))) best = { mark, end };
  }
  return best!;
}

function pushLeaf(inlines: Inline[], leaf: Leaf): void {
  const last = inlines.at(-1);
  if (leaf.type === "text" && last?.type === "text") last.value += leaf.value;
  else inlines.push({ ...leaf });
}

/** Marks without a link around a link, or a language around a language: the innermost counts. */
function distinct({ distinct: known }: Nesting, marks: readonly Mark[]): readonly Mark[] {
  if (marks.length === 0) return bare;
  let made = known.get(marks);
  if (!made) {
    const byKind = new Map(marks.map((mark) => [mark.type === "crossReference" ? "link" : mark.type, mark]));
    made = [...byKind.values()];
    known.set(marks, made);
  }
  return made;
}

function without({ fewer }: Nesting, marks: readonly Mark[], mark: Mark): readonly Mark[] {
  const known = fewer.get(marks) ?? new Map<Mark, readonly Mark[]>();
  fewer.set(marks, known);
  let made = known.get(mark);
  if (!made) {
    made = marks.filter((other) => !isSame(other, mark));
    known.set(mark, made);
  }
  return made;
}

function isSame(one: Mark, other: Mark): boolean {
  if (one === other) return true;
  if (one.type === "link") return other.type === "link" && one.href === other.href;
  if (one.type === "crossReference") return other.type === "crossReference" && one.target === other.target;
  if (one.type === "language") return other.type === "language" && one.language === other.language;
  return one.type === other.type;
}

function rank(mark: Mark): number {
  return order.indexOf(mark.type);
}
