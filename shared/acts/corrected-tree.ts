import { afterWords } from "../document/additions.ts";
import { type Amendment, amended, amendmentOf, clashes, takenOut } from "../document/amend.ts";
import { foldedTextOf, passageFinder } from "../document/anchor.ts";
import { withBlocks } from "../document/correct.ts";
import { foldText, identify } from "../document/identify.ts";
import type { Stretch } from "../document/inline-edits.ts";
import { type ItemPlace, itemBlocks, itemPlaces, itemsIn, listOf, withItems } from "../document/items.ts";
import { joined, joints } from "../document/joints.ts";
import { blocksOf, type HeadingLike } from "../document/paragraphs.ts";
import { asRowMove, rowAfter } from "../document/row-amendments.ts";
import type { Block, DocumentTree } from "../document/tree.ts";
import { eachBlock, eachBlockOf, innerBlocks, mapBlocks } from "../document/visit.ts";
import type { SentRemark } from "../stored/batch.ts";

/** A draft with remarks applied to it, and their ids. */
export type Corrected = { tree: DocumentTree; ids: string[] };
type Target = {
  block: Block;
  start: number;
  end: number;
  items?: ItemPlace;
  heading?: HeadingLike;
  next?: Block | undefined;
};
/**
 * The block that a remark is about, in a tree where its words stand as they stood, and where; `items`: where items after it
 * go; `heading`: what one after it is like, where one can stand; `next`: the paragraph that can be joined to it.
 */
type FindTarget = (remark: SentRemark) => Target | undefined;

/**
 * What a remark does to a block of the draft: amends it (`adds`: by words after others, which leaves room for more there), adds paragraphs after it, or has another block come after it
 * (`moved`) or go on from it (`joined`), which `leaves` its place. `items`: what comes is items, of the list `block` after
 * its first so many, or of a list of their own after it.
 */
type Change = {
  id: string;
  block: Block;
  amendment?: Amendment;
  adds?: true;
  after?: Block[];
  moved?: Block;
  joined?: Block;
  leaves?: true;
  items?: number | "own";
};

/**
 * A draft with remarks applied to it, and the ids of those that were; the same in whatever order they are given. Each is
 * found in the draft as it is without any, `tree`; of two that clash, e.g. replace the same word, the one that came first
 * is applied. `done`: those applied before, which stay, so that one after the other makes the same draft as all at once.
 */
export function correctedTree(
  tree: DocumentTree,
  before: DocumentTree | undefined,
  remarks: readonly SentRemark[],
  done: readonly SentRemark[] = [],
): Corrected {
  const target = targetsIn(tree, before);
  const changes: Change[] = [];
  for (const remark of [...done.toSorted(byNumber), ...remarks.toSorted(byNumber)]) {
    const mine = changesOf(remark, target);
    if (!mine.some((change) => changes.some((made) => excludes(made, change)))) changes.push(...mine);
  }
  const wanted = new Set(remarks.map(({ id }) => id));
  const ids = [...new Set(changes.map(({ id }) => id))].filter((id) => wanted.has(id));
  const numbers = new Map([...done, ...remarks].map(({ id, number }) => [id, number]));
  // What comes at one place stands in the order in which it was said, though the second was applied before the first.
  const inOrder = changes.toSorted((one, other) => numbers.get(one.id)! - numbers.get(other.id)!);
  return { tree: changes.length > 0 ? identify(changed(tree, inOrder)) : tree, ids };
}

/** The order in which remarks came. */
export function byNumber(one: SentRemark, other: SentRemark): number {
  return one.number - other.number;
}

/** What a remark does, at its passage and elsewhere: all of it, or nothing. */
function changesOf({ elsewhere, ...remark }: SentRemark, find: FindTarget): Change[] {
  const source = find(remark);
  if (!elsewhere) return [changeOf(remark, source)].filter((change) => change !== undefined);
  const there = { ...remark, ...elsewhere };
  const goal = find(there);
  if (!source || !goal) return [];
  if (source.block.type === "table" && remark.anchor?.quotation)
    return movingRow(changeOf(remark, source), changeOf(there, goal));
  if (eachBlock([source.block]).some(({ id }) => id === goal.block.id)) return [];
  if (!remark.anchor?.quotation && elsewhere.type === "addition")
    return moving(remark.id, source.block, goal, elsewhere.proposal);
  const joins = joining(remark, elsewhere, source, goal.block);
  if (joins) return joins;
  const both = [changeOf(remark, source), changeOf(there, goal)].filter((change) => change !== undefined);
  return both.length === 2 ? both : [];
}

