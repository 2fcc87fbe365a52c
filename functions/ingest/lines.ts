import { foldText } from "../../shared/document/identify.ts";
import { shortenAtWord } from "../../shared/document/shorten.ts";
import type { Block, DocumentTree, Inline, Table } from "../../shared/document/tree.ts";
import { eachBlock, eachBlockOf, ownInlines, plainText } from "../../shared/document/visit.ts";

/**
 * Words of one block; `id` in the tree of the authors, absent: generated. `key`: what a mere save leaves the same;
 * `inlines`: with citations, which a program may leave as their text; `kind`: what sort of block says them; `table`: the
 * outermost that holds it in a cell, or all of it that this line stands for.
 */
export type Line = {
  id?: string;
  text: string;
  key: string;
  inlines: readonly Inline[];
  kind: "heading" | "paragraph" | "caption" | "code" | "cell" | "table";
  table?: Table;
};

/** The lines of a tree, the body in reading order, then the notes. */
export function linesOf(tree: Pick<DocumentTree, "blocks" | "notes">): (Line & { id: string })[] {
  const cells = new Map<string, Table>();
  for (const block of eachBlockOf(tree)) {
    if (block.type !== "table" || cells.has(block.id)) continue;
    for (const inside of eachBlock(block.rows.flatMap((row) => row.cells.flatMap(({ children }) => children))))
      cells.set(inside.id, block);
  }
  return linesIn([...eachBlockOf(tree)], cells);
}

/** The lines of what a cell holds. */
export function linesOfCell(children: readonly Block[]): (Line & { id: string })[] {
  return linesIn([...eachBlock(children)], new Map());
}

function linesIn(blocks: readonly Block[], cells: ReadonlyMap<string, Table>): (Line & { id: string })[] {
  return blocks.flatMap((block) => {
    const inlines: Inline[] = block.type === "codeBlock" ? [{ type: "code", value: block.value }] : ownInlines(block);
    const text = plainText(inlines);
    const key = keyOf(text);
    const table = cells.get(block.id);
    const kind = table ? "cell" : kindOf(block);
    return key === "" ? [] : [{ id: block.id, text, key, inlines, kind, ...(table && { table }) }];
  });
}

function kindOf({ type }: Block): Line["kind"] {
  if (type === "heading" || type === "paragraph") return type;
  return type === "codeBlock" ? "code" : "caption";
}

/** Programs change spaces, and the look of hyphens and points of suspension, when they save. */
export function keyOf(text: string): string {
  return foldText(text)
    .replace(/[\u2010\u2011]/g, "-")
    .replace(/…/g, "...")
    .replace(/ /g, "");
}

/** The key of a line, to compare lines by. */
export function keyIn({ key }: Line): string {
  return key;
}

/** The first words of a text, some 40 characters of them. */
export function shortened(text: string): string {
  return shortenAtWord(text, 40);
}
