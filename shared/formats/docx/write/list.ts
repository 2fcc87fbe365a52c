import { type FileChild, LevelFormat, type NumberingDefinition } from "docx";
import type { List } from "../../../document/tree.ts";
import { bookmarkBefore } from "./bookmarks.ts";
import { block } from "./element.ts";
import { twips } from "./lengths.ts";
import type { Place, Writing } from "./writing.ts";

/** From one level to the next, points. */
const step = 18;
/** The deepest level that Word has, from 0 (ECMA-376-1, 17.9.3). */
const deepest = 8;
const bullets = ["•", "–", "▪"];

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
  const reference = list.ordered ? orderedList(list, instance, level, indent) : bulletList(level, indent);
  const inside: Place = { ...place, depth: place.depth + 1, indent, width: place.width - twips(step) };
  const items = list.items.flatMap((item) => {
    const numbering = { reference, level, instance, custom: true };
    return writing.blocks(item.children, { ...inside, opening: { style: styleOf(place), numbering } });
  });
  return [...bookmarkBefore(writing, list.id).map(block), ...items];
}

function styleOf({ inside }: Place): string {
  if (inside === "cell" || inside === "headerCell") return "TableText";
  return inside === "note" ? "FootnoteText" : "ListParagraph";
}

function orderedList(list: List, instance: number, level: number, indent: number): NumberingDefinition {
  const text = `%${level + 1}.`;
  const levels = [{ level, format: formats[list.format], text, start: list.start, style: hanging(indent) }];
  return { reference: `\uE000list-${instance}`, levels };
}

function bulletList(level: number, indent: number): NumberingDefinition {
  const text = bullets[level % bullets.length];
  const levels = [{ level, format: LevelFormat.BULLET, text, style: hanging(indent) }];
  return { reference: `\uE000bullets-${level}-${indent}`, levels };
}

function hanging(indent: number) {
  return { paragraph: { indent: { left: indent, hanging: twips(step) } } };
}
