import type { Block, DocumentTree, Inline, Paragraph } from "./tree.ts";
import { innerBlocks, plainText } from "./visit.ts";

/**
 * The paragraph that can be joined to each paragraph of a tree, by the id of that one: the next beside it, or the only one
 * of the next item, after the last of an item.
 */
export function joints(tree: Pick<DocumentTree, "blocks" | "notes">): Map<string, Paragraph> {
  const found = new Map<string, Paragraph>();
  const pair = (first: Block | undefined, second: Block | undefined) => {
    if (first?.type === "paragraph" && second?.type === "paragraph") found.set(first.id, second);
  };
  const visit = (blocks: readonly Block[]) => {
    for (const [index, block] of blocks.entries()) {
      pair(block, blocks[index + 1]);
      if (block.type === "list")
        for (const [at, { children }] of block.items.entries()) {
          const next = block.items[at + 1]?.children ?? [];
          if (next.length === 1) pair(children.at(-1), next[0]);
        }
      for (const inside of innerBlocks(block)) visit(inside);
    }
  };
  for (const blocks of [tree.blocks, ...Object.values(tree.notes)]) visit(blocks);
  return found;
}

/** Blocks with others after them, of which the first goes on from the last, a space between where none stands. */
export function joined(blocks: readonly Block[], others: readonly Block[]): Block[] {
  const last = blocks.at(-1);
  const [first, ...rest] = others;
  if (last?.type !== "paragraph" || first?.type !== "paragraph") return [...blocks, ...others];
  const spaced = /\s$/.test(plainText(last.children)) || /^\s/.test(plainText(first.children));
  const children: Inline[] = [...last.children, ...(spaced ? [] : [space]), ...first.children];
  const anchor = last.anchor ?? first.anchor;
  return [...blocks.slice(0, -1), { ...last, ...(anchor !== undefined && { anchor }), children }, ...rest];
}

const space = { type: "text", value: " " } as const;
