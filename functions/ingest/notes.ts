import { alikeEnough, type Bag, bagOf, likeness, sharedWords } from "../../shared/document/redline/likeness.ts";
import { stepsBetween } from "../../shared/document/redline/steps.ts";
import type { Block, DocumentTree } from "../../shared/document/tree.ts";
import { eachBlock, eachBlockOf, eachInline, ownInlines, plainText, textOf } from "../../shared/document/visit.ts";
import type { Contribution as Annotation } from "../../shared/formats/reading.ts";
import type { Change } from "./change.ts";
import { changed, commentOn, type Tell } from "./changes.ts";
import { keyOf, shortened } from "./lines.ts";

/** A call of a note: the note's words, the block that calls it, and what that block says before the call. */
type Call = { note: string; words: string; key: string; host: Block; hostKey: string; bag: Bag; before: string };

/** The notes of a text and of its copy: each call with what stands for it in the copy, calls that went, calls that came. */
export type ComparedNotes = {
  before: DocumentTree;
  after: DocumentTree;
  pairs: ReadonlyMap<Call, Call>;
  went: readonly Call[];
  came: readonly Call[];
};

/** The notes of two texts, told apart by their words and by the blocks that call them. */
export function compareNotes(before: DocumentTree, after: DocumentTree): ComparedNotes {
  const [olds, nows] = [callsIn(before), callsIn(after)];
  const pairs = pairCalls(olds, nows);
  const stands = new Set(pairs.values());
  return {
    ...{ before, after, pairs },
    went: olds.filter((call) => !pairs.has(call)),
    came: nows.filter((call) => !stands.has(call)),
  };
}

/** Both texts with the notes alone that both call, in one order: the words of one are never compared with another's. */
export function withSharedNotes({ before, after, pairs }: ComparedNotes): Pick<ComparedNotes, "before" | "after"> {
  const shared = new Map<string, string>();
  const taken = new Set<string>();
  for (const [old, now] of pairs) {
    if (shared.has(old.note) || taken.has(now.note)) continue;
    shared.set(old.note, now.note);
    taken.add(now.note);
  }
  const both = [...shared];
  return {
    before: { ...before, notes: Object.fromEntries(both.map(([note]) => [note, before.notes[note]!])) },
    after: { ...after, notes: Object.fromEntries(both.map(([note, other]) => [note, after.notes[other]!])) },
  };
}

/** The text without the notes that say what one of `calls` says. */
export function withoutNotesOf(tree: DocumentTree, calls: readonly Call[]): DocumentTree {
  const gone = new Set(calls.map(({ key }) => key));
  const notes = Object.entries(tree.notes).filter(([, blocks]) => !gone.has(keyOf(wordsOf(blocks))));
  return { ...tree, notes: Object.fromEntries(notes) };
}

/** The blocks of notes that went, in the text, and of those that came, in the copy. */
export function blocksOfNotes({ before, after, went, came }: ComparedNotes): { went: Set<string>; came: Set<string> } {
  const idsOf = ({ notes }: DocumentTree, calls: readonly Call[]) =>
    new Set(calls.flatMap(({ note }) => Array.from(eachBlock(notes[note]!), ({ id }) => id)));
  return { went: idsOf(before, went), came: idsOf(after, came) };
}

/**
 * What became of notes: one that went is a correction of its words, but where its paragraph went with it, which
 * `changes` tell; one that came, and one that another paragraph calls, are told at the call. `by`: what tracked their words.
 */
export function noteChanges(
  compared: ComparedNotes,
  changes: readonly Change[],
  tell: Tell,
  by: readonly Annotation[] = [],
): Change[] {
  const { before, after, pairs, went, came } = compared;
  const known = [...eachBlockOf(before)].map((block) => ({ block, key: keyOf(ownText(block)) }));
  const keys = {
    before: new Set(known.map(({ key }) => key)),
    after: new Set(Array.from(eachBlockOf(after), (block) => keyOf(ownText(block)))),
  };
  const stays = new Set(Array.from(pairs.keys(), ({ note }) => note));
  const moved = [...pairs].filter(
    ([old, now]) =>
      old.hostKey !== now.hostKey &&
      (!areAlike(old, now) || (keys.before.has(now.hostKey) && keys.after.has(old.hostKey))),
  );
  const signed = (change: Change, { note }: Call, tree: DocumentTree): Change => {
    const ids = new Set(Array.from(eachBlock(tree.notes[note]!), ({ id }) => id));
    const tracked = by.find(({ at, type }) => type !== "comment" && at !== undefined && ids.has(at));
    if (!tracked) return change;
    const { author, date } = tracked;
    return { ...change, from: { ...change.from, author, ...(date !== undefined && { date }) } };
  };
  return [
    ...went
      .filter(({ host }) => !changes.some((change) => isWhole(change, host)))
      .map((call) => signed(wentFrom(call, before, stays, tell), call, before)),
    ...moved.map(([old, now]) =>
      toldAt(old.host, old.before, tell("note-moved", { words: old.words, after: placeOf(now) })),
    ),
    ...came.map((call) => {
      const comment = tell("note-added", { words: call.words, after: placeOf(call) });
      return signed(toldAt(counterpart(call, known, after), call.before, comment), call, after);
    }),
  ];
}

