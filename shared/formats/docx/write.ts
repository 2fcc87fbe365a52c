import { Document, Packer } from "docx";
import type { Composed } from "../../document/composed.ts";
import type { Theme } from "../../kinds/theme.ts";
import { writeBlocks } from "./write/blocks.ts";
import { nameBookmarks } from "./write/bookmarks.ts";
import { type Comments, writeComments } from "./write/comments.ts";
import { headingList, headingNumbers } from "./write/headings.ts";
import { writeFootnotes } from "./write/notes.ts";
import { settle } from "./write/package.ts";
import { writeProperties } from "./write/properties.ts";
import { writeSections } from "./write/sections.ts";
import { textWidth, writeStyles } from "./write/styles.ts";
import { allowed } from "./write/text.ts";
import { type Images, type PageOf, sequences, type Writing } from "./write/writing.ts";

/**
 * The document as a Word file (ECMA-376, transitional): real styles, lists, notes, fields and bookmarks. Generated
 * sections stand in content controls tagged `livrable:generated`; the version's hash is the custom property
 * `livrable:version`, the date as printed `livrable:date`, the remarks in its comments `livrable:remarks`. `pageOf` gives the page numbers that fill the contents.
 * Same input, same bytes. `comments`: on inlines of this very document (see `commented`).
 */
export function writeDocx(
  document: Composed,
  theme: Theme,
  images: Images,
  pageOf: PageOf,
  comments?: Comments,
): Promise<Uint8Array> {
  return packDocx({ ...openWriting(document, theme, images, pageOf), ...(comments && { comments }) });
}

/** A document of which nothing was written yet. */
export function openWriting(document: Composed, theme: Theme, images: Images, pageOf: PageOf): Writing {
  return {
    document,
    theme,
    images,
    pageOf,
    notes: new Map(document.notes.map((note) => [note.id, note])),
    bookmarks: nameBookmarks(document),
    headings: headingNumbers(document),
    called: new Set(),
    inNote: false,
    blocks: writeBlocks,
    next: sequences(),
  };
}

/** The file of a document; `rewrite` is given the text of its body and of its notes. */
export async function packDocx(writing: Writing, rewrite?: (xml: string) => string): Promise<Uint8Array> {
  const { document, theme, comments } = writing;
  const { depth } = writing.headings;
  const { version, date } = document;
  const file = new Document({
    sections: writeSections(writing),
    footnotes: writeFootnotes(writing, textWidth(theme)),
    styles: writeStyles(theme, document.language, depth),
    numbering: { config: depth > 0 ? [headingList(depth)] : [] },
    theme: { name: theme.name, fonts: { headings: theme.fonts.sans, body: theme.fonts.serif } },
    // A line that the author broke is not stretched to the margin (ECMA-376-1, 17.15.3.31).
    compatibility: { doNotExpandShiftReturn: true },
    hyphenation: { autoHyphenation: true, consecutiveHyphenLimit: 2, doNotHyphenateCaps: true },
    ...writeComments(writing),
    customProperties: [
      ...(version === undefined ? [] : [{ name: "livrable:version", value: version }]),
      ...(date === undefined ? [] : [{ name: "livrable:date", value: allowed(date) }]),
      ...(comments?.named ? [{ name: "livrable:remarks", value: namesOf(comments.named) }] : []),
    ],
  });
  const bytes = await Packer.pack(file, "uint8array", undefined, writeProperties(document, theme));
  return settle(bytes, document.instant, rewrite);
}

/** The longest text that Word keeps of a custom property. */
const longest = 255;

/** Names of remarks, as many as one property holds. */
function namesOf(named: string): string {
  return named.length <= longest ? named : named.slice(0, named.lastIndexOf(" ", longest));
}
