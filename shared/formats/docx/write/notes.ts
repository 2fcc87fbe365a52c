import { type Paragraph, TextRun } from "docx";
import type { Place, Writing } from "./writing.ts";

/** The footnotes by number, as the package takes them. Their first block is a paragraph, which bears the number. */
export function writeFootnotes(writing: Writing, width: number): Record<string, { children: Paragraph[] }> {
  const place: Place = { depth: 0, indent: 0, quoted: false, inside: "note", width };
  return Object.fromEntries(
    writing.document.notes.map((note) => {
      const opening = { style: "FootnoteText", lead: [new TextRun(" ")] };
      const blocks = writing.blocks(note.children, { ...place, opening });
      return [String(note.number), { children: blocks as Paragraph[] }];
    }),
  );
}
