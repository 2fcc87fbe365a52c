/**
 * What begins the info string of a fence that we write ourselves, to hide lines from Markdown: a character for private use, so that code
 * whose author writes the same word stays code.
 */
export const ours = "\uE000";

/** The fence of code that stands open after a line, in a list item too (CommonMark 0.31, 4.5). */
export function fenceAfter(open: string | undefined, line: string): string | undefined {
  const [, mark, rest] = /^\s*(`{3,}(?!`)|~{3,}(?!~))(.*)$/.exec(line) ?? [];
  if (!mark) return open;
  if (open === undefined) return mark[0] === "`" && rest!.includes("`") ? undefined : mark;
  return mark.startsWith(open) && rest!.trim() === "" ? undefined : open;
}
