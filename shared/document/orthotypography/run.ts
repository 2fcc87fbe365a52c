import type { Inline } from "../tree.ts";
import type { Edit } from "./rule.ts";

/**
 * A run of inlines as one text: its text nodes' values one after the other in `leaves`, whatever styles they stand in.
 * Between them stands one character for what is not ours to type: a line break, or `mask` for code, notes, spans in
 * another language. `shadow` is the text with addresses masked too, unit by unit.
 */
export type Run = { leaves: Leaf[]; text: string; shadow: string };
/** `fixed`: not a text node; `span`: another language's. `raised`: already above or below the line. */
type Leaf = { value: string; fixed: boolean; raised: boolean; span?: boolean };

const mask = "\uE000";

const address = /:\/\/|www\.|@|doi:|mailto:/i;
/** Web and mail addresses, without the punctuation that follows them. */
const addresses = /(?:\b(?:https?:\/\/|www\.|mailto:|doi:)|(?<![\w.+-])[\w.+-]+@)[^\s<>«»"]*[^\s<>«»".,;:!?)\]’'…]/giu;

/** Inlines as one run: e.g. `Le *n°* [1](…)` as "Le n° 1" in three leaves. */
export function runOf(inlines: readonly Inline[]): Run {
  const leaves: Leaf[] = [];
  const walk = (children: readonly Inline[], raised: boolean): void => {
    for (const inline of children) {
      if (inline.type === "text") leaves.push({ value: inline.value, fixed: false, raised });
      else if (inline.type === "language") leaves.push({ value: mask, fixed: true, raised, span: true });
      else if (isSealed(inline)) leaves.push({ value: inline.type === "lineBreak" ? "\n" : mask, fixed: true, raised });
      else walk(childrenOf(inline), raised || inline.type === "superscript" || inline.type === "subscript");
    }
  };
  walk(inlines, false);
  return withText(leaves);
}

/**
 * The run after `edits` (in order, not overlapping). Where an edit reaches over several text nodes, what it puts goes
 * into the first; what it only inserts goes beside the character that asked for it. Linear but for a binary search.
 */
export function applied(run: Run, edits: readonly Edit[]): Run {
  const starts = startsOf(run);
  const pieces = run.leaves.map((): string[] => []);
  const done = [...starts];
  for (const { start, end, to } of edits) {
    let put = to;
    for (let index = placeOf(run, starts, start, end); starts[index]! < end || put !== ""; index++) {
      const leaf = run.leaves[index];
      if (leaf === undefined) break;
      if (leaf.fixed) continue;
      const from = Math.max(start, starts[index]!);
      pieces[index]!.push(leaf.value.slice(done[index]! - starts[index]!, from - starts[index]!), put);
      done[index] = Math.max(from, Math.min(end, starts[index]! + leaf.value.length));
      put = "";
    }
  }
  return withText(
    run.leaves.map((leaf, index) => ({
      ...leaf,
      value: pieces[index]!.join("") + leaf.value.slice(done[index]! - starts[index]!),
    })),
  );
}

function startsOf({ leaves }: Run): number[] {
  let offset = 0;
  return leaves.map((leaf) => {
    offset += leaf.value.length;
    return offset - leaf.value.length;
  });
}

/** The leaf that an edit begins in; an insertion before what is fixed belongs to the text before it. */
function placeOf({ leaves }: Run, starts: readonly number[], start: number, end: number): number {
  let index = lastAtMost(starts, start);
  while (start === end && index > 0 && (leaves[index]!.fixed || leaves[index]!.value === "")) index--;
  return index;
}

/** The last of ascending `values` that is not over `limit`. */
function lastAtMost(values: readonly number[], limit: number): number {
  let [low, high] = [0, values.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (values[middle]! <= limit) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Stretches of text nodes, by the node's place in the run. */
export type Raised = ReadonlyMap<number, { start: number; end: number }[]>;

/** Where `pattern` matches inside one text node that is not already raised. */
export function raised(run: Run, pattern: RegExp): Raised {
  const starts = startsOf(run);
  const found = Array.from(run.shadow.matchAll(pattern), (match) => {
    const index = lastAtMost(starts, match.index);
    const start = match.index - starts[index]!;
    return { index, start, end: start + match[0].length };
  });
  const whole = found.filter(({ index, end }) => {
    const leaf = run.leaves[index]!;
    return !leaf.fixed && !leaf.raised && end <= leaf.value.length;
  });
  return Map.groupBy(whole, ({ index }) => index);
}

/** True when the run holds a span in another language. */
export function hasSpans({ leaves }: Run): boolean {
  return leaves.some((leaf) => leaf.span);
}

/** The inlines with the run's text in them, `ordinals` raised, and `spans` applied to what is in another language. */
export function written(
  inlines: readonly Inline[],
  run: Run,
  ordinals: Raised,
  spans: (children: Inline[], language: string) => Inline[],
): Inline[] {
  let next = 0;
  const write = (inline: Inline): Inline[] => {
    if (inline.type === "text") {
      const index = next++;
      return split(run.leaves[index]!.value, ordinals.get(index) ?? []);
    }
    if (isSealed(inline)) {
      next++;
      return [inline.type === "language" ? { ...inline, children: spans(inline.children, inline.language) } : inline];
    }
    if (inline.type === "citation") return [inline.text ? { ...inline, text: inline.text.flatMap(write) } : inline];
    return ["children" in inline ? { ...inline, children: inline.children.flatMap(write) } : inline];
  };
  return inlines.flatMap(write);
}

function split(value: string, stretches: readonly { start: number; end: number }[]): Inline[] {
  let done = 0;
  const parts = stretches.flatMap(({ start, end }): Inline[] => {
    const before = value.slice(done, start);
    done = end;
    return [text(before), { type: "superscript", children: [text(value.slice(start, end))] }];
  });
  const rest = value.slice(done);
  return rest === "" && parts.length > 0 ? parts : [...parts, text(rest)];
}

function text(value: string): Inline {
  return { type: "text", value };
}

function withText(leaves: Leaf[]): Run {
  const text = leaves.map((leaf) => leaf.value).join("");
  const shadow = address.test(text) ? text.replace(addresses, (found) => mask.repeat(found.length)) : text;
  return { leaves, text, shadow };
}

function isSealed({ type }: Inline): boolean {
  return type === "code" || type === "noteReference" || type === "language" || type === "lineBreak";
}

function childrenOf(inline: Inline): readonly Inline[] {
  if (inline.type === "citation") return inline.text ?? [];
  return "children" in inline ? inline.children : [];
}
