import type { Contribution } from "../../shared/deliverable/remarks/contribution.ts";
import { type Passage, passageAt, passageFinder, passageIn, passageOver } from "../../shared/document/anchor.ts";
import type { Block, DocumentTree, Row, Table } from "../../shared/document/tree.ts";
import { eachBlockOf, plainText, textOf } from "../../shared/document/visit.ts";
import type { Contribution as Annotation } from "../../shared/formats/reading.ts";
import type { PartContent } from "../../shared/stored/version.ts";

/** Contributions without their ids; `placed`: whether their passage is in the parts, to the word. */
export type Placed = { contribution: Omit<Contribution, "id">; placed: boolean };

/** A copy read as if its changes were rejected, whose text is that of the version; and, to place new paragraphs, accepted. */
export type AnnotatedCopy = { tree: DocumentTree; annotations: readonly Annotation[]; accepted?: AcceptedCopy };
export type AcceptedCopy = { tree: DocumentTree; annotations: readonly Annotation[] };

/**
 * What others wrote on a copy, as contributions to the parts it was made from, in its order: a comment; words put in
 * place of others (a deletion and an insertion that touch are one), taken out or put in, as a correction of the words
 * there; a new paragraph, as an addition. What finds no passage is on the whole document, and quotes it.
 */
export function placeAnnotations(parts: readonly PartContent[], copy: AnnotatedCopy): Placed[] {
  return placeChanges(parts, copy, joined(copy.annotations)).map((placed): Placed => {
    const { author, date, replies, resolved } = placed.from;
    const file = { author, ...(date !== undefined && { date }) };
    const thread = { ...(replies && { replies }), ...(resolved && { resolved }) };
    return { contribution: { ...placed.contribution, file, ...thread }, placed: placed.placed };
  });
}

/** What was changed without being tracked, as corrections and additions; what finds no passage is not the authors'. */
export function placeUntracked(
  parts: readonly PartContent[],
  tree: DocumentTree,
  changes: readonly Change[],
): Placed[] {
  return placeChanges(parts, { tree, annotations: [] }, changes).map(({ contribution, placed }) => ({
    contribution: { ...contribution, file: { author: "", untracked: true } },
    placed,
  }));
}

/** Paragraphs split or joined with changes tracked, as corrections and comments of nobody: their marks are not read for who made them. */
export function placePartings(parts: readonly PartContent[], tree: DocumentTree, changes: readonly Change[]): Placed[] {
  return placeChanges(parts, { tree, annotations: [] }, changes).map(({ contribution, placed }) => ({
    contribution: { ...contribution, file: { author: "" } },
    placed,
  }));
}

/** One thing someone wrote: a comment, or what they took out and put in at one place. */
export type Change = { index?: number; from: Annotation; comment?: string; out: string; into: string; quote: string };

function placeChanges(parts: readonly PartContent[], copy: AnnotatedCopy, changes: readonly Change[]) {
  const finder = placer(parts, copy.tree);
  return changes.map((change) => ({ from: change.from, ...contributionFor(finder, parts, copy, change) }));
}

/** Word and LibreOffice tell what is replaced as two changes that touch, in either order. */
function joined(annotations: readonly Annotation[]): Change[] {
  const changes: Change[] = [];
  annotations.forEach((from, index) => {
    const { type, text, quote } = from;
    const last = changes.at(-1);
    if (type === "comment") changes.push({ index, from, comment: text, out: "", into: "", quote });
    else if (last && touches(last, from)) {
      last[type === "insertion" ? "into" : "out"] += text;
      last.from = { ...last.from, author: [...new Set([last.from.author, from.author])].join(", ") };
    } else
      changes.push({
        index,
        from,
        out: type === "deletion" ? text : "",
        into: type === "insertion" ? text : "",
        quote,
      });
  });
  return changes;
}

function touches(last: Change, { type, author, at, quote, text, whole }: Annotation): boolean {
  if (whole !== undefined || last.from.whole !== undefined) return false;
  const located = at !== undefined || quote !== "";
  const same = last.comment === undefined && last.from.at === at && located;
  if (!same || (type === "deletion" ? last.out !== "" : last.into !== "")) return false;
  // What one put in right after what another took out stands in its place: apart, they would not both apply.
  if (last.from.author !== author && (type === "deletion" || /^\s/.test(text))) return false;
  if (type === "deletion") return quote === last.quote;
  const before = last.quote + last.out;
  return before.endsWith(quote) || quote.endsWith(before);
}

