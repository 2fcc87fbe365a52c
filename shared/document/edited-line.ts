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

/** The space that is left of some spaces and marks stays where it stands: behind the call of a note, where one is there. */
function spacingEdits(line: string): Edit[] {
  return [...line.matchAll(spacing)].flatMap(({ 0: found, index: from }) => {
    const to = from + found.length;
    const left = spacesLeft(found, line.slice(0, from), line.slice(to));
    const isLast = found.slice(found.lastIndexOf(gone) + 1).includes(left);
    const at = from + (isLast ? found.lastIndexOf(left) : found.indexOf(left));
    const edits = [
      { from, to: at, words: "" },
      { from: at + left.length, to, words: "" },
    ];
    return edits.filter((edit) => edit.from < edit.to);
  });
}

/** What is left of some spaces and marks between words: a piece of them. */
function spacesLeft(found: string, before: string, after: string): string {
  if (found.includes(parted)) return parted;
  if (before === "" || after === "" || before.endsWith(lineSeparator) || after.startsWith(lineSeparator)) return "";
  const spaces = found.split(new RegExp(deletion));
  const [first, last] = [spaces[0]!, spaces.at(-1)!];
  const wentLast = found.split(gone).at(-2)!;
  if (/^[,.)\]}…](?![\p{L}\p{N}])/u.test(after)) return "";
  if (/^[;:!?»”]/.test(after)) return last || wentLast;
  if (/[([{«“]$/.test(before)) return first;
  const all = spaces.join("");
  return all.includes(" ") ? " " : all.slice(-1);
}
