import type { List } from "./tree.ts";

/** What an ordered list, or one with a label, writes before an item: "3.", "c)", "Article V2.3 –". */
export function itemLabel({ ordered, start, format, label }: List, index: number): string {
  const number = ordered ? listNumber(format, start + index) : "";
  if (label !== undefined) return label.replace(ownNumber, () => number);
  return format.endsWith("Letter") && start + index >= 1 ? `${number})` : `${number}.`;
}

/** Where an item's own number stands in the label of its list. */
export const ownNumber = "%1";

/** A number as a list writes it: 3 as "3", "c", "C", "iii", "III". */
export function listNumber(format: List["format"], number: number): string {
  return number < 1 ? String(number) : formats[format](number);
}

const formats: Record<List["format"], (number: number) => string> = {
  decimal: String,
  lowerLetter: letters,
  upperLetter: (number) => letters(number).toUpperCase(),
  lowerRoman: (number) => roman(number).toLowerCase(),
  upperRoman: roman,
};

/** 1 is "a", 27 is "aa". */
function letters(number: number): string {
  const rest = (number - 1) % 26;
  const before = (number - 1 - rest) / 26;
  return (before > 0 ? letters(before) : "") + String.fromCharCode(97 + rest);
}

const numerals: [number, string][] = [
  [1000, "M"],
  [900, "CM"],
  [500, "D"],
  [400, "CD"],
  [100, "C"],
  [90, "XC"],
  [50, "L"],
  [40, "XL"],
  [10, "X"],
  [9, "IX"],
  [5, "V"],
  [4, "IV"],
  [1, "I"],
];

function roman(number: number): string {
  if (number >= 4000) return String(number);
  let rest = number;
  let written = "";
  for (const [value, numeral] of numerals) {
    for (; rest >= value; rest -= value) written += numeral;
  }
  return written;
}
