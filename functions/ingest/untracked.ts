import { foldText } from "../../shared/document/identify.ts";
import { bagOf, likeness, pairAlike } from "../../shared/document/redline/likeness.ts";
import { stepsBetween } from "../../shared/document/redline/steps.ts";
import { wordsIn } from "../../shared/document/redline/words.ts";
import type { DocumentTree, Inline } from "../../shared/document/tree.ts";
import { eachBlockOf, eachInline, ownInlines, plainText } from "../../shared/document/visit.ts";
import type { Change } from "./annotations.ts";
import { firstParting, splitOf } from "./partings.ts";

/**
 * A version as its reviewers downloaded it, read back: `tree`, what its authors wrote; `whole`, also what was generated
 * around that, which comes back as text from a program that drops our marks.
 */
export type Downloaded = { tree: DocumentTree; whole: DocumentTree };

/**
 * Words of one block; `id` in the tree of the authors, absent: generated. `key`: what a mere save leaves the same;
 * `inlines`: with citations, which a program may leave as their text.
 */
type Line = { id?: string; text: string; key: string; inlines: readonly Inline[] };

/**
 * What differs between a version and a copy whose tracked changes are rejected, words alone: corrections of blocks of
 * `tree`, and additions after them. Undefined where the copy is another text, of which less than half is the version's.
 */
export function untrackedChanges(
  { tree, whole }: Downloaded,
  copy: DocumentTree,
  say: SayJoined,
): Change[] | undefined {
  const before = withGenerated(linesOf(tree), linesOf(whole));
  const after = linesOf(copy);
  const changes: Change[] = [];
  let last: string | undefined;
  let same = 0;
  let [i, j] = [0, 0];
  for (const { is, count } of gaps(before, after)) {
    const [old, now] = [before.slice(i, i + count.before), after.slice(j, j + count.after)];
    [i, j] = [i + count.before, j + count.after];
    if (is === "same") same += old.filter(({ id }) => id !== undefined).length;
    if (is === "same") last = old.findLast(({ id }) => id !== undefined)?.id ?? last;
    for (const pair of is === "same" ? [] : paired(old, now)) {
      const { line, found, parted } = pair;
      if (line?.id !== undefined && (found ?? parted)) same += parted?.old.length ?? 1;
      for (const change of parted ? partingOf(parted, say) : changesOf(line, found, last)) addChange(changes, change);
      last = parted?.old.at(-1)?.id ?? line?.id ?? last;
    }
  }
  const authored = before.filter(({ id }) => id !== undefined).length;
  return same * 2 < authored ? undefined : changes;
}

/** What is said of a paragraph with which the next ones were joined, by how they begin. */
export type SayJoined = (words: string) => string;

/**
 * Paragraphs that were split or joined with changes tracked, and no word of them changed, between a copy as if its changes
 * were rejected and as if they were accepted: what tracks a paragraph’s mark alone.
 */
export function trackedPartings(rejected: DocumentTree, accepted: DocumentTree, say: SayJoined): Change[] {
  const [before, after] = [linesOf(rejected), linesOf(accepted)];
  let [i, j] = [0, 0];
  return gaps(before, after).flatMap(({ is, count }) => {
    const [old, now] = [before.slice(i, i + count.before), after.slice(j, j + count.after)];
    [i, j] = [i + count.before, j + count.after];
    return is === "same" ? [] : paired(old, now).flatMap(({ parted }) => (parted ? partingOf(parted, say) : []));
  });
}

/** A split is a correction of the words around it; a join, which no correction of one paragraph makes, is told of the first. */
function partingOf({ old, now }: Parted, say: SayJoined): Change[] {
  const [first, ...others] = old;
  if (first?.id === undefined) return [];
  if (others.length === 0) {
    const { quote, out, into } = splitOf(first, now, keyOf);
    return [changed(first.id, quote, out, into)];
  }
  const comment = say(others.map(({ text }) => shortened(text)).join(" – "));
  const from = { type: "comment", author: "", at: first.id, quote: "", text: comment } as const;
  return [{ from, comment, out: "", into: "", quote: "" }];
}

