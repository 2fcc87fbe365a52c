import { asItem } from "../../shared/document/items.ts";
import { joints } from "../../shared/document/joints.ts";
import type { Block, DocumentTree } from "../../shared/document/tree.ts";
import { eachBlockOf, innerBlocks, lineSeparator, textOf } from "../../shared/document/visit.ts";
import type { Contribution as Annotation } from "../../shared/formats/reading.ts";
import type { PartContent } from "../../shared/stored/version.ts";
import { type Answer, lost, type NewContribution, type Placed, quoting } from "./answer.ts";
import type { Change } from "./change.ts";
import type { Tell } from "./changes.ts";
import { type CellAround, cellAround } from "./filled-cells.ts";
import { joinedChanges } from "./joined.ts";
import { asAdded, keyOf, linesOf, placeAfter, shortened } from "./lines.ts";
import { withMovedComments } from "./moved-comments.ts";
import { asItems, withMovedLists } from "./moved-lists.ts";
import { type Finder, placer } from "./placer.ts";
import { movedRow, wholeRow } from "./rows.ts";
import { typedItems } from "./typed-items.ts";
import { editIn, startOf } from "./words.ts";

/** A copy read as if its changes were rejected, whose text is that of the version; and, to place new paragraphs, accepted. */
export type AnnotatedCopy = { tree: DocumentTree; annotations: readonly Annotation[]; accepted?: AcceptedCopy };
export type AcceptedCopy = { tree: DocumentTree; annotations: readonly Annotation[] };

/**
 * What others wrote on a copy, as contributions to the parts it was made from, in its order: a comment; words put in
 * place of others, taken out, put in or moved, as a correction of the words there; a new paragraph, as an addition. What
 * finds no passage is on the whole document, and quotes it.
 */
export function placeAnnotations(parts: readonly PartContent[], copy: AnnotatedCopy, tell: Tell): Placed[] {
  const { tree, annotations, accepted } = copy;
  const changes = withMovedComments(typedItems(joinedChanges(annotations, tree), tree, accepted?.tree), copy);
  const all = placeChanges(parts, copy, changes, tell).map((placed): Placed => {
    const { author, date, replies, resolved } = placed.from;
    const file = { author, ...(date !== undefined && { date }) };
    const thread = { ...(replies && { replies }), ...(resolved && { resolved }) };
    return { contribution: { ...placed.contribution, file, ...thread }, placed: placed.placed };
  });
  return withMovedLists(all, parts);
}

/** What was changed without being tracked, as corrections and additions; what finds no passage is not the authors'. */
export function placeUntracked(
  parts: readonly PartContent[],
  tree: DocumentTree,
  changes: readonly Change[],
  tell: Tell,
): Placed[] {
  return placeChanges(parts, { tree, annotations: [] }, changes, tell).map(({ contribution, placed }) => ({
    contribution: { ...contribution, file: { author: "", untracked: true } },
    placed,
  }));
}

/**
 * Paragraphs split or joined with changes tracked, and notes that came, went or moved so, as corrections and comments: of
 * nobody, where no words tell who made them.
 */
export function placePartings(
  parts: readonly PartContent[],
  tree: DocumentTree,
  changes: readonly Change[],
  tell: Tell,
): Placed[] {
  return placeChanges(parts, { tree, annotations: [] }, changes, tell).map(({ from, contribution, placed }) => {
    const file = { author: from.author, ...(from.date !== undefined && { date: from.date }) };
    return { contribution: { ...contribution, file }, placed };
  });
}

/** What placing a change on the parts takes. */
type Context = {
  parts: readonly PartContent[];
  copy: AnnotatedCopy;
  blocks: ReadonlyMap<string, Block>;
  find: Finder;
  tell: Tell;
};

function placeChanges(parts: readonly PartContent[], copy: AnnotatedCopy, changes: readonly Change[], tell: Tell) {
  const blocks = new Map(Array.from(eachBlockOf(copy.tree), (block) => [block.id, block]));
  const context = { parts, copy, blocks, find: placer(parts, copy.tree), tell };
  return changes.map((change) => ({ from: change.from, ...contributionFor(context, change) }));
}

function contributionFor(context: Context, change: Change): Answer {
  const { blocks, find } = context;
  const { comment, from, out, into, quote, moved, joins } = change;
  const block = from.at === undefined ? undefined : blocks.get(from.at);
  const next = joins === undefined ? undefined : blocks.get(joins);
  const joined = block && next && joinedWith(context, block, next);
  if (joined) return { contribution: { ...joined, text: comment ?? "" }, placed: true };
  if (comment !== undefined) return commented(find, block, quote, comment);
  if (!block) return out === "" ? newParagraph(context, change) : lost(quote, out, into);
  if (from.whole === "paragraphs") {
    const added = addedAfter(find, block, into);
    return added.placed ? added : newParagraph(context, change);
  }
  if (from.whole === "row" && moved) return movedRow(context, block, from, moved);
  if (from.whole !== undefined) return wholeRow(find, block, from);
  if (moved) return movedElsewhere(context, block, change, moved);
  if (change.unbroken && into.trim() === "" && !into.includes(lineSeparator)) return unbroken(context, block, quote);
  return corrected(find, block, change);
}

