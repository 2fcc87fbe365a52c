import type { Likeness } from "./source-line-words.ts";
import { asParagraph, isSourceLine, likenessOf } from "./source-lines.ts";
import type { Block } from "./tree.ts";

/**
 * Blocks in which a paragraph that corrections made (without an id yet) among the source lines of a table or figure is one of
 * them where it reads so, e.g. "Champ : France."; what else they made there stands after the lines, which stay together.
 */
export function withAddedLines(blocks: Block[]): Block[] {
  const settled: Block[] = [];
  for (let at = 0; at < blocks.length; at++) {
    const block = blocks[at]!;
    settled.push(block);
    if (block.type !== "table" && block.type !== "figure") continue;
    const run = runAt(blocks, at + 1);
    settled.push(...settledRun(run, blocks[at + 1 + run.length]));
    at += run.length;
  }
  return settled.every((block, index) => block === blocks[index]) ? blocks : settled;
}

/** Source lines and new blocks from a place on. */
function runAt(blocks: readonly Block[], from: number): Block[] {
  let end = from;
  while (end < blocks.length && (isSourceLine(blocks[end]) || isNew(blocks[end]!))) end += 1;
  return blocks.slice(from, end);
}

function settledRun(run: readonly Block[], after: Block | undefined): Block[] {
  const likeness = run.map((block, at): Likeness | undefined =>
    isNew(block) ? likenessOf(asParagraph(block), run[at + 1] ?? after) : "sure",
  );
  const isLine = likeness.map((each) => each !== undefined && likeness.includes("sure"));
  const last = run.findLastIndex((block) => !isNew(block));
  const [lines, others]: [Block[], Block[]] = [[], []];
  for (const [at, block] of run.entries()) {
    if (!isLine[at] || (at > last && others.length > 0)) others.push(asParagraph(block));
    else lines.push(block.type === "paragraph" && !isSourceLine(block) ? { ...block, role: "sourceLine" } : block);
  }
  return [...lines, ...others];
}

function isNew({ id }: Block): boolean {
  return id === "";
}
