import { Paragraph, type ParagraphChild } from "docx";
import { captionOf } from "../../../document/number.ts";
import type { Figure, Inline, Table } from "../../../document/tree.ts";
import { bookmarked } from "./bookmarks.ts";
import { field } from "./field.ts";
import { writeInlines } from "./inline.ts";
import { textRun } from "./text.ts";
import { trackParagraphs } from "./tracking.ts";
import type { Writing } from "./writing.ts";

/** What counts tables, and figures: lists of them gather by it. */
export const captionSequences = { table: "Table", figure: "Figure" } as const;

/** The caption of a table or figure, its number counted by Word (SEQ, ECMA-376-1, 17.16.5.56); none without words. */
export function writeCaption(writing: Writing, block: Table | Figure, keepNext: boolean): Paragraph[] {
  const [label, ...words] = captionOf(block);
  if (!label) return [];
  const first =
    block.label === undefined ? writeInlines(writing, [label]) : numbered(block.label, captionSequences[block.type]);
  const children = bookmarked(writing, block.id, [...first, ...writeInlines(writing, words)]);
  const paragraph = new Paragraph({ style: "Caption", ...(keepNext && { keepNext: true }), children });
  return block.caption ? trackParagraphs(writing, block.caption, [paragraph]) : [paragraph];
}

/** "Tableau 3" with its number as a field. */
function numbered(label: string, sequence: string): ParagraphChild[] {
  const strong = { strong: true };
  const [, before = "", number = "", after = ""] = /^(.*?)(\d+)(\D*)$/u.exec(label) ?? [];
  if (number === "") return [textRun(label, strong)];
  const run = (text: string): ParagraphChild[] => (text === "" ? [] : [textRun(text, strong)]);
  return [...run(before), ...field(`SEQ ${sequence} \\* ARABIC`, run(number)), ...run(after)];
}

/** Whether a table or figure has a caption to bear its bookmark. */
export function hasCaption(block: { label?: string; caption?: Inline[] }): boolean {
  return captionOf(block).length > 0;
}
