import { measure, mergeLost } from "../../office/paragraph.ts";
import type { Paragraph } from "../../office/story.ts";
import { type Handler, inside } from "../../xml.ts";
import type { WordStory } from "./word.ts";

/**
 * Reads an `mc:AlternateContent` (ECMA-376-3, 7.6) with `target`: the first choice, and the fallback only where no
 * choice gave anything.
 */
export function alternate(story: WordStory, paragraph: Paragraph | undefined, target: Handler): Handler {
  const lost = paragraph?.lost.length ?? 0;
  let given = false;
  const read = (): number =>
    (paragraph ? measure(paragraph) : 0) +
    story.rawBlocks.length +
    story.part.of.context.warnings.length +
    story.changes.reduce((sum, { text }) => sum + text.length, 0);
  return {
    open(name) {
      if (given || (name !== "mc:Choice" && name !== "mc:Fallback")) return undefined;
      const before = read();
      return {
        ...inside(target),
        close: () => {
          given = read() > before;
        },
      };
    },
    close: () => {
      if (paragraph) mergeLost(paragraph, lost, given);
    },
  };
}