function commented(find: Finder, block: Block | undefined, quote: string, comment: string): Answer {
  const place = block && find(block, quote, "");
  if (place?.exact) return { contribution: { type: "comment", anchor: place.anchor, text: comment }, placed: true };
  const anchor = place ? { anchor: place.anchor } : {};
  return { contribution: { type: "comment", ...anchor, text: quoting(quote, comment) }, placed: false };
}

/** Words of a block put in the place of others; where the version does not have these to the word, told of their block. */
function corrected(find: Finder, block: Block, { quote, out, into }: Pick<Change, "quote" | "out" | "into">): Answer {
  const edit = editIn(textOf(block), quote, out, into);
  const place = edit && find(block, edit.exact, edit.prefix);
  if (!edit || !place) return lost(quote, out, into);
  const { anchor } = place;
  if (place.exact)
    return { contribution: { type: "correction", anchor, text: "", proposal: edit.proposal }, placed: true };
  const { contribution } = lost(edit.prefix.slice(-40), edit.exact, edit.proposal);
  const text = [contribution.text, contribution.proposal && `→ «\u202f${contribution.proposal}\u202f»`];
  return { contribution: { type: "comment", anchor, text: text.filter(Boolean).join(" ") }, placed: false };
}

/**
 * A paragraph that another goes on from: one correction, which says the other's words after its own last one and takes the
 * other out. Undefined where they do not stand so in the version.
 */
function joinedWith({ parts, find }: Context, block: Block, next: Block): Omit<NewContribution, "text"> | undefined {
  const [before = "", last = ""] = /^(.*?)(\S*)\s*$/s.exec(textOf(block))?.slice(1) ?? [];
  const [place, there] = [find(block, last, before), find(next, "", "")];
  const tree = parts.find(({ id }) => id === place?.anchor.part)?.tree;
  const second = place?.exact && tree ? joints(tree).get(place.anchor.block) : undefined;
  const { exact } = place?.anchor.quotation ?? {};
  if (!place || !second || exact === undefined || second.id !== there?.anchor.block) return undefined;
  const { anchor } = place;
  const elsewhere = { type: "correction", anchor: { part: anchor.part, block: second.id }, proposal: "" } as const;
  return { type: "correction", anchor, proposal: `${exact} ${textOf(second).trim()}`, elsewhere };
}

/** A line break taken out, which no words say: told of the words around it. */
function unbroken({ find, tell }: Context, block: Block, quote: string): Answer {
  const edit = editIn(textOf(block), quote, "", lineSeparator);
  const place = edit && find(block, edit.exact, edit.prefix);
  if (!place) return lost(quote, "", "");
  return { contribution: { type: "comment", anchor: place.anchor, text: tell("unbroken", {}) }, placed: place.exact };
}

/** A passage taken out at one place and put in at another: one correction, which does both; in one block, a mere one. */
function movedElsewhere(
  { blocks, find, tell }: Context,
  block: Block,
  { quote, out, into }: Change,
  { after, quote: before, item }: NonNullable<Change["moved"]>,
): Answer {
  if (after === block.id && before !== undefined)
    return corrected(find, block, movedWithin(textOf(block), quote, out, before));
  const goal = blocks.get(after);
  const words = into.trim() === "" ? out.trim() : into.trim();
  const away = corrected(find, block, { quote, out, into: "" });
  const there =
    goal &&
    (before === undefined
      ? addedAfter(find, goal, block.type === "list" ? asItems(block) : item ? asItem(words) : words)
      : corrected(find, goal, { quote: before, out: "", into: out }));
  const { anchor, proposal } = away.contribution;
  const target = there?.contribution;
  const goalWords = goal ? shortened(before === undefined ? textOf(lastOf(goal)) : before.trim().slice(-40)) : "";
  const text =
    into.trim() === "" ? tell("moved", { after: goalWords }) : tell("moved-edited", { after: goalWords, text: words });
  const both = away.placed && there?.placed && anchor && proposal !== undefined && target?.anchor?.part === anchor.part;
  if (!both || !target?.anchor)
    return { contribution: { type: "comment", ...(anchor && { anchor }), text }, placed: away.placed };
  const elsewhere = {
    type: before === undefined ? "addition" : "correction",
    anchor: target.anchor,
    proposal: target.proposal ?? "",
  } as const;
  return { contribution: { type: "correction", anchor, text, proposal, elsewhere }, placed: true };
}