type NewContribution = Omit<Contribution, "id" | "file">;
type Answer = { contribution: NewContribution; placed: boolean };

function contributionFor(find: Finder, parts: readonly PartContent[], copy: AnnotatedCopy, change: Change): Answer {
  const { comment, from, out, into, quote, index } = change;
  const block = from.at === undefined ? undefined : eachBlockOf(copy.tree).find(({ id }) => id === from.at);
  if (comment !== undefined) {
    const place = block && find(block, quote, "");
    if (place?.exact) return { contribution: { type: "comment", anchor: place.anchor, text: comment }, placed: true };
    const anchor = place ? { anchor: place.anchor } : {};
    return { contribution: { type: "comment", ...anchor, text: quoting(quote, comment) }, placed: false };
  }
  if (block && from.whole === "paragraphs") return addedAfter(find, block, into);
  if (block && from.whole !== undefined) return wholeRow(find, block, from);
  if (!block) return out === "" ? newParagraph(parts, copy, index ?? -1, into) : lost(quote, out, into);
  const raw = textOf(block);
  const edit = editIn(raw, quote, out, into);
  const place = edit && find(block, edit.exact, edit.prefix);
  if (!edit || !place) return lost(quote, out, into);
  if (place.exact)
    return {
      contribution: { type: "correction", anchor: place.anchor, text: "", proposal: edit.proposal },
      placed: true,
    };
  const { contribution } = lost(edit.prefix.slice(-40), edit.exact, edit.proposal);
  const text = [contribution.text, contribution.proposal && `→ «\u202f${contribution.proposal}\u202f»`];
  return {
    contribution: { type: "comment", anchor: place.anchor, text: text.filter(Boolean).join(" ") },
    placed: false,
  };
}

/** New paragraphs, after a block that the version has. */
function addedAfter(find: Finder, block: Block, words: string): Answer {
  const place = find(block, "", "");
  if (!place) return lost("", "", words);
  return { contribution: { type: "addition", anchor: place.anchor, text: "", proposal: words.trim() }, placed: true };
}

/** A row that came, after the row before it; a row or a table that went, to take out. */
function wholeRow(find: Finder, block: Block, { type, whole, text, quote, row }: Annotation): Answer {
  const came = type === "insertion";
  const cells = text.split("\n").join(" | ");
  if (came && row === 0 && block.type === "table") return firstRow(find, block, cells);
  const before = rowsBefore(block, came ? (row ?? 0) - 1 : row);
  const place = came
    ? find(block, quote, before, passageIn)
    : find(block, whole === "table" ? "" : text, before || quote, passageIn);
  if (!place || (!came && !place.exact)) return came ? lost(quote, "", cells) : lost(quote, text, "");
  const { anchor } = place;
  const contribution: NewContribution = came
    ? { type: "addition", anchor, text: "", proposal: cells }
    : { type: "correction", anchor, text: "", proposal: "" };
  return { contribution, placed: true };
}

/** A row that came before all others, where no addition stands: a correction of the first, which goes on as the second. */
function firstRow(find: Finder, table: Table, cells: string): Answer {
  const words = cellsOf(table.rows[0]);
  const place = find(table, words.join("\n"), plainText(table.caption ?? []), passageIn);
  if (!place) return lost("", "", cells);
  const { anchor } = place;
  const row = words.map((cell) => cell.replace(/\s*\n\s*/g, " ")).join(" | ");
  if (!anchor.quotation)
    return { contribution: { type: "comment", anchor, text: `→ «\u202f${cells}\u202f»` }, placed: true };
  return { contribution: { type: "correction", anchor, text: "", proposal: `${cells}\n${row}` }, placed: true };
}

/** What a table says before one of its rows. */
function rowsBefore(block: Block, row = 0): string {
  if (block.type !== "table") return "";
  return [plainText(block.caption ?? []), ...block.rows.slice(0, Math.max(row, 0)).flatMap(cellsOf)].join("\n");
}

function cellsOf(row: Row | undefined): string[] {
  return row?.cells.map(({ children }) => children.map(textOf).join("\n")) ?? [];
}

/** On the whole document, with the words that it was about. */
function lost(quote: string, out: string, into: string): Answer {
  const type = out === "" ? "addition" : "correction";
  return { contribution: { type, text: quoting(out === "" ? quote : out, ""), proposal: into.trim() }, placed: false };
}

function quoting(words: string, text: string): string {
  const said = words.trim();
  return (said === "" ? text : `«\u202f${said}\u202f»\n\n${text}`).trim();
}

