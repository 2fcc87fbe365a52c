import { amended, amendmentOf, paragraphsOf } from "./amend.ts";
import { findPassage, foldedTextOf, type Passage } from "./anchor.ts";
import { identify } from "./identify.ts";
import type { Block, DocumentTree } from "./tree.ts";
import { eachBlockOf, mapBlocks } from "./visit.ts";

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
 * The tree with some blocks changed, in the body and in notes; items, lists and quotations that hold nothing any more go
 * with what they held. `change` gets each block with what it holds changed already.
 */
export function withBlocks(tree: DocumentTree, change: (block: Block) => Block | Block[]): DocumentTree {
  const notes = Object.entries(tree.notes).map(([name, note]) => [name, mapBlocks(note, change)] as const);
  const changed = { ...tree, blocks: mapBlocks(tree.blocks, change), notes: Object.fromEntries(notes) };
  return withoutEmpty(tree, changed);
}

/** Without what held something before and holds nothing now. */
function withoutEmpty(before: DocumentTree, after: DocumentTree): DocumentTree {
  const held = new Map(Array.from(eachBlockOf(before), (block) => [block.id, block]));
  const prune = (block: Block): Block | Block[] => {
    const old = held.get(block.id);
    if (block.type === "quote" && block.children.length === 0 && old?.type === "quote") {
      return old.children.length > 0 ? [] : block;
    }
    if (block.type !== "list" || old?.type !== "list") return block;
    const items = block.items.filter(({ children }, at) => children.length > 0 || old.items[at]?.children.length === 0);
    return items.length === block.items.length ? block : items.length > 0 ? { ...block, items } : [];
  };
  const notes = Object.entries(after.notes).map(([id, note]) => [id, mapBlocks(note, prune)] as const);
  return { ...after, blocks: mapBlocks(after.blocks, prune), notes: Object.fromEntries(notes) };
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