/** The first words of a text, some 40 characters of them. */
function shortened(text: string): string {
  return text.length <= 40 ? text : `${text.slice(0, 40).replace(/\s+\S*$/, "")}…`;
}

/** Paragraphs that come one after the other are one addition. */
function addChange(changes: Change[], change: Change): void {
  const last = changes.at(-1);
  const goesOn = change.from.whole !== undefined && last?.from.whole !== undefined && last.from.at === change.from.at;
  if (goesOn) last.into += `\n\n${change.into}`;
  else changes.push(change);
}

function linesOf(tree: DocumentTree): (Line & { id: string })[] {
  return [...eachBlockOf(tree)].flatMap((block) => {
    const inlines: Inline[] = block.type === "codeBlock" ? [{ type: "code", value: block.value }] : ownInlines(block);
    const text = plainText(inlines);
    const key = keyOf(text);
    return key === "" ? [] : [{ id: block.id, text, key, inlines }];
  });
}

/** Programs change spaces, and the look of hyphens and points of suspension, when they save. */
function keyOf(text: string): string {
  return foldText(text)
    .replace(/[\u2010\u2011]/g, "-")
    .replace(/…/g, "...")
    .replace(/ /g, "");
}

/** The lines of `whole`, with the ids that the authors' own have in their tree. */
function withGenerated(authored: readonly Line[], whole: readonly Line[]): Line[] {
  const lines: Line[] = [];
  let [i, j] = [0, 0];
  for (const { is, count } of stepsBetween(whole.map(keyIn), authored.map(keyIn))) {
    if (is === "deleted") lines.push(...whole.slice(i, i + count).map(({ id: _, ...line }) => line));
    else lines.push(...authored.slice(j, j + count));
    if (is !== "inserted") i += count;
    if (is !== "deleted") j += count;
  }
  return lines;
}

function keyIn({ key }: Line): string {
  return key;
}

type Gap = { is: "same" | "changed"; count: { before: number; after: number } };

/** Stretches that both have, and those between them. */
function gaps(before: readonly Line[], after: readonly Line[]): Gap[] {
  const found: Gap[] = [];
  for (const { is, count } of stepsBetween(before.map(keyIn), after.map(keyIn))) {
    const last = found.at(-1);
    const more = { before: is === "inserted" ? 0 : count, after: is === "deleted" ? 0 : count };
    if (is === "same") found.push({ is, count: more });
    else if (last?.is === "changed") {
      last.count.before += more.before;
      last.count.after += more.after;
    } else found.push({ is: "changed", count: more });
  }
  return found;
}

type Parted = { old: readonly Line[]; now: readonly Line[] };
type Paired = { line: Line | undefined; found: Line | undefined; parted?: Parted };

/** Lines of a gap in order: those that were split or joined, edited together, those that went, those that came. */
function paired(old: readonly Line[], now: readonly Line[]): Paired[] {
  const parting = firstParting(old, now);
  if (!parting) return pairedAlike(old, now);
  const { at, count } = parting;
  const end = { old: at.old + count.old, now: at.now + count.now };
  const parted = { old: old.slice(at.old, end.old), now: now.slice(at.now, end.now) };
  return [
    ...pairedAlike(old.slice(0, at.old), now.slice(0, at.now)),
    { line: parted.old[0], found: undefined, parted },
    ...paired(old.slice(end.old), now.slice(end.now)),
  ];
}