/** A note of one paragraph that nothing else calls is taken out by a correction; of another it is told. */
function wentFrom(call: Call, before: DocumentTree, stays: ReadonlySet<string>, tell: Tell): Change {
  const [only, ...others] = before.notes[call.note]!;
  if (only?.type === "paragraph" && others.length === 0 && !stays.has(call.note))
    return changed(only.id, "", textOf(only), "");
  return toldAt(call.host, call.before, tell("note-deleted", { words: call.words }));
}

function isWhole({ comment, from, out, into }: Change, host: Block): boolean {
  return comment === undefined && from.at === host.id && into.trim() === "" && keyOf(out) === keyOf(ownText(host));
}

/** A comment of nobody on the last words before a call; on the whole document, where no block is known. */
function toldAt(host: Block | undefined, before: string, comment: string): Change {
  const words = lastWords(before);
  const quote = host && ownText(host).includes(words) ? words : "";
  const change = commentOn(host?.id ?? "", comment);
  return { ...change, quote, from: { ...change.from, quote } };
}

/** The block that calls a note that came, as the text has it; where it came too, the nearest before it. */
function counterpart(
  call: Call,
  known: readonly { block: Block; key: string }[],
  after: DocumentTree,
): Block | undefined {
  const same = known.find(({ key }) => key === call.hostKey);
  if (same) return same.block;
  const scored = known.map(({ block }) => ({ block, score: likeness(bagOf(ownText(block)), call.bag) }));
  const [best] = scored.toSorted((one, other) => other.score - one.score);
  if (best && best.score >= alikeEnough) return best.block;
  const blocks = [...eachBlockOf(after)];
  const above = blocks.slice(0, blocks.indexOf(call.host)).toReversed();
  const byKey = new Map(known.filter(({ key }) => key !== "").map(({ block, key }) => [key, block]));
  return above.map((block) => byKey.get(keyOf(ownText(block)))).find((block) => block !== undefined);
}

function placeOf({ before, host }: Call): string {
  return lastWords(before) || shortened(ownText(host));
}

/** Some 40 characters at the end of a text, from the beginning of a word on. */
function lastWords(text: string): string {
  const words = text.trim();
  return words.length <= 40 ? words : words.slice(-40).replace(/^\S*\s+/, "");
}

function callsIn(tree: DocumentTree): Call[] {
  return [...eachBlockOf(tree)].flatMap((host) => {
    const calls: Call[] = [];
    const hostText = ownText(host);
    const around = { host, hostKey: keyOf(hostText), bag: bagOf(hostText) };
    let before = "";
    for (const inline of eachInline(ownInlines(host))) {
      if ("children" in inline) continue;
      if (inline.type !== "noteReference") before += plainText([inline]);
      else if (tree.notes[inline.note]) {
        const words = wordsOf(tree.notes[inline.note]!);
        calls.push({ note: inline.note, words, key: keyOf(words), ...around, before });
      }
    }
    return calls;
  });
}

function ownText(block: Block): string {
  return plainText(ownInlines(block));
}

function wordsOf(note: readonly Block[]): string {
  return note
    .map(textOf)
    .join(" ")
    .replace(/\s*\n\s*/g, " ")
    .trim();
}

/** Whether one block may be the other, edited, split or joined. */
function areAlike(old: Call, now: Call): boolean {
  const fewer = Math.min(old.bag.size, now.bag.size);
  return old.hostKey === now.hostKey || (fewer > 0 && sharedWords(old.bag, now.bag) * 2 >= fewer);
}

/** What makes two calls one, the surest first: the same note, the same called elsewhere, one edited, another in its place. */
const likenesses: readonly ((old: Call, now: Call) => boolean)[] = [
  (old, now) => old.key === now.key && areAlike(old, now),
  (old, now) => old.key === now.key,
  (old, now) => areAlike(old, now) && likeness(bagOf(old.words), bagOf(now.words)) >= alikeEnough,
  (old, now) => areAlike(old, now) && keyOf(old.before) === keyOf(now.before),
];

function pairCalls(olds: readonly Call[], nows: readonly Call[]): Map<Call, Call> {
  const pairs = new Map<Call, Call>();
  let [i, j] = [0, 0];
  const own = ({ key, hostKey }: Call) => `${key}\n${hostKey}`;
  for (const { is, count } of stepsBetween(olds.map(own), nows.map(own))) {
    if (is === "same") for (let at = 0; at < count; at++) pairs.set(olds[i + at]!, nows[j + at]!);
    if (is !== "inserted") i += count;
    if (is !== "deleted") j += count;
  }
  const free = new Set(nows);
  for (const now of pairs.values()) free.delete(now);
  for (const isOne of likenesses) {
    for (const old of olds) {
      if (pairs.has(old)) continue;
      const now = [...free].find((other) => isOne(old, other));
      if (!now) continue;
      pairs.set(old, now);
      free.delete(now);
    }
  }
  return pairs;
}
