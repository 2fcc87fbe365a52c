import { LevelFormat, LevelSuffix, type NumberingDefinition } from "docx";
import type { Composed } from "../../../document/composed.ts";
import type { Heading } from "../../../document/tree.ts";
import { eachBlock } from "../../../document/visit.ts";
import { twips } from "./lengths.ts";

/**
 * How headings get their numbers: `depth` levels are numbered by Word, from the heading styles; `own` names the few
 * whose composed label Word would not arrive at by counting, which carry it as a list of their own.
 */
export type HeadingNumbers = { depth: number; own: ReadonlySet<string> };

/** Room for the number of a heading before its words, points, by level. */
const room = [22, 30, 38, 46, 54, 62];

/** What Word must count for the labels of a document's headings to come out as composed. */
export function headingNumbers(document: Composed): HeadingNumbers {
  const own = new Set<string>();
  const counts: number[] = [];
  let depth = 0;
  for (const heading of headingsOf(document)) {
    if (heading.label === undefined) continue;
    depth = Math.max(depth, heading.level);
    const next = [...counts.slice(0, heading.level - 1), (counts[heading.level - 1] ?? 0) + 1];
    const counted = Array.from(next, (count) => count ?? 0);
    if (counted.includes(0) || counted.join(".") !== heading.label) own.add(heading.id);
    else counts.splice(0, counts.length, ...next);
  }
  return { depth, own };
}

/** The multilevel list of the heading styles: "1", "1.1", "1.1.1"… (ECMA-376-1, 17.9.23). */
export function headingList(depth: number): NumberingDefinition {
  const levels = Array.from({ length: depth }, (_, level) => ({
    level,
    format: LevelFormat.DECIMAL,
    text: Array.from({ length: level + 1 }, (_, index) => `%${index + 1}`).join("."),
    suffix: LevelSuffix.TAB,
    style: { style: `Heading${level + 1}`, paragraph: { indent: hanging(level) } },
  }));
  return { reference: headingReference, levels };
}

/** A list of one item that says a heading's label as it is. */
export function labelList(heading: Heading): NumberingDefinition {
  const level = heading.level - 1;
  const levels = [
    {
      level,
      format: LevelFormat.DECIMAL,
      text: heading.label ?? "",
      suffix: LevelSuffix.TAB,
      style: { paragraph: { indent: hanging(level) } },
    },
  ];
  return { reference: `\uE000heading-${heading.id}`, levels };
}

/**
 * Names of lists begin with a private character, U+E000: the package puts a list's name in braces where its number will
 * stand, and would take an author's "{name}" for one.
 */
export const headingReference = "\uE000headings";

function hanging(level: number): { left: number; hanging: number } {
  const width = twips(room[level] ?? 62);
  return { left: width, hanging: width };
}

function* headingsOf(document: Composed): Generator<Heading> {
  for (const section of document.sections) {
    for (const block of eachBlock(section.blocks)) if (block.type === "heading") yield block;
  }
}
