import type { Warning } from "../errors.ts";
import type { Block, DocumentTree, Inline } from "./tree.ts";
import { mapInlines, mapInlinesOf } from "./visit.ts";

/** A document on its way through composition: a tree without its schema, each stage giving the next. */
export type Draft = Omit<DocumentTree, "schema">;

/** Where a stage of composition says what it noticed. */
export type Warn = (warning: Warning) => void;

/** `draft` with `change` applied to its body and to each of its notes. */
export function changeBlocks(draft: Draft, change: (blocks: Block[]) => Block[]): Draft {
  const notes = Object.fromEntries(Object.entries(draft.notes).map(([id, blocks]) => [id, change(blocks)]));
  return { ...draft, blocks: change(draft.blocks), notes };
}

/**
 * `draft` with `change` applied to every inline, innermost first; `change` gets the id of the block that the inline
 * stands in.
 */
export function changeInlines(draft: Draft, change: (inline: Inline, at: string) => Inline | Inline[]): Draft {
  return changeBlocks(draft, (blocks) =>
    mapInlinesOf(blocks, (inlines, { id }) => mapInlines(inlines, (inline) => change(inline, id))),
  );
}
