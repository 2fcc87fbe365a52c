import type { Root, RootContent } from "mdast";
import { Refusal } from "../../errors.ts";
import { marksIn } from "./density.ts";

/**
 * A stretch of a text that stands for itself: CommonMark reads it alone as it reads it in its place, but for labels
 * that are defined elsewhere. `at`: where it begins; `before`: the marker of a list that the passage before ended with, and may go on here.
 */
export type Passage = { source: string; at: number; nodes: RootContent[]; before?: string | undefined };

/** What a passage holds at least, in characters, or marks (see `marksIn`). */
const enough = { length: 32_000, marks: 3_000 };
/** What a passage may hold at most: a mark takes kilobytes while it is being parsed. */
const most = { length: 500_000, marks: 30_000 };

/** Stands after a passage: where it is no paragraph of its own, the block before was not at its end. */
const probe = "\n\nfin";

/**
 * The passages of a text, with their syntax by `parse`, which may leave words as they are: a text read one passage after
 * another takes the memory of one. Throws `passage-too-long`.
 */
export function* eachPassage(text: string, parse: (source: string) => Root, atLeast = enough): Generator<Passage> {
  let from: { at: number; line: number; before?: string | undefined } = { at: 0, line: 1 };
  while (from.at < text.length) {
    let least = atLeast;
    for (;;) {
      const cut = nextCut(text, from, least);
      const source = text.slice(from.at, cut.end);
      const nodes = parse(cut.at < text.length ? source + probe : source).children;
      if (cut.at === text.length || isWhole(nodes, source.length, cut.tight)) {
        const own = cut.at < text.length ? nodes.slice(0, -1) : nodes;
        yield { source, at: from.at, nodes: own, before: from.before };
        from = { at: cut.at, line: cut.line, before: markerOf(source, own.at(-1)) };
        break;
      }
      least = { length: cut.length * 2, marks: cut.marks * 2 };
    }
  }
}

/** What marks the items of a list: lists with other marks are others (CommonMark 5.3). Undefined for other blocks. */
export function markerOf(source: string, node: RootContent | undefined): string | undefined {
  if (node?.type !== "list") return undefined;
  return /[-*+.)]/.exec(source.slice(node.position?.start.offset))?.[0];
}

/**
 * Where a passage may end, and its last words do. `tight`: an item of a list comes next, without an empty line between.
 */
type Cut = { at: number; end: number; line: number; tight: boolean; length: number; marks: number };

const item = /^(?:[-*+]|\d{1,9}[.)])[ \t]+\S/;

/** The first line past `least` that can go on with no block above but a list, or the end. */
function nextCut(text: string, from: { at: number; line: number }, least: typeof enough): Cut {
  let { at, line } = from;
  let gap = false;
  let marked = 0;
  let filled = at;
  for (; at < text.length; line++) {
    const ending = text.indexOf("\n", at);
    const words = text.slice(at, ending < 0 ? text.length : ending + 1);
    const length = at - from.at;
    const next = item.test(words);
    if ((length >= least.length || marked >= least.marks) && (next || (gap && /^\S/.test(words))))
      return { at, end: filled, line, tight: !gap, length, marks: marked };
    at += words.length;
    marked += marksIn(words);
    if (at - from.at > most.length || marked > most.marks) throw new Refusal("passage-too-long", { line: from.line });
    gap = words.trim() === "";
    if (!gap) filled = ending < 0 ? at : ending;
  }
  return { at, end: at, line, tight: false, length: at - from.at, marks: marked };
}

/** True of a passage whose last block ended with it, a list where an item follows without an empty line. */
function isWhole(nodes: readonly RootContent[], length: number, tight: boolean): boolean {
  const last = nodes.at(-1);
  const apart = last?.type === "paragraph" && last.position?.start.offset === length + probe.lastIndexOf("\n") + 1;
  return apart && (!tight || nodes.at(-2)?.type === "list");
}
