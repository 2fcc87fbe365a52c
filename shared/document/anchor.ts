import { foldText } from "./identify.ts";
import { counterpartsIn, type Entry, type Index, indexed, type Old } from "./passage-index.ts";
import { carried, cutEnd, longest, occurrence, type Quotation, quoted, surroundings } from "./quotation.ts";
import { alikeEnough, type Bag, bagOf } from "./redline/likeness.ts";
import type { Block, DocumentTree } from "./tree.ts";
import { eachBlockOf, innerBlocks, textOf } from "./visit.ts";

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
  const outer = eachBlockOf(tree).find(({ id }) => id === block);
  if (!outer) return undefined;
  const words = cutEnd(foldText(exact), longest.exact);
  if (words === "") return { block };
  const inner = innermost(outer, words);
  const text = foldedTextOf(inner);
  const start = occurrence(text, { exact: words, prefix: foldText(prefix), suffix: "" });
  return start === undefined ? undefined : { block: inner.id, quotation: quoted(text, start, start + words.length) };
}

/** What became of `passage` in `tree`. For many passages of one tree, see `passageFinder`. */
export function findPassage(passage: Passage, tree: DocumentTree, before?: DocumentTree): Found {
  return passageFinder(tree, before)(passage);
}

/**
 * Finds passages in `tree`. With the tree that they were made on, `before`, an edited block is told from another by its
 * place and likeness; without it, by the quotation alone. The indexes are made once, when first needed.
 */
export function passageFinder(tree: DocumentTree, before?: DocumentTree): (passage: Passage) => Found {
  const here = indexed(tree);
  const counterparts = before && counterpartsIn(indexed(before), here);
  return (passage) => {
    const old = counterparts?.(passage.block);
    if (old) return fromOld(here, passage, old);
    const same = here.byId.get(passage.block);
    if (same) return spanIn(same, passage.quotation, "same") ?? { fate: "gone", block: same.id };
    return passage.quotation ? byQuotation(here, passage.quotation) : { fate: "gone" };
  };
}

function innermost(block: Block, words: string): Block {
  for (const inside of innerBlocks(block).flat()) {
    if (foldedTextOf(inside).includes(words)) return innermost(inside, words);
  }
  return block;
}

function fromOld(here: Index, { quotation }: Passage, { old, now }: Old): Found {
  if (now && (now.fate !== "edited" || !quotation)) {
    return spanIn(now.entry, quotation, now.fate) ?? { fate: "gone", block: now.entry.id };
  }
  if (!quotation) return likest(here, old.bag()) ?? { fate: "gone" };
  if (!now) return byQuotation(here, quotation);
  const exact = spanIn(now.entry, quotation, "edited");
  if (exact) return exact;
  const start = occurrence(old.text, quotation);
  const span =
    start === undefined ? undefined : carried(old.text, now.entry.text, start, start + quotation.exact.length);
  if (span && span.kept >= 0.5) return { fate: "edited", block: now.entry.id, start: span.start, end: span.end };
  const elsewhere = saidElsewhere(here, quotation);
  if (elsewhere) return elsewhere;
  if (span && span.end > span.start) return { fate: "edited", block: now.entry.id, start: span.start, end: span.end };
  return { fate: "gone", block: now.entry.id };
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

/** Without the old tree: the words where some block says them, else where one says the most of them and their surroundings. */
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
  let shared = 0;
  for (const [word, count] of bag.counts) shared += Math.min(count, other.counts.get(word) ?? 0);
  return bag.size === 0 ? 0 : shared / bag.size;
}
