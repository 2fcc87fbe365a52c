import {
  AlignmentType,
  BorderStyle,
  createTableWidthElement,
  DocumentDefaults,
  type IStylesOptions,
  LeaderType,
  LineRuleType,
  TableBorders,
  TabStopType,
  UnderlineType,
  WidthType,
  type XmlComponent,
} from "docx";
import type { Section } from "../../../document/composed.ts";
import { sourceLineGap, sourceLineLook } from "../../../kinds/source-line-look.ts";
import { marginOf, type StyleName, type Theme } from "../../../kinds/theme.ts";
import { calloutStyles } from "./callout.ts";
import { element } from "./element.ts";
import { headingReference } from "./headings.ts";
import { twips, twipsOf } from "./lengths.ts";
import { look, type Style, styleElement } from "./style.ts";

/** Between a table's rules and its words, points. */
export const cellPadding = 4;
/** Below a logo, points. */
export const belowLogo = 24;
/** From the text to a quotation, each side, points. */
export const quoteIndent = 20;

/** The styles of the document, all of them: `numbered` levels of headings take their numbers from the headings' list. */
export function writeStyles(theme: Theme, language: string, numbered: number): IStylesOptions {
  const { run } = look(theme, theme.styles.body);
  const defaults = new DocumentDefaults({
    run: { font: theme.fonts.serif, size: run.size, color: run.color, language: { value: language } },
  });
  const styles = [
    ...baseStyles(theme),
    ...headingStyles(theme, numbered),
    ...frontStyles(theme),
    ...contentsStyles(theme),
    ...bodyStyles(theme),
    ...calloutStyles(theme, language),
    ...tableStyles(theme),
    ...pageStyles(theme),
    ...characterStyles(theme),
  ];
  return { importedStyles: [defaults, ...styles.map(styleElement)] };
}

/** What is not hyphenated: headings and the like (ECMA-376-1, 17.3.1.34; the package has no word for it). */
export function withoutHyphens(styles: string): string {
  const style =
    /(<w:style [^>]*w:styleId="(?:Heading\d|Title|Subtitle|Author|CoverLine|TOC\w+|TableofFigures|Caption)">.*?)(<w:spacing )/gs;
  return styles.replace(style, "$1<w:suppressAutoHyphens/>$2");
}

/** Width of the text on a page, twips. */
export function textWidth(theme: Theme, orientation: Section["orientation"] = "portrait"): number {
  const width = orientation === "portrait" ? theme.page.width : theme.page.height;
  const { inner, outer } = marginOf(theme, orientation);
  return twipsOf(width - inner - outer);
}

/** Height of the text on a page held upright, twips. */
export function textHeight({ page }: Theme): number {
  return twipsOf(page.height - page.margin.top - page.margin.bottom);
}

/** Lines of the body grow with what is put in them, such as a picture; other styles keep to their leading. */
function baseStyles(theme: Theme): Style[] {
  const { paragraph, run } = look(theme, theme.styles.body);
  const spacing = { ...paragraph.spacing, lineRule: LineRuleType.AT_LEAST };
  return [
    { id: "Normal", name: "Normal", default: true, quick: true, paragraph: { ...paragraph, spacing }, run },
    { id: "DefaultParagraphFont", name: "Default Paragraph Font", type: "character", default: true, priority: 1 },
    {
      id: "TableNormal",
      name: "Normal Table",
      type: "table",
      default: true,
      priority: 99,
      table: [tableProperties(theme, false)],
    },
    { id: "NoList", name: "No List", type: "numbering", default: true, priority: 99 },
  ];
}

function headingStyles(theme: Theme, numbered: number): Style[] {
  return ([1, 2, 3, 4, 5, 6] as const).map((level) => {
    const { paragraph, run } = look(theme, theme.styles[`heading${level}`]);
    const numbering = { reference: headingReference, level: level - 1, instance: 0 };
    return {
      ...themed(theme, `Heading${level}`, `heading ${level}`, `heading${level}`),
      quick: true,
      next: "Normal",
      priority: 9,
      paragraph: {
        ...paragraph,
        ...(level <= numbered && { numbering }),
        keepNext: true,
        keepLines: true,
        outlineLevel: level - 1,
      },
      run,
    };
  });
}

