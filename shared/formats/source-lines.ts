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
 * names (`role`); one that stands elsewhere is a paragraph like others.
 */
export function withSourceLines(blocks: readonly Block[]): Block[] {
  let under = false;
  return blocks.map((block) => {
    const line = under && block.type === "paragraph" && (isSourceLine(block) || opensAsOne(block));
    under = line || block.type === "table" || block.type === "figure";
    if (block.type !== "paragraph" || line === isSourceLine(block)) return block;
    const { role: _, ...paragraph } = block;
    return line ? { ...paragraph, role: "sourceLine" } : paragraph;
  });
}

function opensAsOne(paragraph: Paragraph): boolean {
  const text = textOf(paragraph);
  return text.length <= longest && (opening.test(text) || unit.test(text));
}

function textOf({ children }: Paragraph): string {
  return plainText(children).trim();
}
