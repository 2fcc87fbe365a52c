import type { Met } from "./run.ts";
import { stepsBetween } from "./steps.ts";
import { meaningfulWords } from "./words.ts";

/** Things of two texts, one after the other in each. */
export type Group<T> = { before: T[]; after: T[] };
/** Things that together say the same; `apart`: the same things as they met. */
export type Grouped<T> = Group<T> & { apart: Met<T>[] };

/**
 * What groups are found by: the text of a thing, whether two things that met say the very same, and whether things are
 * kept apart where much else changed.
 */
type Saying<T> = { words: (thing: T) => string; isSame: (before: T, after: T) => boolean; apart: boolean };

/**
 * `phrase`: words in a row that show that two things say the same; `both`: the share of the words of both that must stand
 * in such phrases, or `shorter`: of the words of the shorter; `all`: the share of all words of a group.
 */
const enough: Enough = { phrase: 3, both: 0.25, shorter: 0.5, all: 0.3 };
/** The shares that a group needs where Word is to track it: little else may have changed. */
const enoughApart: Enough = { phrase: 3, both: 0.8, shorter: 0.75, all: 0.6 };
type Enough = Record<"phrase" | "both" | "shorter" | "all", number>;

/** Tells a group from two things that met. */
export function isGroup<T>(met: Met<T> | Grouped<T>): met is Grouped<T> {
  return Array.isArray(met.before);
}

/**
 * What met, with things of both texts taken together where a comparison of their words finds in one what the other
 * says: a paragraph cut in two, a list that became a paragraph and a list. Things that met stay together.
 */
export function withGroups<T extends object>(met: readonly Met<T>[], saying: Saying<T>): (Met<T> | Grouped<T>)[] {
  const result: (Met<T> | Grouped<T>)[] = [];
  let stretch: Met<T>[] = [];
  for (const one of met) {
    if (one.before && one.after && saying.isSame(one.before, one.after)) {
      result.push(...groupsIn(stretch, saying), one);
      stretch = [];
    } else stretch.push(one);
  }
  return [...result, ...groupsIn(stretch, saying)];
}

function groupsIn<T extends object>(met: readonly Met<T>[], { words, apart }: Saying<T>): (Met<T> | Grouped<T>)[] {
  const sides = { before: met.flatMap((one) => one.before ?? []), after: met.flatMap((one) => one.after ?? []) };
  const isLone = met.some((one) => !one.before || !one.after);
  if (!isLone || sides.before.length === 0 || sides.after.length === 0) return [...met];
  const wordsOf = (thing: T) => meaningfulWords(words(thing));
  const said = {
    before: sides.before.map(wordsOf),
    after: sides.after.map(wordsOf),
    enough: apart ? enoughApart : enough,
  };
  const shared = sharedPhrases(said);
  const ties = shared.filter((tie) => isTie(said, tie));
  const pairs = pairsAmong(met);
  return placed(sides, pairs, spansOf(pairs, ties, said, shared));
}

type Side = "before" | "after";
type Tie = { before: number; after: number };
type Shared = Tie & { count: number };
type Range = readonly [from: number, to: number];
type Span = { before: Range; after: Range };
type Said = { before: readonly string[][]; after: readonly string[][]; enough: Enough };

function pairsAmong<T>(met: readonly Met<T>[]): Tie[] {
  const at = { before: 0, after: 0 };
  return met.flatMap((one): Tie[] => {
    const here = { ...at };
    if (one.before) at.before += 1;
    if (one.after) at.after += 1;
    return one.before && one.after ? [here] : [];
  });
}

/** How many words two things have in common in phrases, as a comparison of all their words puts them side by side. */
function sharedPhrases(said: Said): Shared[] {
  const owners = { before: ownersOf(said.before), after: ownersOf(said.after) };
  const found = new Map<string, Shared>();
  let [i, j] = [0, 0];
  for (const { is, count } of stepsBetween(said.before.flat(), said.after.flat())) {
    for (let from = 0; is === "same" && from < count; ) {
      const tie = { before: owners.before[i + from]!, after: owners.after[j + from]! };
      let to = from + 1;
      while (to < count && owners.before[i + to] === tie.before && owners.after[j + to] === tie.after) to++;
      if (isPhrase(said, tie, to - from)) {
        const key = `${tie.before} ${tie.after}`;
        found.set(key, { ...tie, count: (found.get(key)?.count ?? 0) + to - from });
      }
      from = to;
    }
    if (is !== "inserted") i += count;
    if (is !== "deleted") j += count;
  }
  return [...found.values()];
}