/** Lines at the head of a document or of a part, which stay with what they open. */
function frontStyles(theme: Theme): Style[] {
  const front = (id: string, name: string, style: StyleName): Style => {
    const { paragraph, ...rest } = themed(theme, id, name, style);
    return { ...rest, paragraph: { ...paragraph, keepNext: true, keepLines: true } };
  };
  return [
    { ...front("Title", "Title", "title"), quick: true, priority: 10 },
    { ...front("Subtitle", "Subtitle", "subtitle"), quick: true, priority: 11 },
    { ...front("Author", "Author", "authors"), custom: true },
    front("Date", "Date", "date"),
    { ...front("CoverLine", "Cover Line", "coverLine"), custom: true },
    coverBar(theme),
    { ...front("TOCHeading", "TOC Heading", "contentsTitle"), priority: 39 },
  ];
}

/** A short bar of the accent colour over the title of a cover. */
function coverBar(theme: Theme): Style {
  const border = { bottom: { style: BorderStyle.SINGLE, size: 24, space: 0, color: theme.colours.accent.slice(1) } };
  const indent = { right: textWidth(theme) - twips(42) };
  const spacing = { after: twips(20), line: twips(1), lineRule: LineRuleType.EXACT };
  return { id: "CoverBar", name: "Cover Bar", custom: true, basedOn: "Normal", paragraph: { border, indent, spacing } };
}

/** Entries with a dotted leader to the page number; numbers of headings stand apart from their words. */
function contentsStyles(theme: Theme): Style[] {
  const right = { type: TabStopType.RIGHT, position: textWidth(theme), leader: LeaderType.DOT };
  const levels = [1, 2, 3, 4, 5, 6].map((level) => {
    const { paragraph, run, ...style } = themed(theme, `TOC${level}`, `toc ${level}`, "contentsEntry");
    const room = twips(level === 1 ? 16 : 26);
    const indent = { left: twips(16) * (level - 1) + room, hanging: room };
    const first = level === 1 ? { spacing: { ...paragraph?.spacing, before: twips(4) } } : {};
    return {
      ...style,
      priority: 39,
      paragraph: { ...paragraph, ...first, tabStops: [right], indent },
      run: { ...run, ...(level === 1 && { bold: true }) },
    };
  });
  const { paragraph, ...list } = themed(theme, "TableofFigures", "table of figures", "contentsEntry");
  const indent = { left: twips(16), hanging: twips(16) };
  return [...levels, { ...list, priority: 99, paragraph: { ...paragraph, tabStops: [right], indent } }];
}

function bodyStyles(theme: Theme): Style[] {
  const body = look(theme, theme.styles.body);
  const quote = themed(theme, "Quote", "Quote", "quote");
  const code = themed(theme, "SourceCode", "Source Code", "code");
  const caption = themed(theme, "Caption", "caption", "caption");
  const aside = { left: twips(quoteIndent), right: twips(quoteIndent) };
  const entry = themed(theme, "Bibliography", "Bibliography", "bibliographyEntry");
  return [
    {
      id: "ListParagraph",
      name: "List Paragraph",
      basedOn: "Normal",
      quick: true,
      priority: 34,
      paragraph: { contextualSpacing: true },
    },
    { id: "ListContinue", name: "List Continue", basedOn: "Normal", priority: 99 },
    { ...quote, quick: true, priority: 29, paragraph: { ...quote.paragraph, indent: aside } },
    { ...code, custom: true },
    { ...caption, quick: true, priority: 35, paragraph: { ...caption.paragraph, keepLines: true } },
    sourceLineStyle(theme),
    {
      id: "Figure",
      name: "Figure",
      custom: true,
      basedOn: "Normal",
      paragraph: {
        ...body.paragraph,
        alignment: "left",
        spacing: {
          before: twips(6),
          after: twips(4),
          line: 240,
          lineRule: LineRuleType.AUTO,
        },
      },
    },
    {
      id: "Logo",
      name: "Logo",
      custom: true,
      basedOn: "Figure",
      paragraph: { spacing: { before: 0, after: twips(belowLogo), line: 240, lineRule: LineRuleType.AUTO } },
    },
    {
      id: "HorizontalLine",
      name: "Horizontal Line",
      custom: true,
      basedOn: "Normal",
      next: "Normal",
    },
    {
      ...entry,
      priority: 37,
      paragraph: { ...entry.paragraph, keepLines: true, indent: { left: twips(16), hanging: twips(16) } },
    },
    { ...themed(theme, "FootnoteText", "footnote text", "note"), priority: 99 },
  ];
}

