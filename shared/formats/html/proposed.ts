import type { Composed } from "../../document/composed.ts";
import { compareBlocks } from "../../document/redline/compare-blocks.ts";
import type { Comparing } from "../../document/redline/comparing.ts";
import { markMoves } from "../../document/redline/moves.ts";
import type { BlockChange } from "../../document/redline/redline.ts";
import type { Names } from "../../document/redline/tokens.ts";
import type { Block } from "../../document/tree.ts";
import type { Naming } from "../redline/names.ts";
import type { Context, Instead } from "./context.ts";
import { changeToHtml } from "./redline/blocks.ts";
import type { Redlining } from "./redline/context.ts";

/**
 * What a change would make of a composed document, shown in it: words that would come in `<ins>`, words that would go in `<del>`, in the
 * stead of the blocks `before` that they are about. Both are one document, composed alike, but for that change.
 */
export function proposed(before: Composed, after: Composed): ReadonlyMap<string, Instead> {
  const shown = new Map<string, Instead>();
  showRun(shown, bodyOf(before), bodyOf(after));
  for (const note of before.notes) {
    const now = after.notes.find(({ id }) => id === note.id);
    if (now) showRun(shown, note.children, now.children);
  }
  return shown;
}

/** What the author wrote. */
function bodyOf({ sections }: Composed): Block[] {
  return sections.filter(({ generated }) => !generated).flatMap(({ blocks }) => blocks);
}

function showRun(shown: Map<string, Instead>, before: readonly Block[], after: readonly Block[]): void {
  const [from, to] = differing(before, after);
  const comparing = comparingOf();
  const changes = compareBlocks(
    comparing,
    before.slice(from, before.length - to),
    after.slice(from, after.length - to),
  );
  markMoves(comparing, changes);
  let last = before[from - 1]?.id;
  const waiting: BlockChange[] = [];
  for (const change of changes) {
    const olds = oldBlocks(change);
    const [first, ...others] = olds;
    if (change.is === "same") last = change.before.id;
    else if (first) {
      shown.set(first.id, (context) => changeToHtml(redliningOf(context), change));
      for (const other of others) shown.set(other.id, () => "");
      last = first.id;
    } else if (last === undefined) waiting.push(change);
    else showAfter(shown, last, change);
  }
  const next = before[from];
  if (next) for (const change of waiting.reverse()) showBefore(shown, next.id, change);
}

/** How many blocks of both runs are the same at their beginnings and at their ends. */
function differing(before: readonly Block[], after: readonly Block[]): [from: number, to: number] {
  const [olds, news] = [before.map(keyOf), after.map(keyOf)];
  const most = Math.min(olds.length, news.length);
  let from = 0;
  while (from < most && olds[from] === news[from]) from += 1;
  let to = 0;
  while (to < most - from && olds.at(-1 - to) === news.at(-1 - to)) to += 1;
  return [from, to];
}

function keyOf(block: Block): string {
  return JSON.stringify(block);
}

function oldBlocks(change: BlockChange): Block[] {
  return "before" in change ? [change.before].flat() : [];
}

function showAfter(shown: Map<string, Instead>, id: string, change: BlockChange): void {
  const before = shown.get(id);
  shown.set(id, (context, own) => (before?.(context, own) ?? own()) + changeToHtml(redliningOf(context), change));
}

function showBefore(shown: Map<string, Instead>, id: string, change: BlockChange): void {
  const after = shown.get(id);
  shown.set(id, (context, own) => changeToHtml(redliningOf(context), change) + (after?.(context, own) ?? own()));
}

const nameless: Names = { notes: new Map(), entries: new Map() };

function comparingOf(): Comparing {
  return { names: { before: nameless, after: nameless }, keys: new Map(), bags: new Map(), apart: false };
}

/** Both texts are one page, on which everything keeps its name. */
const names: Naming = {
  kept: new Set(),
  block: (id) => id,
  note: (id) => id,
  place: (anchor) => anchor,
  placed: () => true,
  citations: new Map(),
};

/** What is shown in a block's stead is not looked for again in what it holds. */
function redliningOf({ instead: _, ...context }: Context): Redlining {
  return { before: context, after: context, names: { ...names, citations: new Map() }, prefix: "proposed-" };
}
