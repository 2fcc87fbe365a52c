import { foldedTextOf, type Passage, passageFinder } from "./anchor.ts";
import { foldText } from "./identify.ts";
import { itemsIn } from "./items.ts";
import { blocksOf } from "./paragraphs.ts";
import { carried, occurrence, type Quotation, surroundings } from "./quotation.ts";
import type { Block, DocumentTree } from "./tree.ts";
import { eachBlock, eachBlockOf, innerBlocks } from "./visit.ts";

/** What was corrected or added in a text, as it was made on the text before. */
export type Said = {
  type: "comment" | "correction" | "addition" | "reference";
  anchor?: Passage;
  proposal?: string;
  elsewhere?: { type: "correction" | "addition"; anchor: Passage; proposal: string };
};

/** The text that it was made on, the one that has it, and one that takes the place of that. */
export type Texts = { before: DocumentTree | undefined; with: DocumentTree; now: DocumentTree };

/** Characters from which words are known wherever they stand. */
const telling = 24;
/** Characters around a place by which it is found again. */
const around = 24;

/**
 * Whether a text still has what was corrected or added in the one before it: its very words, or (`goesOn`: whoever wrote the text had
 * them before their eyes) words that were made of them, and not the words of before again.
 */
export function stillSaid(texts: Texts): (said: Said, goesOn: boolean) => boolean {
  const view = viewOf(texts);
  return ({ type, anchor, proposal = "", elsewhere }, goesOn) => {
    if (!anchor || (type !== "correction" && type !== "addition")) return true;
    if (elsewhere?.type === "addition") return isMoved(view, elsewhere.proposal, goesOn);
    if (elsewhere && !elsewhere.anchor.quotation) return isSaid(view, foldText(proposal), goesOn);
    if (elsewhere && !isCorrected(view, { ...elsewhere }, goesOn)) return false;
    if (type === "correction") return isCorrected(view, { anchor, proposal }, goesOn);
    return piecesOf(proposal).every((piece) => isSaid(view, piece, goesOn));
  };
}

/** Whether all that a proposal says is in a text, and was not in the one before. */
export function newlySaid(before: DocumentTree, now: DocumentTree): (proposal: string) => boolean {
  const [old, own] = [before, now].map((tree) => new Map(Array.from(eachBlockOf(tree), (block) => [block.id, block])));
  const isMore = (said: string) => occurrencesIn(own!, said) > occurrencesIn(old!, said);
  return (proposal) => {
    const pieces = piecesOf(proposal);
    return pieces.length > 0 && pieces.every(isMore);
  };
}

type View = {
  texts: Texts;
  before: ReadonlyMap<string, Block>;
  with: ReadonlyMap<string, Block>;
  now: ReadonlyMap<string, Block>;
  /** Where a passage of the text before is in the one that has the corrections; and one of that, in the text now. */
  there: ReturnType<typeof passageFinder>;
  here: ReturnType<typeof passageFinder>;
};

function viewOf(texts: Texts): View {
  const blocks = (tree: DocumentTree | undefined) =>
    new Map(tree ? Array.from(eachBlockOf(tree), (block) => [block.id, block]) : []);
  return {
    ...{ texts, before: blocks(texts.before), with: blocks(texts.with), now: blocks(texts.now) },
    there: passageFinder(texts.with, texts.before),
    here: passageFinder(texts.now, texts.with),
  };
}

/** The paragraphs, items or cells that a proposal is read as, folded. */
export function piecesOf(proposal: string): string[] {
  const items = itemsIn(proposal);
  const texts = items ?? [...eachBlock(blocksOf(proposal, () => ({ numbered: true })))].map(foldedTextOf);
  return texts
    .flatMap((text) => text.split(" | "))
    .map(foldText)
    .filter((text) => text !== "");
}

function isCorrected(
  view: View,
  { anchor, proposal }: { anchor: Passage; proposal: string },
  goesOn: boolean,
): boolean {
  const { quotation } = anchor;
  const old = view.before.get(anchor.block);
  const found = view.there(anchor);
  const corrected = found.block === undefined ? undefined : view.with.get(found.block);
  if (!quotation || !old || !corrected) return isReplaced(view, old, proposal, goesOn, quotation);
  const was = foldedTextOf(old);
  const is = foldedTextOf(corrected);
  const start = occurrence(was, quotation);
  if (start === undefined) return isReplaced(view, old, proposal, goesOn, quotation);
  const said = saidOf(proposal);
  const stretch = saidAt(is, said, carried(was, is, start, start + quotation.exact.length));
  return keeps(view, corrected, stretch, { goesOn, words: quotation.exact, said });
}

/** Where words stand in a text, nearest to where those that they took the place of would be; what was put in beside these is of them. */
function saidAt(text: string, said: string, { start, end }: Stretch): Stretch {
  if (said === "") return { start, end };
  let nearest: number | undefined;
  for (let at = text.indexOf(said); at !== -1; at = text.indexOf(said, at + 1))
    if (nearest === undefined || Math.abs(at - start) < Math.abs(nearest - start)) nearest = at;
  const isThere = nearest !== undefined && Math.abs(nearest - start) <= said.length;
  return isThere ? { start: nearest!, end: nearest! + said.length } : { start, end };
}

