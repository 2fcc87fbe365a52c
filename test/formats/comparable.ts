import type { Block, DocumentTree } from "../../shared/document/tree.ts";
import { eachBlockOf, plainText } from "../../shared/document/visit.ts";

/** A tree without what two programs may say differently: ids, and thousandths of a column's width. */
export function comparable(tree: DocumentTree, without: (block: Block) => Block = (block) => block): unknown {
  const copy = structuredClone(tree);
  for (const block of eachBlockOf(copy)) {
    block.id = "";
    if (block.type === "table")
      for (const column of block.columns) if (column.width) column.width = Math.round(column.width * 100) / 100;
    const changed = without(block);
    for (const key of Object.keys(block)) if (!(key in changed)) delete (block as Record<string, unknown>)[key];
    Object.assign(block, changed);
  }
  return copy;
}

/** pandoc 2.17 writes a figure's caption as its alternative text, and drops the one it is given. */
export const captionAsAlternative = (block: Block): Block =>
  block.type === "figure" ? { ...block, alt: plainText(block.caption ?? []) } : block;

/** pandoc takes every line of dashes for a width, also those about equal, of which Markdown's reader says nothing. */
export function evenAsUntold(block: Block): Block {
  if (block.type !== "table") return block;
  const widths = block.columns.map(({ width = 0 }) => width);
  const even = Math.max(...widths) <= 2.05 * Math.min(...widths);
  return even ? { ...block, columns: block.columns.map(({ align }) => ({ align })) } : block;
}
