import type { Block, Paragraph } from "./tree.ts";

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
    if (!isSourceLine(block) || under.has(block)) return block;
    const { role: _, ...paragraph } = block;
    return paragraph;
  });
}