/** Under a table or figure, close to it and to the next line; space follows the last. */
function sourceLineStyle(theme: Theme): Style {
  const { paragraph, run } = look(theme, sourceLineLook(theme));
  const spacing = {
    ...paragraph.spacing,
    before: twips(sourceLineGap.above),
    after: twips(theme.styles.body.leading * 0.75),
  };
  return {
    ...{ id: "Source", name: "Source", custom: true, basedOn: "Caption", quick: true, priority: 36, run },
    paragraph: { ...paragraph, keepLines: true, contextualSpacing: true, spacing },
  };
}

function tableStyles(theme: Theme): Style[] {
  return [
    { ...themed(theme, "TableText", "Table Text", "tableCell"), custom: true },
    { ...themed(theme, "TableHeading", "Table Heading", "tableHeader"), custom: true },
    {
      id: "TableEnd",
      name: "Table End",
      custom: true,
      basedOn: "Normal",
      paragraph: { spacing: { before: 0, after: 0, line: twips(8), lineRule: "exact" } },
    },
    {
      id: "LivrableTable",
      name: "Livrable Table",
      type: "table",
      custom: true,
      basedOn: "TableNormal",
      table: [tableProperties(theme, true), ...["firstRow", "firstCol"].map((of) => headedPart(theme, of))],
    },
  ];
}

/** How the cells of a header row or column look, whatever rows are added (ECMA-376-1, 17.7.6.6). */
function headedPart({ colours }: Theme, of: string): XmlComponent {
  const shade = element("w:shd", { "w:val": "clear", "w:color": "auto", "w:fill": colours.tableHeader.slice(1) });
  return element("w:tblStylePr", { "w:type": of }, [element("w:tcPr", {}, [shade])]);
}

/** Rules above, below and between rows; none between columns. */
function tableProperties(theme: Theme, ruled: boolean): XmlComponent {
  const line = { style: BorderStyle.SINGLE, size: 4, color: theme.colours.rule.slice(1) };
  const borders = new TableBorders({ top: line, bottom: line, insideHorizontal: line }, { fillMissingSides: false });
  const margin = (side: string, points: number) =>
    createTableWidthElement(`w:${side}`, { size: twips(points), type: WidthType.DXA });
  const sides = [
    margin("top", ruled ? 3 : 0),
    margin("left", cellPadding),
    margin("bottom", ruled ? 3 : 0),
    margin("right", cellPadding),
  ];
  return element("w:tblPr", {}, [
    createTableWidthElement("w:tblInd", { size: 0, type: WidthType.DXA }),
    ...(ruled ? [borders] : []),
    element("w:tblCellMar", {}, sides),
  ]);
}

function pageStyles(theme: Theme): Style[] {
  const footer = themed(theme, "Footer", "footer", "pageNumber");
  return [
    { ...themed(theme, "Header", "header", "runningHead"), priority: 99 },
    { ...footer, priority: 99, paragraph: { ...footer.paragraph, alignment: AlignmentType.RIGHT } },
    {
      id: "SectionEnd",
      name: "Section End",
      custom: true,
      basedOn: "Normal",
      paragraph: { spacing: { before: 0, after: 0, line: 20, lineRule: "exact" } },
    },
  ];
}

function characterStyles(theme: Theme): Style[] {
  const { font, size } = look(theme, theme.styles.code).run;
  const colour = theme.colours.link.slice(1);
  return [
    {
      id: "Hyperlink",
      name: "Hyperlink",
      type: "character",
      priority: 99,
      run: { color: colour, underline: { type: UnderlineType.SINGLE, color: colour } },
    },
    {
      id: "FootnoteReference",
      name: "footnote reference",
      type: "character",
      priority: 99,
      run: { superScript: true },
    },
    { id: "VerbatimChar", name: "Verbatim Char", type: "character", custom: true, run: { font, size } },
  ];
}

function themed(theme: Theme, id: string, name: string, style: StyleName): Style {
  return { id, name, basedOn: "Normal", ...look(theme, theme.styles[style]) };
}
