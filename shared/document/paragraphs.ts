import { withBreaks } from "./inline-edits.ts";
import type { Block, Heading } from "./tree.ts";

const mark = /^(#{1,6})[ \u00a0]+(?=\S)/;

/** Words as a heading says them in an addition: "## Un titre". */
export function asHeading(words: string, level: Heading["level"]): string {
  return `${"#".repeat(level)} ${words.trim()}`;
}

/** What a heading of a level is like at some place. */
export type HeadingLike = (level: Heading["level"]) => Pick<Heading, "numbered">;

/** Paragraphs and headings of a text, which blank lines part; `like`: absent where no heading can stand, but its words. */
export function blocksOf(text: string, like: HeadingLike | undefined): Block[] {
  return text.split(/\n\s*\n/).flatMap((piece) => {
    const said = piece.trim();
    const level = mark.exec(said)?.[1]?.length as Heading["level"] | undefined;
    return paragraphsOf(said.replace(mark, "")).map((block): Block => {
      if (level === undefined || !like || block.type !== "paragraph") return block;
      return { type: "heading", id: "", level, numbered: like(level).numbered, children: block.children };
    });
  });
}

/** Paragraphs of a text, which blank lines part. */
export function paragraphsOf(text: string): Block[] {
  return text
    .split(/\n\s*\n/)
    .map((value) => value.replace(/\s*\n\s*/g, " ").trim())
    .filter((value) => value !== "")
    .map((value): Block => ({ type: "paragraph", id: "", children: withBreaks([{ type: "text", value }]) }));
}
