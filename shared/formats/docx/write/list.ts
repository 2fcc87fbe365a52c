import { type FileChild, type IParagraphOptions, LevelFormat, LevelSuffix, type NumberingDefinition } from "docx";
import type { List } from "../../../document/tree.ts";
import { interfaceLanguage } from "../../../i18n/translate.ts";
import { bookmarkBefore } from "./bookmarks.ts";
import { block } from "./element.ts";
import { twips } from "./lengths.ts";
import type { Place, Writing } from "./writing.ts";

/** From one level to the next, points. */
const step = 18;
/** The deepest level that Word has, from 0 (ECMA-376-1, 17.9.3). */
const deepest = 8;
/** By depth; French begins with the dash. */
const bullets = { fr: ["–", "•"], en: ["•", "–"] } as const;

const formats = {
  decimal: LevelFormat.DECIMAL,
  lowerLetter: LevelFormat.LOWER_LETTER,
  upperLetter: LevelFormat.UPPER_LETTER,
  lowerRoman: LevelFormat.LOWER_ROMAN,
  upperRoman: LevelFormat.UPPER_ROMAN,
} as const;

/** A list of Word's own. Each is an instance of its own, so that it counts from its start whatever stands before. */
export function writeList(writing: Writing, list: List, place: Place): FileChild[] {
  const level = Math.min(place.depth, deepest);
  const indent = place.indent + twips(step);
  const instance = writing.next("list");
  const reference = list.ordered ? orderedList(list, instance, level, indent) : bulletList(writing, level, indent);
  const { resumes: _, ...around } = place;
  const inside: Place = { ...around, depth: place.depth + 1, indent, width: place.width - twips(step) };
  const items = list.items.flatMap((item) => {
    const numbering = { reference, level, instance, custom: true };
    return writing.blocks(writing, item.children, { ...inside, opening: { style: styleOf(place), numbering } });
  });
  return [...bookmarkBefore(writing, list.id).map(block), ...items];
}

function styleOf({ inside }: Place): string {
  if (inside === "cell" || inside === "headerCell") return "TableText";
  return inside === "note" ? "FootnoteText" : "ListParagraph";
}

function orderedList(list: List, instance: number, level: number, indent: number): NumberingDefinition {
  const text = `%${level + 1}${list.format.endsWith("Letter") ? ")" : "."}`;
  const levels = [{ level, format: formats[list.format], text, start: list.start, style: hanging(indent) }];
  return { reference: `\uE000list-${instance}`, levels };
}

function bulletList({ document }: Writing, level: number, indent: number): NumberingDefinition {
  const text = bullets[interfaceLanguage(document.language)][level % 2];
  const levels = [{ level, format: LevelFormat.BULLET, text, style: hanging(indent) }];
  return { reference: `\uE000bullets-${level}-${indent}`, levels };
}

/**
 * What goes on in an item after a list in it, or where no style says so: a number that shows nothing, which tells the
 * item that goes on.
 */
export function continuation({ depth, indent }: Place): NonNullable<IParagraphOptions["numbering"]> {
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

function hanging(indent: number) {
  return { paragraph: { indent: { left: indent, hanging: twips(step) } } };
}
