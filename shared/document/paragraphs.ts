import { withBreaks } from "./inline-edits.ts";
import type { Block } from "./tree.ts";

/** Paragraphs of a text, which blank lines part. */
export function paragraphsOf(text: string): Block[] {
  return text
    .split(/\n\s*\n/)
    .map((value) => value.replace(/\s*\n\s*/g, " ").trim())
    .filter((value) => value !== "")
    .map((value): Block => ({ type: "paragraph", id: "", children: withBreaks([{ type: "text", value }]) }));
}
