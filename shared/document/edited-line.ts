import { type Edit, edited, lineOf } from "./inline-edits.ts";
import type { Inline } from "./tree.ts";
import { lineSeparator } from "./visit.ts";

/** U+2029, the paragraph separator: where words that are edited begin another paragraph. */
export const parted = "\u2029";

/**
 * Inlines of a paragraph, heading or caption with all its edits made, and without the spaces that have nothing left to
 * separate: at its ends, beside `parted`, and where words went, as in "entre membres, puis" → "entre, puis". Undefined as
 * for `edited`.
 */
export function editedLine(inlines: readonly Inline[], edits: readonly Edit[]): Inline[] | undefined {
  const line = lineOf(inlines);
  const marked = edited(
    inlines,
    edits.map((edit) => withMarks(edit, line.slice(edit.from, edit.to))),
  );
  return (marked && edited(marked, spacingEdits(lineOf(marked)))) ?? edited(inlines, edits);
}

/** U+FDD0, a noncharacter: two stand where words went, around the white space that those ended with. */
const gone = "\uFDD0";
const space = `[^\\S${parted}${lineSeparator}]`;
const deletion = `${gone}${space}*${gone}`;
const spacing = new RegExp(
  `(?<!${space})(?:${space}*(?:(?:${deletion}|${parted})${space}*)+|${space}+$)|^${space}+`,
  "g",
);

function withMarks(edit: Edit, words: string): Edit {
  if (edit.words !== "" || words.trim() === "") return edit;
  return { ...edit, words: gone + words.slice(words.trimEnd().length) + gone };
}

function spacingEdits(line: string): Edit[] {
  return [...line.matchAll(spacing)].map(({ 0: found, index: from }) => {
    const to = from + found.length;
    return { from, to, words: spacesLeft(found, line.slice(0, from), line.slice(to)) };
  });
}

/** What is left of some spaces and marks between words. */
function spacesLeft(found: string, before: string, after: string): string {
  if (found.includes(parted)) return found.replace(new RegExp(`[^${parted}]`, "g"), "");
  if (before === "" || after === "" || before.endsWith(lineSeparator) || after.startsWith(lineSeparator)) return "";
  const kept = found.split(new RegExp(deletion));
  const last = kept.pop()!;
  const first = kept.join("");
  const wentLast = found.split(gone).at(-2)!;
  if (/^[,.)\]}…](?![\p{L}\p{N}])/u.test(after)) return "";
  if (/^[;:!?»”]/.test(after)) return last || wentLast;
  if (/[([{«“]$/.test(before)) return first;
  if (first === "" || last === "") return first + last;
  return (first + last).includes(" ") ? " " : last;
}