function ownersOf(said: readonly string[][]): number[] {
  return said.flatMap((words, owner) => words.map(() => owner));
}

function isPhrase({ before, after, enough }: Said, tie: Tie, length: number): boolean {
  return length >= enough.phrase || 2 * length >= Math.min(before[tie.before]!.length, after[tie.after]!.length);
}

function isTie({ before, after, enough }: Said, tie: Shared): boolean {
  const [old, now] = [before[tie.before]!.length, after[tie.after]!.length];
  return tie.count >= enough.shorter * Math.min(old, now) || 2 * tie.count >= enough.both * (old + now);
}

/** What stands together by pairs and ties; where a group says too much else, without the least of its ties. */
function spansOf(pairs: readonly Tie[], ties: readonly Shared[], said: Said, shared: readonly Shared[]): Span[] {
  const spans = joined([...pairs, ...ties].map(spanOf));
  const poor = spans.filter((span) => !isWorth(span, said, shared));
  const left = ties.filter((tie) => {
    const span = poor.find((one) => holds(one, tie));
    if (!span) return true;
    return (
      tie !== ties.filter((one) => holds(span, one)).reduce((least, one) => (one.count < least.count ? one : least))
    );
  });
  return left.length === ties.length ? spans : spansOf(pairs, left, said, shared);
}

function spanOf({ before, after }: Tie): Span {
  return { before: [before, before + 1], after: [after, after + 1] };
}

function holds(span: Span, tie: Tie): boolean {
  return (["before", "after"] as const).every((side) => tie[side] >= span[side][0] && tie[side] < span[side][1]);
}

/** Spans in order, those that overlap on a side joined. */
function joined(spans: readonly Span[]): Span[] {
  const result: Span[] = [];
  for (const span of spans.toSorted((one, other) => one.before[0] - other.before[0] || one.after[0] - other.after[0])) {
    let open = span;
    for (let last = result.at(-1); last && overlap(last, open); last = result.at(-1)) {
      open = hull(last, open);
      result.pop();
    }
    result.push(open);
  }
  return result;
}

function overlap(one: Span, other: Span): boolean {
  return other.before[0] < one.before[1] || other.after[0] < one.after[1];
}

function hull(one: Span, other: Span): Span {
  const range = (side: Side): Range => [Math.min(one[side][0], other[side][0]), Math.max(one[side][1], other[side][1])];
  return { before: range("before"), after: range("after") };
}

/** Whether the texts of a span say enough of each other; two that met do. */
function isWorth(span: Span, said: Said, shared: readonly Shared[]): boolean {
  const size = (side: Side) => said[side].slice(...span[side]).reduce((sum, words) => sum + words.length, 0);
  const count = shared.reduce((sum, tie) => sum + (holds(span, tie) ? tie.count : 0), 0);
  return 2 * count >= said.enough.all * (size("before") + size("after"));
}

/** The things of two texts in one order, those of a span together. */
function placed<T>(sides: Group<T>, pairs: readonly Tie[], spans: readonly Span[]): (Met<T> | Grouped<T>)[] {
  const result: (Met<T> | Grouped<T>)[] = [];
  let [i, j] = [0, 0];
  for (const { before, after } of spans) {
    const apart = metIn(sides, pairs, { before, after });
    const group = { before: sides.before.slice(...before), after: sides.after.slice(...after), apart };
    result.push(...metIn(sides, [], { before: [i, before[0]], after: [j, after[0]] }));
    result.push(...(apart.length === 1 ? apart : [group]));
    [i, j] = [before[1], after[1]];
  }
  const rest: Span = { before: [i, sides.before.length], after: [j, sides.after.length] };
  return [...result, ...metIn(sides, [], rest)];
}

/** What met in a span: the pairs, between them what went and then what came. */
function metIn<T>(sides: Group<T>, pairs: readonly Tie[], span: Span): Met<T>[] {
  const met: Met<T>[] = [];
  let [i, j] = [span.before[0], span.after[0]];
  const lone = (old: number, now: number): Met<T>[] => [
    ...sides.before.slice(i, old).map((before) => ({ before })),
    ...sides.after.slice(j, now).map((after) => ({ after })),
  ];
  for (const { before, after } of pairs.filter((pair) => holds(span, pair))) {
    met.push(...lone(before, after), { before: sides.before[before]!, after: sides.after[after]! });
    [i, j] = [before + 1, after + 1];
  }
  return [...met, ...lone(span.before[1], span.after[1])];
}
