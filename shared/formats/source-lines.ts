import { isSourceLine } from "../document/source-lines.ts";
import type { Block, Paragraph } from "../document/tree.ts";
import { plainText } from "../document/visit.ts";

/** What a line under a table or figure opens with, before a colon: "Source", "Sources et champ", "Reading note". */
const opening =
  /^(?:sources?|notes?(?: de lecture)?|(?:aide à la |clés? de )?lecture|champ|unités?|crédits?(?: photos?)?|reading(?: notes?)?|how to read|coverage|field|scope|units?|(?:photo )?credits?)(?: (?:et|and|&) (?:sources?|notes?|champ|lecture|coverage))?\s*:\s*\S/iu;

/** What tells of the unit of figures: "Unité : %", "(en milliers d’euros)". */
const unit = /^(?:(?:unités?|units?)\s*:\s*\S|\((?:en|in)\s[^()]{1,60}\)$)/iu;

/** A paragraph longer than this, in characters, is text of the body. */
const longest = 1000;

/** Whether a paragraph tells of the unit of a table's figures, as one between a caption and its table. */
export function isUnitLine(block: { type: string } | undefined): block is Paragraph {
  return block?.type === "paragraph" && unit.test(textOf(block as Paragraph));
}

/**
 * Blocks in which paragraphs right after a table or figure are source lines: those that open as such, and those that a style
 * names (`role`); one that stands elsewhere is a paragraph like others, and so is the unit of a table or figure that comes next.
 */
export function withSourceLines(blocks: readonly Block[]): Block[] {
  const heads = headingUnits(blocks);
  let under = false;
  return blocks.map((block, index) => {
    const line =
      under && block.type === "paragraph" && (isSourceLine(block) || (opensAsOne(block) && !heads.has(index)));
    under = line || block.type === "table" || block.type === "figure";
    if (block.type !== "paragraph" || line === isSourceLine(block)) return block;
    const { role: _, ...paragraph } = block;
    return line ? { ...paragraph, role: "sourceLine" } : paragraph;
  });
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

function opensAsOne(paragraph: Paragraph): boolean {
  const text = textOf(paragraph);
  return text.length <= longest && (opening.test(text) || unit.test(text));
}

function textOf({ children }: Paragraph): string {
  return plainText(children).trim();
}
