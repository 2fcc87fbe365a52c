import { ExternalHyperlink, FootnoteReferenceRun, type ParagraphChild, TextRun } from "docx";
import type { Citation, CrossReference, Inline, InlineType, Link, NoteReference } from "../../../document/tree.ts";
import { within } from "./bookmarks.ts";
import { citationInstruction } from "./citation.ts";
import { commentRuns } from "./comments.ts";
import { linkTo } from "./element.ts";
import { field } from "./field.ts";
import { type Format, runOptions } from "./format.ts";
import { textRun } from "./text.ts";
import { trackRuns } from "./tracking.ts";
import type { Writing } from "./writing.ts";

type Writer<T extends InlineType> = (
  writing: Writing,
  inline: Extract<Inline, { type: T }>,
  format: Format,
) => ParagraphChild[];

const writers: { [T in InlineType]: Writer<T> } = {
  text: (_, inline, format) => (inline.value === "" ? [] : [textRun(inline.value, format)]),
  code: (_, inline, format) => [textRun(inline.value, { ...format, code: true })],
  strong: (writing, inline, format) => writeInlines(writing, inline.children, { ...format, strong: true }),
  emphasis: (writing, inline, format) => writeInlines(writing, inline.children, { ...format, emphasis: true }),
  smallCaps: (writing, inline, format) => writeInlines(writing, inline.children, { ...format, smallCaps: true }),
  superscript: (writing, inline, format) => writeInlines(writing, inline.children, raised(format, "superscript")),
  subscript: (writing, inline, format) => writeInlines(writing, inline.children, raised(format, "subscript")),
  strike: (writing, inline, format) => writeInlines(writing, inline.children, { ...format, strike: true }),
  language: (writing, inline, format) =>
    writeInlines(writing, inline.children, { ...format, language: inline.language }),
  lineBreak: (_, __, format) => [new TextRun({ ...runOptions(format), break: 1 })],
  link: writeLink,
  crossReference: writeCrossReference,
  noteReference: writeNoteReference,
  citation: writeCitation,
};

/** Runs, hyperlinks and fields for `inlines`, within the format that surrounds them. */
export function writeInlines(writing: Writing, inlines: readonly Inline[], format: Format = {}): ParagraphChild[] {
  return inlines.flatMap((inline) => {
    const write = writers[inline.type] as Writer<InlineType>;
    return commentRuns(writing, inline, trackRuns(writing, inline, write(writing, inline, format)));
  });
}

function raised(format: Format, to: "superscript" | "subscript"): Format {
  return { ...format, superscript: to === "superscript", subscript: to === "subscript" };
}

/** A link in a link leads where the outer one does; an address that is none, which Word would not open, stays text. */
function writeLink(writing: Writing, { href, children }: Link, format: Format): ParagraphChild[] {
  if (format.linked || !URL.canParse(href)) return writeInlines(writing, children, format);
  const runs = writeInlines(writing, children, { ...format, link: true, linked: true });
  return [new ExternalHyperlink({ link: escaped(href), children: runs })];
}

/** An address without the characters that RFC 3987 keeps out of one. */
function escaped(href: string): string {
  return href.replace(/[^\w\-.~:/?#[\]@!$&'()*+,;=%\u00A0-\uFFFF]/g, encodeURIComponent);
}

function writeCrossReference(writing: Writing, inline: CrossReference, format: Format): ParagraphChild[] {
  const anchor = writing.bookmarks.get(inline.target);
  if (anchor === undefined || format.linked) return writeInlines(writing, inline.children, format);
  return [linkTo(anchor, writeInlines(writing, inline.children, { ...format, linked: true }))];
}

/**
 * Word numbers notes in the order of their first calls, as composed. A note called again is a reference to the first
 * call (NOTEREF, ECMA-376-1, 17.16.5.40); one that only notes call, which Word does not know, is a number: `notes.ts`.
 */
function writeNoteReference(writing: Writing, call: NoteReference): ParagraphChild[] {
  const { note } = call;
  const found = writing.notes.get(note);
  if (!found) throw new Error(`no note ${note} in the composed document`);
  const name = `_RefNote${found.number}`;
  const number = textRun(String(found.number), { superscript: true });
  const called = writing.called.has(note);
  if (writing.inNote && !called) return [number];
  const bears = !writing.inNote && (writing.tracking?.bears(call) ?? !called);
  if (!bears) return field(`NOTEREF ${name} \\f \\h`, [number]);
  writing.called.add(note);
  return within(writing, name, [new FootnoteReferenceRun(found.number)]);
}

/** The citation as composed, in a field that keeps what it cites. */
function writeCitation(writing: Writing, citation: Citation, format: Format): ParagraphChild[] {
  const words: Inline[] = citation.text ?? [{ type: "text", value: citation.items.map((item) => item.key).join("; ") }];
  return field(citationInstruction(writing, citation), writeInlines(writing, words, format));
}