function pairedAlike(old: readonly Line[], now: readonly Line[]): Paired[] {
  const [bags, others] = [old, now].map((lines) => lines.map(({ text }) => bagOf(text))) as [Bags, Bags];
  const pairs = pairAlike(old.length, now.length, (y, x) => likeness(bags[y]!, others[x]!));
  const result: Paired[] = [];
  let [i, j] = [0, 0];
  for (const [y, x] of [...pairs, [old.length, now.length] as const]) {
    result.push(...old.slice(i, y).map((line) => ({ line, found: undefined })));
    result.push(...now.slice(j, x).map((found) => ({ line: undefined, found })));
    if (y < old.length) result.push({ line: old[y], found: now[x] });
    [i, j] = [y + 1, x + 1];
  }
  return result;
}
type Bags = ReturnType<typeof bagOf>[];

/** Nothing of what was generated, which is ours; a line that came is a paragraph after the last before it. */
function changesOf(line: Line | undefined, found: Line | undefined, last: string | undefined): Change[] {
  if (line && line.id === undefined) return [];
  if (!line) return found && last !== undefined ? [changed(last, "", "", found.text, "paragraphs")] : [];
  if (!found) return [changed(line.id!, "", line.text, "")];
  return editsBetween(line, found).map(({ quote, out, into }) => changed(line.id!, quote, out, into));
}

function changed(at: string, quote: string, out: string, into: string, whole?: "paragraphs"): Change {
  const type = out === "" ? "insertion" : "deletion";
  const from = { type, author: "", at, quote, text: out || into, ...(whole && { whole }) } as const;
  return { from, out, into, quote };
}

type Edit = { quote: string; out: string; into: string };

/** What was done to a text, word by word: edits with one word or less between them are one. */
function editsBetween(line: Line, found: Line): Edit[] {
  const before = line.text;
  const words = { before: citedWords(line.inlines), after: citedWords(found.inlines) };
  const said = new Set(words.before.map(({ key }) => key));
  const cites = said.has(cited);
  const keys = {
    before: words.before.map(({ key }) => key),
    // What stands in brackets, and the version does not say, may be the text of a citation.
    after: words.after.map(({ key }) => (cites && key.startsWith("(") && !said.has(key) ? cited : key)),
  };
  const sides = { before: words.before.map(({ text }) => text), after: words.after.map(({ text }) => text) };
  const edits: (Edit & { end: number })[] = [];
  let end = 0;
  for (const { is, count } of stepsBetween(keys.before, keys.after)) {
    const out = is === "inserted" ? "" : sides.before.splice(0, count).join("");
    const into = is === "deleted" ? "" : sides.after.splice(0, count).join("");
    const start = end;
    end += out.length;
    const last = edits.at(-1);
    const between = before.slice(last?.end ?? 0, start);
    if (is === "same") continue;
    if (last && (between.match(/[\p{L}\p{N}]+/gu) ?? []).length <= 1) {
      last.out += between + out;
      last.into += between + into;
      last.end = end;
    } else edits.push({ quote: before.slice(0, start), out, into, end });
  }
  return edits.filter(({ out, into }) => keyOf(out) !== keyOf(into));
}

type Word = { text: string; key: string };

/** The key of any citation. */
const cited = "\uFFFC";
const bracketed = /(\((?:[^()]|\([^()]*\))*\))/u;

/** Words, where a citation is one, and so is what stands in brackets. */
function citedWords(inlines: readonly Inline[]): Word[] {
  const words: Word[] = [];
  let text = "";
  const flush = () => {
    for (const [index, piece] of text.split(bracketed).entries()) {
      const pieces = index % 2 === 1 ? [piece] : wordsIn(piece);
      words.push(...pieces.map((word) => ({ text: word, key: wordKey(word) })));
    }
    text = "";
  };
  for (const inline of eachInline(inlines)) {
    if ("children" in inline) continue;
    if (inline.type !== "citation") text += plainText([inline]);
    else {
      flush();
      words.push({ text: plainText([inline]), key: cited });
    }
  }
  flush();
  return words;
}

function wordKey(word: string): string {
  return /^\s+$/.test(word) ? " " : foldText(word) || word;
}
