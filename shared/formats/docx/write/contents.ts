import { type FileChild, Paragraph, type ParagraphChild, Tab, TextRun } from "docx";
import type { Contents, ContentsEntry } from "../../../document/tree.ts";
import { captionSequences } from "./caption.ts";
import { linkTo } from "./element.ts";
import { field, fieldBegin, fieldEnd } from "./field.ts";
import { writeInlines } from "./inline.ts";
import { textRun } from "./text.ts";
import type { Writing } from "./writing.ts";

/** The contents, or a list, as Word's own field, filled with entries and page numbers (TOC, ECMA-376-1, 17.16.5.68). */
export function writeContents(writing: Writing, contents: Contents): FileChild[] {
  const { of, entries } = contents;
  const begin = fieldBegin(`TOC ${gathered(contents)} \\h \\z`);
  if (entries.length === 0) return [new Paragraph({ children: [...begin, fieldEnd()] })];
  return entries.map((entry, index) => {
    const before = index === 0 ? begin : [];
    const after = index === entries.length - 1 ? [fieldEnd()] : [];
    const style = of === "headings" ? `TOC${entry.level}` : "TableofFigures";
    return new Paragraph({ style, children: [...before, ...entryOf(writing, entry), ...after] });
  });
}

/** What the field gathers when Word makes it anew: headings by level, captions by the sequence that numbers them. */
function gathered({ of, entries }: Contents): string {
  if (of !== "headings") return `\\c "${of === "tables" ? captionSequences.table : captionSequences.figure}"`;
  return `\\o "1-${Math.max(1, ...entries.map((entry) => entry.level))}"`;
}

function entryOf(writing: Writing, { label, children, target }: ContentsEntry): ParagraphChild[] {
  const anchor = writing.bookmarks.get(target);
  const page = writing.pageOf(target) ?? "";
  const reference = anchor === undefined ? [textRun(page, {})] : field(`PAGEREF ${anchor} \\h`, [textRun(page, {})]);
  const number = label === undefined ? [] : [textRun(label, {}), tab()];
  const words = [...number, ...writeInlines(writing, children), tab(), ...reference];
  return anchor === undefined ? words : [linkTo(anchor, words)];
}

function tab(): ParagraphChild {
  return new TextRun({ children: [new Tab()] });
}
