import { type FileChild, Paragraph, TextRun } from "docx";
import type { CodeBlock } from "../../../document/tree.ts";
import { bookmarked } from "./bookmarks.ts";
import { textRun } from "./text.ts";
import type { BlockContext, Writing } from "./writing.ts";

/** Lines as they are, in one paragraph. */
export function writeCode(writing: Writing, { id, value }: CodeBlock, place: BlockContext): FileChild[] {
  const lines = value.split(/\r?\n/).flatMap((line, index) => {
    const text = line === "" ? [] : [textRun(line, {})];
    return index === 0 ? text : [new TextRun({ break: 1 }), ...text];
  });
  const indent = place.indent > 0 ? { indent: { left: place.indent } } : {};
  return [new Paragraph({ style: "SourceCode", ...indent, children: bookmarked(writing, id, lines) })];
}
