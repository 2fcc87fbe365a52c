import { type Paragraph, seal } from "../../office/paragraph.ts";
import { type Handler, inside } from "../../xml.ts";
import type { WordStory } from "./word.ts";

/**
 * Reads an `mc:AlternateContent` (ECMA-376-3, 7.6) with `target`: the first choice, and the fallback only where no
 * choice gave anything.
 */
export function alternate(story: WordStory, paragraph: Paragraph | undefined, target: Handler): Handler {
  let given = false;
  const measure = (): number => {
    const inParagraph = paragraph ? seal(paragraph) + paragraph.figures.length + paragraph.boxes.length : 0;
    return inParagraph + story.met.length + story.part.of.context.warnings.length;
  };
  return {
    open(name) {
      if (given || (name !== "mc:Choice" && name !== "mc:Fallback")) return undefined;
      const before = measure();
      return {
        ...inside(target),
        close: () => {
          given = measure() > before;
        },
      };
    },
  };
}