/** After the nearest block before it that the version has. */
function newParagraph(parts: readonly PartContent[], { accepted }: AnnotatedCopy, index: number, text: string): Answer {
  const at = accepted?.annotations[index]?.at;
  const blocks = accepted && at !== undefined ? [...eachBlockOf(accepted.tree)] : [];
  const before = blocks
    .slice(
      0,
      Math.max(
        0,
        blocks.findIndex(({ id }) => id === at),
      ),
    )
    .toReversed();
  const find = placer(parts, accepted?.tree);
  for (const block of before) {
    if (textOf(block).trim() === "") continue;
    const added = addedAfter(find, block, text);
    if (added.placed) return added;
  }
  return lost("", "", text);
}

/** Characters that a passage quotes at most: a longer one is its whole block. */
const longest = 300;

/**
 * The words that a change is about, up to the ends of words, and those to put in their place. What is put in alone is
 * told with the word before it, else after it. Undefined where the block does not say what stood before the change.
 */
function editIn(raw: string, quote: string, out: string, into: string) {
  const from = startOf(raw, quote, out);
  if (from === undefined) return undefined;
  const to = from + out.length;
  const alone = from === to;
  const left = lengthOf(
    alone ? /\S*\s*$/ : /^\s/.test(out) ? /$/ : /\S*$/,
    raw.slice(Math.max(from - longest - 1, 0), from),
  );
  const right = lengthOf(
    alone && left === 0 ? /^\s*\S*/ : /\s$/.test(out || into) ? /^/ : /^\S*/,
    raw.slice(to, to + longest + 1),
  );
  const whole = left + out.length + right > longest;
  const [start, end] = whole ? [0, raw.length] : [from - left, to + right];
  return {
    exact: start === 0 && end === raw.length ? "" : raw.slice(start, end).trim(),
    prefix: raw.slice(0, start),
    proposal: (raw.slice(start, from) + into + raw.slice(to, end)).trim(),
  };
}

/**
 * Where a change begins in a text: after what stood before it, of which what stands before the text itself (the label of
 * a caption, the call of a note) is none.
 */
function startOf(raw: string, quote: string, out: string): number | undefined {
  const found = raw.indexOf(quote + out);
  if (found !== -1) return found + quote.length;
  const starts = [...quote.matchAll(/(?<=\s)\S/g)].map(({ index }) => quote.slice(index));
  return starts.find((words) => raw.startsWith(words + out))?.length;
}

function lengthOf(pattern: RegExp, text: string): number {
  return pattern.exec(text)?.[0].length ?? 0;
}

/** Where words of a block of the copy are in the parts; `exact`: to the word, else their block alone. */
type Finder = (
  block: Block,
  words: string,
  prefix: string,
  /** How the words are quoted: by the innermost block that says them (the default), or by the block itself. */
  quote?: typeof passageAt,
) => { anchor: Passage & { part: string }; exact: boolean } | undefined;

const fates = ["same", "edited", "moved"] as const;

function placer(parts: readonly PartContent[], copy: DocumentTree | undefined): Finder {
  const finders = parts.map(({ id, tree }) => ({ part: id, tree, find: passageFinder(tree, copy) }));
  return (block, words, prefix, quote = passageAt) => {
    const found = finders.map((finder) => ({ ...finder, ...finder.find({ block: block.id }) }));
    const best = fates.flatMap((fate) => found.filter((each) => each.fate === fate)).at(0);
    if (!best?.block) return undefined;
    const { part, tree, find } = best;
    const anchored = (passage: Passage, exact: boolean) => ({ anchor: { ...passage, part }, exact });
    if (words.trim() === "") return anchored({ block: best.block }, true);
    const passage = quote(tree, best.block, words, prefix) ?? carriedPassage(tree, copy, find, block, words, prefix);
    return passage ? anchored(passage, true) : anchored({ block: best.block }, false);
  };
}

/** Words that the version says a little otherwise, such as a citation that the document spells out. */
function carriedPassage(
  tree: DocumentTree,
  copy: DocumentTree | undefined,
  find: ReturnType<typeof passageFinder>,
  block: Block,
  words: string,
  prefix: string,
): Passage | undefined {
  const passage = copy && passageAt(copy, block.id, words, prefix);
  const { fate, block: id, start = 0, end = 0 } = passage ? find(passage) : { fate: "gone" as const };
  const there = fate === "gone" || end <= start ? undefined : eachBlockOf(tree).find((each) => each.id === id);
  return there && passageOver(there, start, end);
}
