import { type Followed, followed, type Old } from "./counterparts.ts";
import { foldText } from "./identify.ts";
import { type Entry, type Index, indexed } from "./passage-index.ts";
import {
  type Carried,
  carried,
  cutEnd,
  longest,
  occurrence,
  type Quotation,
  quoted,
  surroundings,
} from "./quotation.ts";
import { alikeEnough, type Bag, bagOf, sharedWords } from "./redline/likeness.ts";
import { meaningfulWords } from "./redline/words.ts";
import type { Block, DocumentTree } from "./tree.ts";
import { eachBlockOf, innerBlocks, ownInlines, plainText, textOf } from "./visit.ts";

/** A block of a stored tree, or some of its words. */
export type Passage = { block: string; quotation?: Quotation };

/** A passage of a part of a version: `part` is its id in the manifest, `block` the id in the part's stored tree. */
export type Anchor = Passage & { part: string };

/**
 * What became of a passage: its block says the same; its block was edited around or in it; the same words are
 * elsewhere; its words are gone (`block`, where known, is where they stood). `start` and `end` count characters of the
 * found block's folded text (`foldedTextOf`).
 */
export type Found = { fate: "same" | "edited" | "moved" | "gone"; block?: string; start?: number; end?: number };

/** The text of a block and of all that it holds, as passages are found in it. */
export function foldedTextOf(block: Block): string {
  return foldText(textOf(block));
}

/**
 * The passage of the block with this id, or of the words `exact` in it, narrowed to the innermost block that says them.
 * Of words said twice, those that follow `prefix`, else the first. Undefined where there is no such block, or it does
 * not say these words.
 */
export function passageAt(tree: DocumentTree, block: string, exact = "", prefix = ""): Passage | undefined {
  const outer = passageIn(tree, block, exact, prefix);
  if (!outer?.quotation) return outer;
  const found = eachBlockOf(tree).find(({ id }) => id === block)!;
  const start = occurrence(foldedTextOf(found), outer.quotation)!;
  return passageOver(found, start, start + outer.quotation.exact.length);
}

/**
 * The passage as `passageAt` finds it, anchored to the block that was named though a block inside says the words: a
 * table, not its only filled cell.
 */
export function passageIn(tree: DocumentTree, block: string, exact = "", prefix = ""): Passage | undefined {
  const outer = eachBlockOf(tree).find(({ id }) => id === block);
  if (!outer) return undefined;
  const words = cutEnd(foldText(exact), longest.exact);
  if (words === "") return { block };
  const text = foldedTextOf(outer);
  const at = occurrence(text, { exact: words, prefix: foldText(prefix), suffix: "" });
  return at === undefined ? undefined : { block, quotation: quoted(text, at, at + words.length) };
}

/**
 * The passage that a stretch of a block's folded text is, narrowed to the innermost block that says it; see `Found`.
 */
export function passageOver(block: Block, start: number, end: number): Passage {
  const { length } = cutEnd(foldedTextOf(block).slice(start, end), longest.exact);
  const inner = innermost(block, start, length);
  return { block: inner.block.id, quotation: quoted(foldedTextOf(inner.block), inner.start, inner.start + length) };
}

/** What became of `passage` in `tree`. For many passages of one tree, see `passageFinder`. */
export function findPassage(passage: Passage, tree: DocumentTree, before?: DocumentTree): Found {
  return passageFinder(tree, before)(passage);
}

/**
 * Finds passages in `tree`. With the tree that they were made on, `before`, a block's counterpart is the one that the
 * redline of both shows; without it, the block of its id, or the one that says the quotation. Indexes are made once.
 */
export function passageFinder(tree: DocumentTree, before?: DocumentTree): (passage: Passage) => Found {
  const here = indexed(tree);
  const there = before && indexed(before);
  const text = before && there && followed({ before, after: tree }, { before: there, after: here });
  return (passage) => {
    const old = text?.counterpart(passage.block);
    if (old) return fromOld(here, there!, passage, old, text!);
    const same = here.byId.get(passage.block);
    if (same) return spanIn(same, passage.quotation, "same") ?? { fate: "gone", block: same.id };
    return passage.quotation ? byQuotation(here, passage.quotation) : { fate: "gone" };
  };
}

/** The innermost block that holds a stretch of a block's text, and where it begins there; captions come first. */
function innermost(block: Block, start: number, length: number): { block: Block; start: number } {
  const text = foldedTextOf(block);
  let from = block.type === "table" ? foldText(plainText(ownInlines(block))).length : 0;
  for (const inside of innerBlocks(block).flat()) {
    const own = foldedTextOf(inside);
    const at = text.indexOf(own, from);
    if (own === "" || at === -1) continue;
    from = at + own.length;
    if (at <= start && start + length <= from) return innermost(inside, start - at, length);
  }
  return { block, start };
}

function fromOld(here: Index, there: Index, { quotation }: Passage, { old, now, moved }: Old, text: Followed): Found {
  const [whole] = now.toSorted((one, other) => sharedWords(other.bag(), old.bag()) - sharedWords(one.bag(), old.bag()));
  const fateIn = ({ key }: Entry) => (moved ? "moved" : key === old.key ? "same" : "edited");
  if (!quotation) return (whole && spanIn(whole, undefined, fateIn(whole))) ?? { fate: "gone" };
  const same = now.find(({ key }) => key === old.key);
  if (same) return spanIn(same, quotation, fateIn(same)) ?? { fate: "gone", block: same.id };
  const start = occurrence(old.text, quotation);
  const [span] = start === undefined ? [] : spansIn(old, now, start, start + quotation.exact.length);
  if (span && isKept(span, quotation))
    return { fate: "edited", block: span.entry.id, start: span.start, end: span.end };
  return saidAnew(here, there, quotation, old, now, text) ?? { fate: "gone", ...(whole && { block: whole.id }) };
}

