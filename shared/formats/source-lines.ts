import { type Likeness, saysUnit } from "../document/source-line-words.ts";
import { asParagraph, isSourceLine, likenessOf } from "../document/source-lines.ts";
import type { Block, Paragraph } from "../document/tree.ts";
import { plainText } from "../document/visit.ts";

/** Whether a paragraph tells of the unit of a table's figures, as one between a caption and its table. */
export function isUnitLine(block: { type: string } | undefined): block is Paragraph {
  return block?.type === "paragraph" && saysUnit(plainText((block as Paragraph).children));
}

/**
 * Blocks in which paragraphs right after a table or figure are source lines: those that open as such, where one of them surely
 * does, and those that a style names (`role`); one that stands elsewhere is a paragraph like others, and so is the unit of a
 * table or figure that comes next.
 */
export function withSourceLines(blocks: readonly Block[]): Block[] {
  const lines = linesIn(blocks);
  return blocks.map((block, index) => {
    if (!lines.has(index)) return asParagraph(block);
    return block.type === "paragraph" && !isSourceLine(block) ? { ...block, role: "sourceLine" } : block;
  });
}

/** Where source lines stand: runs of them, each under its table or figure. */
function linesIn(blocks: readonly Block[]): ReadonlySet<number> {
  const heads = headingUnits(blocks);
  const found = new Set<number>();
  blocks.forEach(({ type }, index) => {
    if (type !== "table" && type !== "figure") return;
    const run: Likeness[] = [];
    for (let at = index + 1; at < blocks.length; at++) {
      const block = blocks[at]!;
      const likeness = likenessOf(block, blocks[at + 1]);
      if (!likeness || (heads.has(at) && !isSourceLine(block))) break;
      run.push(likeness);
    }
    if (run.includes("sure")) for (const [at] of run.entries()) found.add(index + 1 + at);
  });
  return found;
}

/** Where lines tell of the unit of a table or figure right below, such as "(en %)" between two tables. */
function headingUnits(blocks: readonly Block[]): ReadonlySet<number> {
  const found = new Set<number>();
  let above = false;
  for (let at = blocks.length - 1; at >= 0; at--) {
    const block = blocks[at];
    if (above && isUnitLine(block)) found.add(at);
    else above = block?.type === "table" || block?.type === "figure";
  }
  return found;
}