/** A paragraph that goes on with the next one, which is said again after the words that it ends with, and taken out. */
function joining(
  { id, anchor, proposal = "" }: SentRemark,
  there: NonNullable<SentRemark["elsewhere"]>,
  { block, start, end, next }: Target,
  goal: Block,
): Change[] | undefined {
  const takesOut = there.type === "correction" && !there.anchor.quotation && there.proposal === "";
  const text = foldedTextOf(block);
  const ends = anchor?.quotation ? end === text.length : true;
  if (!takesOut || !ends || next?.id !== goal.id) return undefined;
  if (foldText(proposal) !== `${text.slice(start)} ${foldedTextOf(goal)}`) return undefined;
  return [
    { id, block, joined: goal },
    { id, block: goal, leaves: true },
  ];
}

/** A row that goes beside another, in its table or in another one, by what takes it out and what puts it in. */
function movingRow(source: Change | undefined, goal: Change | undefined): Change[] {
  const [from, to] = [tableOf(source), tableOf(goal)];
  const move = from && to && asRowMove(from, to);
  if (!source || !goal || !move) return [];
  const comes = { ...goal, amendment: move.goal };
  return move.source ? [{ ...source, amendment: move.source }, comes] : [comes];
}

function tableOf(change: Change | undefined) {
  if (change?.block.type !== "table" || !change.amendment) return undefined;
  const { block: table, amendment } = change;
  return amendment.of === "words" || amendment.of === "table" ? undefined : { table, amendment };
}

/** A block that goes after another, with what it wears; and says other words there, where it was edited too. */
function moving(id: string, source: Block, goal: Target, said: string): Change[] {
  const says = (text: string) => foldText(text) === foldedTextOf(source);
  const items = says(said) ? undefined : itemsIn(said);
  const words = items?.join("\n\n") ?? said;
  const amendment = says(words) ? undefined : amendmentOf(source, undefined, words);
  if (!says(words) && !amendment) return [];
  const goes = { id, moved: source };
  return [
    { id, block: source, leaves: true, ...(amendment && { amendment }) },
    items && source.type !== "list" ? { ...goes, ...itemsAt(goal) } : { ...goes, block: goal.block },
  ];
}

/** Where items come after a block. */
function itemsAt({ block, items }: Target): Pick<Change, "block" | "items"> {
  return items ? { block: items.list, items: items.at } : { block, items: "own" };
}

/** What a remark does where its words were found; undefined where nothing can be done as it says. */
function changeOf({ id, type, anchor, proposal = "" }: SentRemark, target: Target | undefined): Change | undefined {
  if (!target) return undefined;
  const { block, start, end } = target;
  const stretch = { start, end };
  if (type === "addition") {
    const row = rowAfterWords(block, anchor?.quotation?.exact, stretch, proposal);
    if (row) return { id, block, amendment: row };
    // A row that does not fit in its table is no paragraph.
    if (block.type === "table" && anchor?.quotation && proposal.includes(" | ")) return undefined;
    const replacement = anchor?.quotation && afterWords(block, stretch, proposal);
    if (replacement) return { id, block, amendment: { of: "words", replacement }, adds: true };
    const items = itemsIn(proposal);
    if (items) return { id, after: itemBlocks(items), ...itemsAt(target) };
    const after = blocksOf(proposal, target.heading);
    return after.length > 0 ? { id, block, after } : undefined;
  }
  const amendment = amendmentOf(block, anchor?.quotation && stretch, proposal);
  return amendment && { id, block, amendment };
}

/** The row that is added to a table, after the row whose words stand there as they stood. */
function rowAfterWords(
  block: Block,
  exact: string | undefined,
  stretch: Stretch,
  proposal: string,
): Amendment | undefined {
  if (block.type !== "table" || exact === undefined) return undefined;
  if (foldedTextOf(block).slice(stretch.start, stretch.end) !== exact) return undefined;
  return rowAfter(block, stretch, proposal);
}

