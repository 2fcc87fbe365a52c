import {
  BorderStyle,
  type FileChild,
  type IParagraphPropertiesOptions,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  WidthType,
} from "docx";
import { calloutWord, titleOf } from "../../../document/callouts.ts";
import { type Callout, type CalloutVariant, calloutVariants } from "../../../document/tree.ts";
import { documentTexts } from "../../../i18n/documents.ts";
import { interfaceLanguage, type Language } from "../../../i18n/languages.ts";
import { translate } from "../../../i18n/translate.ts";
import { type CalloutLook, calloutLook, calloutPadding } from "../../../kinds/callout-look.ts";
import type { Theme } from "../../../kinds/theme.ts";
import { bookmarkBefore } from "./bookmarks.ts";
import { block } from "./element.ts";
import { writeInlines } from "./inline.ts";
import { twips } from "./lengths.ts";
import { look, type Style } from "./style.ts";
import { trackParagraphs, trackRow } from "./tracking.ts";
import type { BlockContext, Writing } from "./writing.ts";

/**
 * A callout: paragraphs in the styles of its variant, which Word frames together; one that holds more than paragraphs,
 * or stands where paragraphs have other styles, is a table of one cell that looks the same.
 */
export function writeCallout(writing: Writing, callout: Callout, place: BlockContext): FileChild[] {
  const isPlain = callout.children.every(({ type }) => type === "paragraph") && callout.children.length > 0;
  const isFramed = isPlain && place.inside === "body" && place.depth === 0 && !place.quoted && !place.callout;
  return isFramed ? framed(writing, callout, place) : boxed(writing, callout, place);
}

function framed(writing: Writing, callout: Callout, place: BlockContext): FileChild[] {
  const inside: BlockContext = { ...place, callout: styleOf(callout.variant) };
  return [
    ...bookmarkBefore(writing, callout.id).map(block),
    ...titleLines(writing, callout, {}),
    ...writing.blocks(writing, callout.children, inside),
    end(),
  ];
}

/** A line of nothing, since Word would join two callouts that look the same. */
function end(): Paragraph {
  return new Paragraph({ style: "TableEnd" });
}

function titleLines(writing: Writing, callout: Callout, more: IParagraphPropertiesOptions): Paragraph[] {
  const words = titleOf(callout);
  if (!words) return [];
  return [new Paragraph({ style: titleStyleOf(callout.variant), ...more, children: writeInlines(writing, words) })];
}

function boxed(writing: Writing, callout: Callout, { resumes: _, align: __, ...place }: BlockContext): FileChild[] {
  const { fill, bar } = calloutLook(writing.theme, callout.variant);
  const [left, right] = [twips(calloutPadding.left), twips(calloutPadding.right)];
  const width = Math.max(1, place.width - left - right);
  const inside: BlockContext = {
    ...place,
    ...{ inside: "cell", depth: 0, indent: 0, quoted: false, callout: "CalloutText", width },
  };
  delete inside.opening;
  const children = [
    ...trackParagraphs(writing, callout, titleLines(writing, callout, unframed)),
    ...writing.blocks(writing, callout.children, inside),
  ] as Paragraph[];
  const side = { style: BorderStyle.SINGLE, size: eighths(bar.width), color: bar.colour.slice(1) };
  const cell = new TableCell({
    children: children.at(-1) instanceof Paragraph ? children : [...children, end()],
    borders: { top: nil, bottom: nil, right: nil, left: side },
    margins: {
      ...{ left, right, top: twips(calloutPadding.above), bottom: twips(calloutPadding.below) },
      marginUnitType: WidthType.DXA,
    },
    ...(fill !== undefined && { shading: { type: ShadingType.CLEAR, color: "auto", fill: fill.slice(1) } }),
  });
  const table = new Table({
    style: tableStyleOf(callout.variant),
    width: { size: place.width, type: WidthType.DXA },
    ...(place.indent > 0 && { indent: { size: place.indent, type: WidthType.DXA } }),
    columnWidths: [place.width],
    layout: TableLayoutType.FIXED,
    rows: [new TableRow({ children: [cell], ...trackRow(writing, callout) })],
  });
  return [...bookmarkBefore(writing, callout.id).map(block), table, end()];
}