function saidOf(proposal: string): string {
  return foldText(proposal.replaceAll(" | ", " "));
}

/** A whole block that was said anew, or taken out. */
function isReplaced(
  view: View,
  old: Block | undefined,
  proposal: string,
  goesOn: boolean,
  quotation?: Quotation,
): boolean {
  const pieces = piecesOf(proposal);
  if (pieces.length > 0) return pieces.every((piece) => isSaid(view, piece, goesOn, quotation));
  return old === undefined || timesSaid(view.now, old) <= timesSaid(view.with, old);
}

function timesSaid(blocks: ReadonlyMap<string, Block>, { type, ...block }: Block): number {
  const text = foldedTextOf({ type, ...block } as Block);
  return [...blocks.values()].filter((each) => each.type === type && foldedTextOf(each) === text).length;
}

type Stretch = { start: number; end: number };

/** Whether the text now keeps a stretch of a block that has a correction; `words`: those of before, `said`: those since. */
function keeps(
  view: View,
  block: Block,
  { start, end }: Stretch,
  { goesOn, words, said }: { goesOn: boolean; words: string; said: string },
): boolean {
  const is = foldedTextOf(block);
  if (timesSaid(view.now, block) > 0 && timesSaid(view.before, block) === 0) return true;
  const found = view.here({ block: block.id });
  const counterpart = found.fate === "gone" || found.block === undefined ? undefined : view.now.get(found.block);
  if (!counterpart) return said === "" || isTold(view, said);
  const now = foldedTextOf(counterpart);
  if (now === is) return true;
  if (said === "") return !between(is, now, start, end).includes(words);
  const kept = carried(is, now, start, end);
  if (kept.kept > 0.99) return true;
  if (isTold(view, said)) return true;
  return goesOn && kept.kept >= 0.5 && now.slice(kept.start, kept.end).trim() !== words.trim();
}

/** What a text says now between the words before a place and those after it. */
function between(is: string, now: string, start: number, end: number): string {
  const before = carried(is, now, Math.max(0, start - around), start);
  const after = carried(is, now, end, Math.min(is.length, end + around));
  const from = start === 0 ? 0 : before.end;
  const to = end >= is.length ? now.length : after.start;
  return now.slice(from, Math.max(from, to));
}

/** Whether words that the corrected text has stand in the text now, where they stood or wherever they tell enough. */
function isSaid(view: View, said: string, goesOn: boolean, quotation?: Quotation): boolean {
  const holder = holderOf(view, said, quotation);
  if (!holder) return isNew(view, said);
  const { block, start } = holder;
  const stays = keeps(view, block, { start, end: start + said.length }, { goesOn, words: "", said });
  return stays || isTold(view, said);
}

/** The block in which the corrected text says some words: one that is new and says nothing else, else one that says them in such surroundings. */
function holderOf(view: View, said: string, quotation: Quotation | undefined) {
  const about = { exact: said, prefix: quotation?.prefix ?? "", suffix: quotation?.suffix ?? "" };
  const holders = [...view.with.values()].flatMap((block) => {
    const text = isLeaf(block) ? foldedTextOf(block) : "";
    const start = text === "" ? undefined : occurrence(text, about);
    if (start === undefined) return [];
    const score = surroundings(text, start, about) + (text === said ? said.length : 0);
    return { block, start, score: timesSaid(view.before, block) === 0 ? score + view.with.size : score };
  });
  return holders.toSorted((one, other) => other.score - one.score)[0];
}

function isTold(view: View, said: string): boolean {
  return said.length >= telling && isNew(view, said);
}

/** Whether the text now says some words more often than the text of before. */
function isNew({ now, before }: View, said: string): boolean {
  return occurrencesIn(now, said) > occurrencesIn(before, said);
}

function occurrencesIn(blocks: ReadonlyMap<string, Block>, said: string): number {
  return [...blocks.values()]
    .filter(isLeaf)
    .reduce((sum, block) => sum + foldedTextOf(block).split(said).length - 1, 0);
}

function isLeaf(block: Block): boolean {
  return innerBlocks(block).length === 0;
}

/** Whether a block that was moved stands beside the block that it was put beside. */
function isMoved(view: View, proposal: string, goesOn: boolean): boolean {
  const [said = ""] = piecesOf(proposal);
  const [was, is] = [neighboursOf(view.with, said), neighboursOf(view.now, said)];
  if (!is) return goesOn && isSaid(view, said, goesOn);
  const beside = was !== undefined && (is.previous === was.previous || is.next === was.next);
  return beside || goesOn;
}

function neighboursOf(blocks: ReadonlyMap<string, Block>, said: string) {
  const texts = [...blocks.values()].filter(isLeaf).map(foldedTextOf);
  const at = texts.indexOf(said);
  return at === -1 ? undefined : { previous: texts[at - 1], next: texts[at + 1] };
}