/** Whether a change leaves another nothing to be made on: on the same words, or on what one of them takes out. */
function excludes(made: Change, change: Change): boolean {
  if (made.block.id === change.block.id && made.leaves && change.leaves) return true;
  if (made.adds && change.adds) return false;
  if (made.block.id === change.block.id)
    return made.amendment !== undefined && change.amendment !== undefined && clashes(made.amendment, change.amendment);
  return [
    [made, change],
    [change, made],
  ].some(([one, other]) => takesOut(one!, other!.block) || takesAlong(one!, other!));
}

/** Whether a block leaves its place with the goal in it of another one that is moved: they could go round in circles. */
function takesAlong({ leaves, block }: Change, { moved, block: goal }: Change): boolean {
  return (
    leaves === true && moved !== undefined && eachBlock(innerBlocks(block).flat()).some(({ id }) => id === goal.id)
  );
}

function takesOut({ block, amendment }: Change, inside: Block): boolean {
  return amendment !== undefined && eachBlock(takenOut(block, amendment)).some(({ id }) => id === inside.id);
}

/** The tree with changes that do not exclude one another; what comes after a block stands after what becomes of it. */
function changed(tree: DocumentTree, changes: readonly Change[]): DocumentTree {
  const byBlock = Map.groupBy(changes, ({ block }) => block.id);
  const now = (block: Block): Block[] => {
    const mine = byBlock.get(block.id) ?? [];
    const more = mine.flatMap((change) =>
      typeof change.items === "number" ? { at: change.items, items: itemsOf(change) } : [],
    );
    const own = block.type === "list" ? withItems(block, more) : block;
    const amendments = mine.flatMap(({ amendment }) => amendment ?? []);
    const made = amendments.length > 0 ? amended(own, amendments) : [own];
    const goesOn = mine.flatMap((one) => one.joined ?? []);
    return goesOn.reduce((blocks, one) => joined(blocks, now(one)), made);
  };
  const change = (block: Block): Block | Block[] => {
    const mine = byBlock.get(block.id);
    if (!mine) return block;
    const stays = mine.some(({ leaves }) => leaves) ? [] : now(block);
    const beside = mine.filter(({ items }) => typeof items !== "number");
    return [...stays, ...beside.flatMap((each) => (each.items ? listOf(coming(each)) : coming(each)))];
  };
  const gone = (moved: Block) => mapBlocks([moved], (block) => (block.id === moved.id ? now(block) : change(block)));
  const coming = ({ after = [], moved }: Change) => (moved ? gone(moved) : after);
  const itemsOf = (each: Change) => coming(each).map((block) => ({ children: [block] }));
  return withBlocks(tree, change);
}

function targetsIn(tree: DocumentTree, before: DocumentTree | undefined): FindTarget {
  const find = passageFinder(tree, before);
  const blocks = new Map(Array.from(eachBlockOf(tree), (block) => [block.id, block]));
  const places = itemPlaces(tree);
  const following = joints(tree);
  const itemsAfter = ({ id }: Block) => {
    const items = places.get(id);
    return items && { items };
  };
  const top = new Set(tree.blocks.map(({ id }) => id));
  const headings = tree.blocks.filter((block) => block.type === "heading");
  const heading: HeadingLike = (level) =>
    headings.find((one) => one.level === level) ?? headings[0] ?? { numbered: true };
  const headingAfter = ({ id }: Block) => top.has(id) && { heading };
  return ({ type, anchor, proposal }) => {
    if (!anchor || proposal === undefined || (type !== "correction" && type !== "addition")) return undefined;
    const { fate, block: id, start = 0, end = 0 } = find(anchor);
    const block = id === undefined ? undefined : blocks.get(id);
    if (block === undefined) return undefined;
    // What is added stands after its words, or where they are no more, after its block.
    if (type === "addition")
      return proposal.trim() === "" ? undefined : { block, start, end, ...itemsAfter(block), ...headingAfter(block) };
    if (fate === "gone") return undefined;
    const words = anchor.quotation?.exact;
    const same = words === undefined ? fate !== "edited" : foldedTextOf(block).slice(start, end) === words;
    return same ? { block, start, end, next: following.get(block.id) } : undefined;
  };
}
