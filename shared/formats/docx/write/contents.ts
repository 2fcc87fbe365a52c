import { type FileChild, Paragraph, type ParagraphChild, Tab, TextRun } from "docx";
import type { Contents, ContentsEntry } from "../../../document/tree.ts";
import { linkTo } from "./element.ts";
import { field, fieldBegin, fieldEnd } from "./field.ts";
import { writeInlines } from "./inline.ts";
import { textRun } from "./text.ts";
import type { Writing } from "./writing.ts";

/** The contents as Word's own field, filled with entries and page numbers (TOC, ECMA-376-1, 17.16.5.68). */
export function writeContents(writing: Writing, { entries }: Contents): FileChild[] {
  const deepest = Math.max(1, ...entries.map((entry) => entry.level));
  const begin = fieldBegin(`TOC \\o "1-${deepest}" \\h \\z`);
  if (entries.length === 0) return [new Paragraph({ children: [...begin, fieldEnd()] })];
  return entries.map((entry, index) => {
    const before = index === 0 ? begin : [];
    const after = index === entries.length - 1 ? [fieldEnd()] : [];
    return new Paragraph({ style: `TOC${entry.level}`, children: [...before, ...entryOf(writing, entry), ...after] });
  });
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
