import { addAnchor } from "../../office/anchors.ts";
import { endParagraph } from "../../office/end-paragraph.ts";
import { openParagraph } from "../../office/paragraph.ts";
import { type Attributes, type Handler, inside } from "../../xml.ts";
import { endInChanges, regionsHandler } from "./changes.ts";
import { endInComments } from "./comments.ts";
import { isIndex, leaveOut } from "./contents.ts";
import { inlineHandler } from "./inlines.ts";
import { listHandler } from "./lists.ts";
import type { OdtStory } from "./odt.ts";
import { directOf, isHidden, propertiesOf } from "./paragraph.ts";
import { tableHandler } from "./table.ts";

/** Reads what may stand in a text, a cell, a note or a text box (OpenDocument part 3, 3.7). */
export function blockHandler(story: OdtStory): Handler {
  const handler: Handler = {
    open(name, attributes) {
      const open = blocks.get(name);
      if (open) return open(story, attributes, handler);
      // What may also stand in a paragraph, and here stands between two, is read as one of its own.
      if (name.startsWith("draw:") || name.startsWith("text:change") || name === "office:annotation") {
        return loose(story, name, attributes);
      }
      return isIndex(name) ? leaveOut(story) : inside(handler);
    },
  };
  return handler;
}

type Open = (story: OdtStory, attributes: Attributes, handler: Handler) => Handler | undefined;

const blocks = new Map(
  Object.entries<Open>({
    "text:p": (story, attributes) => paragraphHandler(story, "text:p", attributes),
    "text:h": (story, attributes) => paragraphHandler(story, "text:h", attributes),
    "text:list": (story, attributes, handler) => listHandler(story, attributes, handler),
    "table:table": (story) => tableHandler(story),
    "text:tracked-changes": (story) => regionsHandler(story.part.of),
    "text:section": (story, attributes, handler) => {
      if (attributes["text:display"] !== "none") return inside(handler);
      story.part.of.tally.hidden += 1;
      return undefined;
    },
    "text:bookmark": (story, attributes) => noteAnchor(story, attributes),
    "text:bookmark-start": (story, attributes) => noteAnchor(story, attributes),
    "text:sequence-decls": () => undefined,
    "text:variable-decls": () => undefined,
    "text:user-field-decls": () => undefined,
    "office:forms": () => undefined,
  }),
);

function noteAnchor(story: OdtStory, attributes: Attributes): undefined {
  addAnchor(story.part.of, story.anchors, attributes["text:name"]);
  return undefined;
}

function paragraphHandler(story: OdtStory, name: string, attributes: Attributes): Handler {
  const paragraph = openParagraph(story);
  paragraph.properties = propertiesOf(story, { name, attributes });
  const direct = directOf(story, attributes);
  const hidden = isHidden(story, attributes);
  // Changes and comments that begin or end in it are met all the same.
  if (hidden) story.muted += 1;
  return {
    ...inlineHandler(story, paragraph, direct),
    close: () => {
      if (hidden) {
        story.muted -= 1;
        story.part.of.tally.hidden += 1;
      }
      endInChanges(story, paragraph);
      endInComments(story, paragraph);
      endParagraph(story, paragraph);
    },
  };
}

/** One element that stands between paragraphs, in a paragraph that has no other words. */
function loose(story: OdtStory, name: string, attributes: Attributes): Handler | undefined {
  const paragraph = openParagraph(story);
  const handler = inlineHandler(story, paragraph, {}).open?.(name, attributes);
  const end = (): void => {
    endParagraph(story, paragraph);
  };
  if (!handler) {
    end();
    return undefined;
  }
  return {
    ...handler,
    close: () => {
      handler.close?.();
      end();
    },
  };
}