/** The block that a list or a quotation ends with, which what comes after it stands after. */
function lastOf(block: Block): Block {
  if (block.type !== "list" && block.type !== "quote" && block.type !== "callout") return block;
  const last = innerBlocks(block).at(-1)?.at(-1);
  return last ? lastOf(last) : block;
}

/** Words moved within a text, as one replacement: what stands between their two places goes over to the other side. */
function movedWithin(raw: string, quote: string, out: string, before: string): Pick<Change, "quote" | "out" | "into"> {
  const [from, goal] = [startOf(raw, quote, out) ?? 0, startOf(raw, before, "") ?? 0];
  const [start, end] = [Math.min(from, goal), Math.max(from + out.length, goal)];
  const words = raw.slice(start, end);
  const into = goal <= from ? out + raw.slice(goal, from) : raw.slice(from + out.length, goal) + out;
  return { quote: raw.slice(0, start), out: words, into };
}

/** New paragraphs, after a block that the version has. */
function addedAfter(find: Finder, block: Block, words: string): Answer {
  const place = find(block, "", "");
  if (!place) return lost("", "", words);
  return { contribution: { type: "addition", anchor: place.anchor, text: "", proposal: words.trim() }, placed: true };
}

/** Where words that came stand in the copy as if its changes were accepted; of several that say the same, the very ones. */
function cameAt({ annotations, accepted }: AnnotatedCopy, from: Annotation): string | undefined {
  const key = keyOf(from.text);
  const byThem = (all: readonly Annotation[]) =>
    all.filter(({ type, author }) => type === "insertion" && author === from.author);
  const alike = (all: readonly Annotation[]) => byThem(all).filter((one) => keyOf(one.text) === key);
  const came = accepted?.annotations ?? [];
  const [before, after] = [alike(annotations), alike(came)];
  const own = before.length === after.length ? after[before.indexOf(from)] : undefined;
  return (own ?? after[0] ?? byThem(came).find(({ text }) => isBegun(key, keyOf(text))))?.at;
}

/**
 * After the nearest block before it that the version has; before the first of them all, where there is none. What fills a
 * cell without words, which no correction does, is told of its table.
 */
function newParagraph({ parts, copy, tell }: Context, { from, into: text }: Change): Answer {
  const { accepted } = copy;
  const at = cameAt(copy, from);
  const blocks = [...eachBlockOf(accepted?.tree ?? nothing)];
  const place = blocks.findIndex(({ id }) => id === at);
  if (at === undefined || place === -1) return lost("", "", text);
  const find = placer(parts, accepted?.tree);
  const lines = new Map(linesOf(accepted?.tree ?? nothing).map((line) => [line.id, line]));
  const now = lines.get(at);
  // What came whole is said as it stands already.
  const said = (item: boolean) => (now && from.whole === undefined ? asAdded(now, item, text) : text);
  const says = (block: Block) => textOf(block).trim() !== "";
  const cell = cellAround(accepted?.tree ?? nothing, at);
  const before = blocks.slice(0, place).reverse().filter(says);
  for (const block of cell ? before.filter(({ id }) => cell.ids.has(id)) : before) {
    const was = lines.get(block.id);
    const goal = was && now ? placeAfter(was, now) : { at: block.id, item: false };
    const neighbour = blocks.find(({ id }) => id === goal.at) ?? block;
    const added = addedAfter(find, neighbour, said(goal.item));
    if (added.placed) return added;
  }
  const into = `${said(false).trim()}\n\n`;
  const after = blocks.slice(place + 1).filter(says);
  for (const block of cell ? after.filter(({ id }) => cell.ids.has(id)) : after) {
    if (block.type !== "heading" && block.type !== "paragraph") break;
    const added = corrected(find, block, { quote: "", out: "", into });
    if (added.placed) return added;
  }
  return cell ? filled(find, cell, text, tell) : lost("", "", text);
}

/** Words that came into a cell where the version has none, told of its table. */
function filled(find: Finder, { table, row }: CellAround, words: string, tell: Tell): Answer {
  const place = find(table, "", "");
  if (!place) return lost("", "", words);
  const text = tell("cell", { row, text: words.trim() });
  return { contribution: { type: "comment", anchor: place.anchor, text }, placed: true };
}

/** Whether a key begins with that of a whole paragraph, not of a word or two. */
function isBegun(key: string, first: string): boolean {
  return first.length * 4 > key.length && key.startsWith(first);
}

const nothing = { blocks: [], notes: {} };
