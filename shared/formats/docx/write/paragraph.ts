import { AlignmentType, type FileChild, type IParagraphOptions, Paragraph } from "docx";
import type { Align, Paragraph as ParagraphBlock, ParagraphRole } from "../../../document/tree.ts";
import { bookmarked } from "./bookmarks.ts";
import { writeInlines } from "./inline.ts";
import { twips } from "./lengths.ts";
import { continuation } from "./list.ts";
import { quoteIndent } from "./styles.ts";
import type { BlockContext, Writing } from "./writing.ts";

const roles: Readonly<Record<ParagraphRole, string>> = {
  sourceLine: "Source",
  title: "Title",
  subtitle: "Subtitle",
  authors: "Author",
  date: "Date",
  coverLine: "CoverLine",
  contentsTitle: "TOCHeading",
  bibliographyEntry: "Bibliography",
};

const styles: Readonly<Record<BlockContext["inside"], string | undefined>> = {
  body: undefined,
  cell: "TableText",
  headerCell: "TableHeading",
  note: "FootnoteText",
};

const alignments = { start: AlignmentType.LEFT, center: AlignmentType.CENTER, end: AlignmentType.RIGHT } as const;

/** A paragraph in the style of its role or of its place. */
export function writeParagraph(writing: Writing, paragraph: ParagraphBlock, place: BlockContext): FileChild[] {
  const children = [
    ...(place.opening?.lead ?? []),
    ...bookmarked(writing, paragraph.id, writeInlines(writing, paragraph.children)),
  ];
  const { role } = paragraph;
  const style = role && (role !== "sourceLine" || place.under) ? roles[role] : styleOf(place);
  return [
    new Paragraph({
      style,
      ...(place.sourced && { keepNext: true }),
      ...indented(place),
      ...aligned(paragraph.align ?? place.align),
      children,
    }),
  ];
}

/** The alignment of a paragraph that does not follow its style. */
function aligned(align: Align | undefined): Pick<IParagraphOptions, "alignment"> {
  return align === undefined ? {} : { alignment: alignments[align] };
}

/** Where a paragraph begins: a list item's at its number, what follows in the item below its words. */
function indented(place: BlockContext): Pick<IParagraphOptions, "numbering" | "indent"> {
  const { opening, indent, quoted, short } = place;
  if (short !== undefined) return { indent: { right: short } };
  if (opening?.numbering) return { numbering: opening.numbering };
  if (place.depth > 0 && (place.resumes || place.inside !== "body") && !quoted)
    return { numbering: continuation(place) };
  return indent > (quoted ? twips(quoteIndent) : 0) ? { indent: { left: indent } } : {};
}

function styleOf({ opening, inside, quoted, callout, depth }: BlockContext): string | undefined {
  if (opening?.style !== undefined) return opening.style;
  if (quoted) return "Quote";
  if (callout !== undefined && depth === 0) return callout;
  return styles[inside] ?? (depth > 0 ? "ListContinue" : undefined);
}
