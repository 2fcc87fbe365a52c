import type { Draft, Warn } from "./draft.ts";
import type { Heading } from "./tree.ts";
import { withoutTypedNumbers } from "./typed-number.ts";
import { mapBlocks, plainText } from "./visit.ts";

/** A heading's words as they are compared: no case, accents, numbers, punctuation or spaces at the ends. */
export function foldHeading(text: string): string {
  return withoutTypedNumbers(text.trim())
    .replace(/œ/gi, "oe")
    .replace(/æ/gi, "ae")
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{M}/gu, "")
    .replace(/[^\p{L}]+/gu, " ")
    .trim();
}

/**
 * Headings so that none is more than one level below the one it stands under (ISO 14289-1, 7.4.2): the outermost is
 * of level 1, and a gap is closed with a warning.
 */
export function closeGaps(draft: Draft, warn: Warn): Draft {
  /** Levels as written of the headings that the next one may stand under, the outermost first. */
  const open: number[] = [];
  let first = true;
  const blocks = mapBlocks(draft.blocks, (block) => {
    if (block.type !== "heading") return block;
    while (open.length > 0 && open.at(-1)! >= block.level) open.pop();
    if (!first && block.level > (open.at(-1) ?? block.level - 1) + 1) warn(skipped(block));
    first = false;
    open.push(block.level);
    return { ...block, level: open.length as Heading["level"] };
  });
  return { ...draft, blocks };
}

function skipped(block: Heading) {
  return { code: "heading-level-skipped", details: { heading: plainText(block.children) }, at: block.id } as const;
}
