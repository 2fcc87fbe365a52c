import { type Likeness, sourceLikeness } from "./source-line-words.ts";
import type { Block, Paragraph } from "./tree.ts";
import { plainText } from "./visit.ts";

/** Whether a block is a line under a table or figure that says where it comes from or how to read it. */
export function isSourceLine(block: Block | undefined): block is Paragraph & { role: "sourceLine" } {
  return block?.type === "paragraph" && block.role === "sourceLine";
}

/** Blocks, each table and figure with the source lines that stand right after it. */
export function withTheirLines(blocks: readonly Block[]): { block: Block; lines: Paragraph[] }[] {
  const all: { block: Block; lines: Paragraph[] }[] = [];
  for (const block of blocks) {
    const last = all.at(-1);
    if (isSourceLine(block) && (last?.block.type === "table" || last?.block.type === "figure")) last.lines.push(block);
    else all.push({ block, lines: [] });
  }
  return all;
}

/** Blocks in which a source line that stands under no table or figure is a paragraph like others. */
export function withoutStrayLines(blocks: readonly Block[]): Block[] {
  const under = new Set<Block>(withTheirLines(blocks).flatMap(({ lines }) => lines));
  return blocks.map((block) => {
    return under.has(block) ? block : asParagraph(block);
  });
}

/** A source line as a paragraph like others, any other block as it is. */
export function asParagraph(block: Block): Block {
  if (!isSourceLine(block)) return block;
  const { role: _, ...paragraph } = block;
  return paragraph;
}

/**
 * How much a block right under a table or figure is a source line; one that a list goes on is none: "Note : nous demandons
 * que", unless it ends a sentence.
 */
export function likenessOf(block: Block, next: Block | undefined): Likeness | undefined {
  if (isSourceLine(block)) return "sure";
  if (block.type !== "paragraph") return undefined;
  const words = plainText(block.children);
  if (next?.type === "list" && !/[.!?…]\s*$/.test(words)) return undefined;
  return sourceLikeness(words);
}
