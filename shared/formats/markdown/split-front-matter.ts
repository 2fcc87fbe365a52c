import { Refusal } from "../../errors.ts";

/** Longest front matter, characters: that of a bibliography of hundreds of entries. */
const longest = 200_000;

/**
 * A text in two: the YAML at its very start, and the rest. As in pandoc, the line of hyphens before it is a rule where
 * an empty line comes next, and the line after it is of hyphens or dots. Throws `passage-too-long`.
 */
export function splitFrontMatter(text: string): { yaml?: string; body: string } {
  if (!/^---[ \t]*\n(?![ \t]*(?:\n|$))/.test(text)) return { body: text };
  const end = /\n(?:---|\.\.\.)[ \t]*(?:\n|$)/.exec(text);
  if (!end) return { body: text };
  if (end.index > longest) throw new Refusal("passage-too-long", { line: 1 });
  return { yaml: text.slice(text.indexOf("\n") + 1, end.index), body: text.slice(end.index + end[0].length) };
}
