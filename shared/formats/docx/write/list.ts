import { type FileChild, type IParagraphOptions, LevelFormat, LevelSuffix, type NumberingDefinition } from "docx";
import { ownNumber } from "../../../document/list-number.ts";
import type { List } from "../../../document/tree.ts";
import { interfaceLanguage, languageRecord } from "../../../i18n/languages.ts";
import { bookmarkBefore } from "./bookmarks.ts";
import { block } from "./element.ts";
import { twips } from "./lengths.ts";
import type { BlockContext, Writing } from "./writing.ts";

/** From one level to the next, points: in the text, and in cells. */
const steps = { wide: 18, narrow: 10 };
/** The deepest level that Word has, from 0 (ECMA-376-1, 17.9.3). */
const deepest = 8;

const formats = {
  decimal: LevelFormat.DECIMAL,
  lowerLetter: LevelFormat.LOWER_LETTER,
  upperLetter: LevelFormat.UPPER_LETTER,
  lowerRoman: LevelFormat.LOWER_ROMAN,
  upperRoman: LevelFormat.UPPER_ROMAN,
} as const;

/** A list of Word's own. Each is an instance of its own, so that it counts from its start whatever stands before. */
export function writeList(writing: Writing, list: List, place: BlockContext): FileChild[] {
  const level = Math.min(place.depth, deepest);
  const step = twips(isCell(place) && place.callout === undefined ? steps.narrow : steps.wide);
  const indent = place.indent + step;
  const instance = writing.next("list");
  const reference =
    list.ordered || list.label !== undefined
      ? orderedList(list, instance, level, { left: indent, hanging: step })
      : bulletList(writing, level, { left: indent, hanging: step });
  const { resumes: _, ...around } = place;
  const inside: BlockContext = { ...around, depth: place.depth + 1, indent, width: place.width - step };
  const items = list.items.flatMap((item) => {
    const numbering = { reference, level, instance, custom: true };
    return writing.blocks(writing, item.children, { ...inside, opening: { style: styleOf(place), numbering } });
  });
  return [...bookmarkBefore(writing, list.id).map(block), ...items];
}

function isCell({ inside }: BlockContext): boolean {
  return inside === "cell" || inside === "headerCell";
}

function styleOf(place: BlockContext): string {
  if (isCell(place)) return place.callout ?? "TableText";
  return place.inside === "note" ? "FootnoteText" : "ListParagraph";
}

/** Twips: to the words, and back from there to the number. */
type Indent = { left: number; hanging: number };

function orderedList(list: List, instance: number, level: number, indent: Indent): NumberingDefinition {
  const own = `%${level + 1}`;
  const text = list.label?.replace(ownNumber, own) ?? `${own}${list.format.endsWith("Letter") ? ")" : "."}`;
  const format = list.ordered ? formats[list.format] : LevelFormat.NONE;
  const levels = [{ level, format, text, start: list.start, style: { paragraph: { indent } } }];
  return { reference: `\uE000list-${instance}`, levels };
}

function bulletList({ document }: Writing, level: number, indent: Indent): NumberingDefinition {
  const { bullets } = languageRecord(interfaceLanguage(document.language));
  const text = bullets[level % bullets.length];
  const levels = [{ level, format: LevelFormat.BULLET, text, style: { paragraph: { indent } } }];
  return { reference: `\uE000bullets-${level}-${indent.left}-${indent.hanging}`, levels };
}

/**
 * What goes on in an item after a list in it, or where no style says so: a number that shows nothing, which tells the
 * item that goes on.
 */
export function continuation({ depth, indent }: BlockContext): NonNullable<IParagraphOptions["numbering"]> {
  const level = Math.min(depth - 1, deepest);
  const levels = [
    {
      level,
      format: LevelFormat.BULLET,
      text: " ",
      suffix: LevelSuffix.NOTHING,
      style: { paragraph: { indent: { left: indent, hanging: 0 } } },
    },
  ];
  return { reference: { reference: `\uE000blank-${level}-${indent}`, levels }, level, instance: 0, custom: true };
}
