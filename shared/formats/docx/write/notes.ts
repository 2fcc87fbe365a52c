import { type FileChild, type Paragraph, TextRun } from "docx";
import type { Note } from "../../../document/composed.ts";
import { eachBlock, eachInline, ownInlines } from "../../../document/visit.ts";
import type { BlockContext, Opening, Writing } from "./writing.ts";

/**
 * The footnotes by number, as the package takes them, once the body is written. Word has no notes to notes: one that
 * only notes call follows, under its number, in the note that calls it first.
 */
export function writeFootnotes(writing: Writing, width: number): Record<string, { children: Paragraph[] }> {
  const placed = new Set(writing.called);
  const inside: Writing = { ...writing, inNote: true };
  const place: BlockContext = { depth: 0, indent: 0, quoted: false, inside: "note", width };
  const write = (note: Note, opening: Opening): FileChild[] => {
    const followers = callsOf(note).filter((id) => !placed.has(id) && placed.add(id));
    const blocks = writing.blocks(inside, note.children, { ...place, opening });
    return [
      ...blocks,
      ...followers.flatMap((id) => write(writing.notes.get(id)!, underNumber(writing.notes.get(id)!))),
    ];
  };
  const called = writing.document.notes.filter((note) => writing.called.has(note.id));
  return Object.fromEntries(
    called.map((note) => {
      const children = write(note, { style: "FootnoteText", lead: [new TextRun(" ")] });
      // The first of them bears the note's number, and is a paragraph.
      return [String(note.number), { children: children as Paragraph[] }];
    }),
  );
}

function callsOf(note: Note): string[] {
  const inlines = [...eachBlock(note.children)].flatMap((block) => [...eachInline(ownInlines(block))]);
  return inlines.flatMap((inline) => (inline.type === "noteReference" ? [inline.note] : []));
}

function underNumber({ number }: Note): Opening {
  return {
    style: "FootnoteText",
    lead: [new TextRun({ style: "FootnoteReference", text: String(number) }), new TextRun(" ")],
  };
}