const nil = { style: BorderStyle.NIL };
/** A title in a cell, which has the frame; programs keep a table whole whose first paragraph stays with the next. */
const unframed: IParagraphPropertiesOptions = {
  border: { left: nil, top: nil, bottom: nil, right: nil },
  shading: { type: ShadingType.CLEAR, color: "auto", fill: "auto" },
  indent: { left: 0, right: 0 },
  spacing: { before: 0 },
  keepNext: false,
};

/** Borders are given in eighths of a point. */
function eighths(points: number): number {
  return Math.round(points * 8);
}

function styleOf(variant: CalloutVariant): string {
  return `Callout${variant[0]!.toUpperCase()}${variant.slice(1)}`;
}

function titleStyleOf(variant: CalloutVariant): string {
  return `${styleOf(variant)}Title`;
}

function tableStyleOf(variant: CalloutVariant): string {
  return `${styleOf(variant)}Table`;
}

/** What Word shows as the name of a variant's style: "Encadré À retenir". */
function calloutStyleName(language: Language, variant: CalloutVariant): string {
  const word = calloutWord(language, variant);
  return variant === "box" ? word : translate(language, documentTexts, "callout-style", { word });
}

/** The styles of callouts, those of their titles and of the tables that stand for some of them. */
export function calloutStyles(theme: Theme, documentLanguage: string): Style[] {
  const language = interfaceLanguage(documentLanguage);
  return [
    ...calloutVariants.flatMap((variant) => stylesOf(theme, language, variant)),
    { id: "CalloutText", name: "Callout Text", custom: true, basedOn: "Normal", ...plainLook(theme) },
  ];
}

function stylesOf(theme: Theme, language: Language, variant: CalloutVariant): Style[] {
  const own = calloutLook(theme, variant);
  const name = calloutStyleName(language, variant);
  const [text, title] = [look(theme, own.text), look(theme, own.title)];
  const frame = frameOf(own);
  const style = { custom: true, basedOn: "Normal", quick: true, priority: 30 };
  return [
    { id: styleOf(variant), name, ...style, ...text, paragraph: { ...text.paragraph, ...frame } },
    {
      ...style,
      ...{
        id: titleStyleOf(variant),
        name: translate(language, documentTexts, "callout-style-title", { style: name }),
      },
      ...{ next: styleOf(variant), ...title },
      paragraph: { ...spacedAbove(title.paragraph), ...frame, keepNext: true, keepLines: true },
    },
    { id: tableStyleOf(variant), name: `${name} (1)`, type: "table", custom: true, basedOn: "TableNormal", table: [] },
  ];
}

/** Programs put what is above a framed paragraph above its frame. */
function spacedAbove(paragraph: IParagraphPropertiesOptions): IParagraphPropertiesOptions {
  return { ...paragraph, spacing: { ...paragraph.spacing, before: twips(6) } };
}

function plainLook(theme: Theme) {
  return look(theme, calloutLook(theme, "box").text);
}

/** The bar and the tint; a border stands as far from the words as Word allows (31 points at most). */
function frameOf({ fill, bar }: CalloutLook): IParagraphPropertiesOptions {
  const color = bar.colour.slice(1);
  const blank = fill === undefined ? undefined : { style: BorderStyle.SINGLE, size: 4, color: fill.slice(1) };
  return {
    border: {
      left: { style: BorderStyle.SINGLE, size: eighths(bar.width), space: calloutPadding.left - 4, color },
      ...(blank && {
        top: { ...blank, space: calloutPadding.above },
        bottom: { ...blank, space: calloutPadding.below },
        right: { ...blank, space: calloutPadding.right },
      }),
    },
    indent: { left: twips(calloutPadding.left), right: twips(calloutPadding.right) },
    ...(fill !== undefined && { shading: { type: ShadingType.CLEAR, color: "auto", fill: fill.slice(1) } }),
  };
}
