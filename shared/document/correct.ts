import { withAddedLines } from "./added-lines.ts";
import { amended, amendmentOf, saysNothing } from "./amend.ts";
import { findPassage, foldedTextOf, type Passage } from "./anchor.ts";
import { identify } from "./identify.ts";
import { paragraphsOf } from "./paragraphs.ts";
import type { Block, DocumentTree, Inline } from "./tree.ts";
import {
  eachBlockOf,
  eachInline,
  mapBlocks,
  mapInlines,
  mapInlinesOf,
  mapSiblings,
  notesCalled,
  ownInlines,
} from "./visit.ts";

/**
 * The tree with the words of `passage` replaced, identified anew; see `amendmentOf`. Undefined where the passage's very
 * words are not in the tree, or cannot be replaced.
 */
export function correct(tree: DocumentTree, passage: Passage, replacement: string): DocumentTree | undefined {
  const { fate, block: id, start = 0, end = 0 } = findPassage(passage, tree);
  if (fate === "gone" || id === undefined || (fate !== "same" && !passage.quotation)) return undefined;
  const block = eachBlockOf(tree).find((one) => one.id === id);
  const { exact } = passage.quotation ?? {};
  if (block && exact !== undefined && foldedTextOf(block).slice(start, end) !== exact) return undefined;
  const amendment = block && amendmentOf(block, passage.quotation && { start, end }, replacement);
  if (!amendment) return undefined;
  return identify(withBlocks(tree, (one) => (one.id === id ? amended(one, [amendment]) : one)));
}

/**
 * The tree with some blocks changed, in the body and in notes; items, lists, quotations and callouts that hold nothing any more go
 * with what they held, the calls of a note with its last words, and a note with the last of its calls. `change` gets each
 * block with what it holds changed already; what it makes anew among source lines is settled, see `withAddedLines`.
 */
export function withBlocks(tree: DocumentTree, change: (block: Block) => Block | Block[]): DocumentTree {
  const settled = (blocks: readonly Block[]) => mapSiblings(mapBlocks(blocks, change), withAddedLines);
  const notes = Object.entries(tree.notes).map(([name, note]) => [name, settled(note)] as const);
  const changed = { ...tree, blocks: settled(tree.blocks), notes: Object.fromEntries(notes) };
  return withoutEmpty(tree, changed);
}

/** Without what held something before and holds nothing now. */
function withoutEmpty(before: DocumentTree, after: DocumentTree): DocumentTree {
  const held = new Map(Array.from(eachBlockOf(before), (block) => [block.id, block]));
  const prune = (block: Block): Block | Block[] => {
    const old = held.get(block.id);
    if ((block.type === "quote" || block.type === "callout") && block.children.length === 0) {
      return old?.type === block.type && old.children.length > 0 ? [] : block;
    }
    if (block.type !== "list" || old?.type !== "list") return block;
    const items = block.items.filter(({ children }, at) => children.length > 0 || old.items[at]?.children.length === 0);
    return items.length === block.items.length ? block : items.length > 0 ? { ...block, items } : [];
  };
  const notes = Object.entries(after.notes).map(([id, note]) => [id, mapBlocks(note, prune)] as const);
  const emptied = notes.filter(([id, note]) => note.length === 0 && before.notes[id]?.length).map(([id]) => id);
  if (emptied.length > 0) return withoutEmpty(before, withoutNotes(after, new Set(emptied)));
  return withoutUncalled(before, {
    ...after,
    blocks: mapBlocks(after.blocks, prune),
    notes: Object.fromEntries(notes),
  });
}

/** Without some notes, their calls, and the paragraphs and headings that held nothing else. */
function withoutNotes(tree: DocumentTree, gone: ReadonlySet<string>): DocumentTree {
  const isGone = (inline: Inline) => inline.type === "noteReference" && gone.has(inline.note);
  const uncall = (blocks: readonly Block[]) =>
    mapBlocks(blocks, (block) => {
      if (![...eachInline(ownInlines(block))].some(isGone)) return block;
      const left = mapInlinesOf([block], (inlines) => mapInlines(inlines, (inline) => (isGone(inline) ? [] : inline)));
      return left.filter((one) => !(isProse(one) && saysNothing(one.children)));
    });
  const notes = Object.entries(tree.notes).filter(([id]) => !gone.has(id));
  return {
    ...tree,
    blocks: uncall(tree.blocks),
    notes: Object.fromEntries(notes.map(([id, note]) => [id, uncall(note)])),
  };
}

function isProse(block: Block): block is Extract<Block, { type: "paragraph" | "heading" }> {
  return block.type === "paragraph" || block.type === "heading";
}

/** Without the notes that were called before, and are not any more. */
function withoutUncalled(before: DocumentTree, after: DocumentTree): DocumentTree {
  const [were, are] = [before, after].map((tree) => new Set(Array.from(eachBlockOf(tree)).flatMap(notesCalled)));
  const notes = Object.entries(after.notes).filter(([id]) => are!.has(id) || !were!.has(id));
  if (notes.length === Object.keys(after.notes).length) return after;
  return withoutUncalled(before, { ...after, notes: Object.fromEntries(notes) });
}

/**
 * The tree with `text` as new paragraphs after a block, beside it in its item, cell, quotation or note. Identified anew;
 * undefined where there is no such block, or no text.
 */
export function insertAfter(tree: DocumentTree, block: string, text: string): DocumentTree | undefined {
  const paragraphs = paragraphsOf(text);
  const found = eachBlockOf(tree).find(({ id }) => id === block);
  if (!found || paragraphs.length === 0) return undefined;
  return identify(withBlocks(tree, (one) => (one.id === block ? [one, ...paragraphs] : one)));
}