type Span = Carried & { entry: Entry };

/**
 * Where a stretch of an old block is in its counterparts, that which keeps the most of it first; captions keep apart.
 */
function spansIn(old: Entry, now: readonly Entry[], start: number, end: number): Span[] {
  const inCaption = end <= old.caption;
  const said = (entry: Entry) => (inCaption ? entry.text.slice(0, entry.caption) : entry.text);
  return now
    .map((entry) => ({ entry, ...carried(said(old), said(entry), start, end) }))
    .toSorted((one, other) => other.kept - one.kept);
}

/** Whether words are still what was quoted: all of them, or half with one that tells. */
function isKept({ entry, start, end, kept }: Span, { exact }: Quotation): boolean {
  if (kept < 0.5) return false;
  if (kept > 0.99) return true;
  const said = new Set(tellingWords(entry.text.slice(start, end)));
  return tellingWords(exact).some((word) => said.has(word));
}

function tellingWords(text: string): string[] {
  return meaningfulWords(text).filter((word) => word.length >= 4 || /\d/.test(word));
}

/** Where the quotation is in a block that says it; without one, the whole block. */
function spanIn(
  { id, text }: Entry,
  quotation: Quotation | undefined,
  fate: "same" | "edited" | "moved",
): Found | undefined {
  if (!quotation) return { fate, block: id, start: 0, end: text.length };
  const start = occurrence(text, quotation);
  return start === undefined ? undefined : { fate, block: id, start, end: start + quotation.exact.length };
}

/**
 * Without the old tree: the words where some block says them, else where one says the most of them and their
 * surroundings.
 */
function byQuotation(here: Index, quotation: Quotation): Found {
  const said = saidElsewhere(here, quotation);
  if (said) return said;
  const { exact, prefix, suffix } = quotation;
  const context = prefix + exact + suffix;
  const found = likest(here, bagOf(context));
  const entry = found?.block === undefined ? undefined : here.byId.get(found.block);
  if (!entry) return { fate: "gone" };
  const span = carried(context, entry.text, prefix.length, prefix.length + exact.length);
  if (span.kept < 0.5) return { fate: "gone", block: entry.id };
  return { fate: "edited", block: entry.id, start: span.start, end: span.end };
}

/** Characters that a quotation has at least to be found by its words alone. */
const telling = 24;

/** Words that no other block of either text says, by which a quotation is known whatever became of its block. */
const fewestRare = 4;

/**
 * The quotation in words that came: enough of them to be told from all others of both texts; of a block that is gone, most
 * of its words, or a quotation of rare ones.
 */
function saidAnew(
  here: Index,
  there: Index,
  { exact }: Quotation,
  old: Entry,
  now: readonly Entry[],
  text: Followed,
): Found | undefined {
  if (exact.length < telling || meaningfulWords(exact).length < 4) return undefined;
  const says = ({ container, text }: Entry) => !container && text.includes(exact);
  const [entry, ...others] = here.entries.filter(says);
  if (!entry || others.length > 0 || !text.isNew(entry.id) || there.entries.filter(says).length !== 1) return undefined;
  const rare = new Set(tellingWords(exact).filter(text.isRare)).size;
  if (now.length === 0 && rare < fewestRare && !text.isAlike(old, [entry], "anew")) return undefined;
  const start = entry.text.indexOf(exact);
  return { fate: "moved", block: entry.id, start, end: start + exact.length };
}

/** The quotation in the words of any block: edited around it where its surroundings are there too, else moved. */
function saidElsewhere({ entries }: Index, quotation: Quotation): Found | undefined {
  let best: { entry: Entry; start: number; score: number } | undefined;
  for (const entry of entries) {
    if (entry.container) continue;
    const start = occurrence(entry.text, quotation);
    if (start === undefined) continue;
    const score = surroundings(entry.text, start, quotation);
    if (!best || score > best.score) best = { entry, start, score };
  }
  if (!best || quotation.exact.length + best.score < telling) return undefined;
  const around = quotation.prefix.length + quotation.suffix.length;
  const fate = around > 0 && best.score * 2 >= around ? "edited" : "moved";
  return { fate, block: best.entry.id, start: best.start, end: best.start + quotation.exact.length };
}

/** The block that says the most of some words, where it says enough of them. */
function likest({ entries }: Index, bag: Bag): Found | undefined {
  let best: { entry: Entry; score: number } | undefined;
  for (const entry of entries) {
    if (entry.container) continue;
    const score = covered(bag, entry.bag());
    if (!best || score > best.score) best = { entry, score };
  }
  if (!best || best.score <= alikeEnough || bag.size === 0) return undefined;
  return { fate: "edited", block: best.entry.id, start: 0, end: best.entry.text.length };
}

/** The share of `bag` that `other` has too. */
function covered(bag: Bag, other: Bag): number {
  return bag.size === 0 ? 0 : sharedWords(bag, other) / bag.size;
}
