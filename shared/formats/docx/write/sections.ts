import {
  type FileChild,
  Footer,
  Header,
  type ISectionOptions,
  PageNumber,
  PageOrientation,
  Paragraph,
  SectionType,
  TextRun,
} from "docx";
import { beginsPage, type Section } from "../../../document/composed.ts";
import { documentTexts } from "../../../i18n/documents.ts";
import { interfaceLanguage } from "../../../i18n/languages.ts";
import { translate } from "../../../i18n/translate.ts";
import { marginOf } from "../../../kinds/theme.ts";
import { writeCover } from "./cover.ts";
import { block, element } from "./element.ts";
import { twipsOf } from "./lengths.ts";
import { textWidth } from "./styles.ts";
import { allowed } from "./text.ts";
import { trackParagraphs } from "./tracking.ts";
import type { BlockContext, Writing } from "./writing.ts";

/** The tag of a content control that holds what we generated: a reader leaves it out. */
const generatedTag = "livrable:generated";

/** The document's sections as Word's own: one a run of pages that look alike, the cover apart. */
export function writeSections(writing: Writing): ISectionOptions[] {
  const runs = runsOf(writing.document.sections);
  // Sections after the first that has them take over its head and foot (ECMA-376-1, 17.10.1).
  const first = runs.findIndex((run) => run[0]!.role !== "cover");
  return runs.map((run, index) => ({
    properties: {
      ...pageOf(writing, run[0]!),
      ...(index > 0 && { type: SectionType.NEXT_PAGE }),
      // The title at the head of a document without a cover is its head.
      ...(index === 0 && first === 0 && { titlePage: true }),
    },
    ...(index === first && headAndFoot(writing)),
    children: ended(
      run.flatMap((section, place) => writeSection(writing, section, place === 0)),
      index === runs.length - 1 && !writing.tracking,
      writing.tracking !== undefined,
    ),
  }));
}

function runsOf(sections: readonly Section[]): Section[][] {
  const runs: Section[][] = [];
  for (const section of sections) {
    const before = runs.at(-1)?.at(-1);
    if (before && !beginsPage(section, before)) runs.at(-1)!.push(section);
    else runs.push([section]);
  }
  return runs.length === 0 ? [[empty]] : runs;
}

const empty: Section = { role: "body", generated: false, orientation: "portrait", blocks: [] };

function writeSection(writing: Writing, section: Section, opens: boolean): FileChild[] {
  const width = textWidth(writing.theme, section.orientation);
  const place: BlockContext = { depth: 0, indent: 0, quoted: false, inside: "body", width };
  const written =
    section.role === "cover"
      ? writeCover(writing, section.blocks, place)
      : writing.blocks(writing, section.blocks, place);
  const blocks = opens ? flush(writing, section, written) : written;
  return section.generated && blocks.length > 0 ? [generated(writing, section, blocks)] : blocks;
}

/** A heading, or the title of the contents, that begins a page begins at its head; Word would leave the space above it. */
function flush(writing: Writing, { blocks: [first] }: Section, children: FileChild[]): FileChild[] {
  const [head, ...rest] = children;
  const titled = first?.type === "heading" || (first?.type === "paragraph" && first.role === "contentsTitle");
  if (!titled || !(head instanceof Paragraph)) return children;
  // The package copies what a paragraph was made with, and not the mark of its fate.
  return [...trackParagraphs(writing, first, [head.with({ spacing: { before: 0 } })]), ...rest];
}

/** A content control around blocks (ECMA-376-1, 17.5.2.29). */
function generated(writing: Writing, { role }: Section, blocks: FileChild[]): FileChild {
  const contents = element("w:docPartObj", {}, [
    element("w:docPartGallery", { "w:val": "Table of Contents" }),
    element("w:docPartUnique"),
  ]);
  const properties = element("w:sdtPr", {}, [
    element("w:tag", { "w:val": generatedTag }),
    element("w:id", { "w:val": writing.next("control") }),
    ...(role === "contents" ? [contents] : []),
  ]);
  return block(element("w:sdt", {}, [properties, element("w:sdtContent", {}, blocks)]));
}

/**
 * The package adds a whole line for the section's properties after anything but a paragraph: a line of nothing here. So
 * at the end of tracked changes: the last paragraph of a document cannot come or go.
 */
function ended(children: FileChild[], last: boolean, tracked: boolean): FileChild[] {
  return last || (children.at(-1) instanceof Paragraph && !tracked)
    ? children
    : [...children, new Paragraph({ style: "SectionEnd" })];
}

function pageOf({ theme }: Writing, { orientation }: Section) {
  const { page } = theme;
  const { top, bottom, inner, outer } = marginOf(theme, orientation);
  const margin = { top: twipsOf(top), bottom: twipsOf(bottom), left: twipsOf(inner), right: twipsOf(outer) };
  return {
    page: {
      size: {
        width: twipsOf(page.width),
        height: twipsOf(page.height),
        orientation: orientation === "portrait" ? PageOrientation.PORTRAIT : PageOrientation.LANDSCAPE,
      },
      margin: { ...margin, header: Math.round(margin.top / 2), footer: Math.round(margin.bottom / 2) },
    },
  };
}

function headAndFoot({ document }: Writing): Pick<ISectionOptions, "headers" | "footers"> {
  const head = new Paragraph({ style: "Header", text: allowed(document.runningHead) });
  const foot = new Paragraph({ style: "Footer", children: pageNumber(document.language) });
  const footer = new Footer({ children: [foot] });
  return { headers: { default: new Header({ children: [head] }) }, footers: { default: footer, first: footer } };
}

function pageNumber(language: string): TextRun[] {
  const text = translate(interfaceLanguage(language), documentTexts, "folio");
  const fields: Readonly<Record<string, string>> = { "{page}": PageNumber.CURRENT, "{pages}": PageNumber.TOTAL_PAGES };
  return text.split(/(\{pages?\})/).map((piece) => new TextRun({ children: [fields[piece] ?? piece] }));
}
