import { itemsIn } from "../../shared/document/items.ts";
import type { Change } from "./change.ts";
import { editsBetween } from "./edits.ts";
import { asAdded, keyOf, type Line, placeAfter, shortened } from "./lines.ts";
import type { Parted, Step } from "./pairing.ts";
import { splitOf } from "./partings.ts";

/** What is told in words of a change that no correction makes; see the texts "copy-…". */
export type Told =
  | "joined"
  | "joined-edited"
  | "moved"
  | "row-moved"
  | "row-moved-first"
  | "unbroken"
  | "split"
  | "moved-first"
  | "moved-edited"
  | "moved-edited-first"
  | "table-added"
  | "table-cut"
  | "table-gone"
  | "column-added"
  | "column-added-first"
  | "column-removed"
  | "cell"
  | "note-added"
  | "note-deleted"
  | "note-moved"
  | "became-heading"
  | "became-item"
  | "became-inner-item"
  | "became-quote"
  | "became-paragraph"
  | "became-too";
export type Tell = (what: Told, details: Record<string, string>) => string;

/** What changed, step by step; `last`: the block before the first; `inTable`: what changed in a table that a line stands for. */
export function changesOfSteps(
  steps: readonly Step[],
  tell: Tell,
  inTable: (step: Step) => Change[] = () => [],
  last?: string,
): Change[] {
  const changes: Change[] = [];
  let before: Line | undefined;
  for (const [at, step] of steps.entries()) {
    const { old, now, same, parted } = step;
    const place = placeOf(before, now) ?? (last === undefined ? undefined : { at: last, item: false });
    const found =
      old?.kind === "table" && now?.kind === "table"
        ? inTable(step)
        : same
          ? []
          : parted
            ? partingOf(parted, tell)
            : changesOf(step, place, nextOld(steps, at), tell);
    for (const change of found) addChange(changes, change);
    const stays = parted?.old.at(-1) ?? step.joined?.at(-1) ?? old;
    if (stays?.id !== undefined) before = stays;
  }
  return changes;
}

/** The next line that the authors have. */
function nextOld(steps: readonly Step[], at: number): string | undefined {
  return steps.slice(at + 1).find(({ old }) => old?.id !== undefined)?.old?.id;
}

/** What comes is put after the line before it; outside the table that holds that one, unless it is in a cell too. */
function placeOf(before: Line | undefined, now: Line | undefined): Place | undefined {
  if (before?.table && before.kind === "cell" && now?.table !== before.table)
    return { at: before.table.id, item: false };
  if (before?.id === undefined) return undefined;
  return now ? placeAfter({ ...before, id: before.id }, now) : { at: before.id, item: false };
}

type Place = ReturnType<typeof placeAfter>;

/** A split is a correction of the words around it; a join, of each paragraph that another goes on from. */
export function partingOf({ old, now }: Parted, tell: Tell): Change[] {
  const [first, ...others] = old;
  if (first?.id === undefined) return [];
  if (others.length === 0) {
    const { quote, out, into } = splitOf(first, now, keyOf);
    return [changed(first.id, quote, out, into)];
  }
  return others.flatMap((next, at): Change[] => {
    const before = old[at]?.id;
    if (before === undefined) return [];
    const one = commentOn(before, tell("joined", { words: shortened(next.text) }));
    return [next.id === undefined ? one : { ...one, joins: next.id }];
  });
}

function firstWords(lines: readonly Line[]): string {
  return lines.map(({ text }) => shortened(text)).join(" – ");
}

/** Nothing of what was generated, which is ours; a line that came is a paragraph after the last before it. */
function changesOf(
  { old, now, joined, moved, rewritten }: Step,
  last: Place | undefined,
  next: string | undefined,
  tell: Tell,
): Change[] {
  if (old && old.id === undefined) return [];
  if (!old) return now ? cameBetween(now, last, next) : [];
  const id = old.id!;
  if (moved) return [movedChange(old, id, moved, tell)];
  if (!now) return [changed(id, "", old.text, "")];
  if (joined) return [commentOn(id, tell("joined-edited", { words: firstWords(joined), text: now.text }))];
  if (rewritten || isRewritten(old, now)) return [changed(id, "", old.text, now.text)];
  return editsBetween(old, now).map(({ quote, out, into }) => changed(id, quote, out, into));
}

/** After what stands before it; where nothing does, before what follows. */
function cameBetween(now: Line, last: Place | undefined, next: string | undefined): Change[] {
  if (last) return [changed(last.at, "", "", asAdded(now, last.item), "paragraphs")];
  return next === undefined ? [] : [changed(next, "", "", `${asAdded(now, false)}\n\n`)];
}

/** To where a block of the version stands, as a correction; where there is none, or to the beginning, told. */
function movedChange(old: Line, id: string, moved: NonNullable<Step["moved"]>, tell: Tell): Change {
  const inCell = moved.goal?.table && moved.goal.kind === "cell";
  const goal = inCell ? undefined : placeOf(moved.goal, moved.now);
  if (!goal) return commentOn(id, movedWords(old, moved, tell));
  const into = old.key === moved.now.key ? "" : moved.now.text;
  return { ...changed(id, "", old.text, into), moved: { after: goal.at, ...(goal.item && { item: true }) } };
}

function movedWords(old: Line, { now, after }: NonNullable<Step["moved"]>, tell: Tell): string {
  const edited = old.key === now.key ? "moved" : "moved-edited";
  const what = after === "" ? (`${edited}-first` as const) : edited;
  return tell(what, { after: shortened(after), text: now.text });
}

/** Whether hardly a word stayed: one text in the place of another, which pieces would not tell. */
function isRewritten(old: Line, now: Line): boolean {
  const edits = editsBetween(old, now);
  const gone = edits.reduce((sum, { out }) => sum + out.length, 0);
  return !/\n\s*\n/.test(now.text) && gone * 2 > old.text.length && edits.length > 1;
}

/** A comment by nobody on a block, of what no correction can say, e.g. two paragraphs joined. */
export function commentOn(at: string, comment: string): Change {
  const from = { type: "comment", author: "", at, quote: "", text: comment } as const;
  return { from, comment, out: "", into: "", quote: "" };
}

/** A change of the words of a block; `whole`: what came or went is not words in it, but whole; `row`: how many stand before it. */
export function changed(
  at: string,
  quote: string,
  out: string,
  into: string,
  whole?: "paragraphs" | "row" | "table",
  row?: number,
): Change {
  const type = out === "" ? "insertion" : "deletion";
  const from = {
    type,
    author: "",
    at,
    quote,
    text: out || into,
    ...(whole && { whole }),
    ...(row !== undefined && { row }),
  } as const;
  return { from, out, into, quote };
}

/** Whether paragraphs come before a block, and nothing else of it changes. */
function comesBefore({ from, quote, out, into }: Change): boolean {
  return from.whole === undefined && from.type === "insertion" && quote + out === "" && into.endsWith("\n\n");
}

/** Paragraphs that come one after the other are one addition. */
function addChange(changes: Change[], change: Change): void {
  const last = changes.at(-1);
  const goesOn =
    change.from.whole === "paragraphs" &&
    last?.from.whole === "paragraphs" &&
    last.from.at === change.from.at &&
    (itemsIn(change.into) === undefined) === (itemsIn(last.into) === undefined);
  const before = last !== undefined && last.from.at === change.from.at && [last, change].every(comesBefore);
  if (before) last.into += change.into;
  else if (goesOn) last.into += `\n\n${change.into}`;
  else changes.push(change);
}
