import { type Likeness, saysUnit, sourceLikeness } from "../document/source-line-words.ts";
import { isSourceLine } from "../document/source-lines.ts";
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
    const line = lines.has(index);
    if (block.type !== "paragraph" || line === isSourceLine(block)) return block;
    const { role: _, ...paragraph } = block;
    return line ? { ...paragraph, role: "sourceLine" } : paragraph;
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
      const likeness = likenessOf(blocks[at]!, blocks[at + 1], heads.has(at));
      if (!likeness) break;
      run.push(likeness);
    }
    if (run.includes("sure")) for (const [at] of run.entries()) found.add(index + 1 + at);
  });
  return found;
}

/** A line that a list goes on is none: "Note : nous demandons que", unless it ends a sentence. */
function likenessOf(block: Block, next: Block | undefined, heads: boolean): Likeness | undefined {
  if (isSourceLine(block)) return "sure";
  if (block.type !== "paragraph" || heads) return undefined;
  const words = plainText(block.children);
  if (next?.type === "list" && !/[.!?…]\s*$/.test(words)) return undefined;
  return sourceLikeness(words);
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
