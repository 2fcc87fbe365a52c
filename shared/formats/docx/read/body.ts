import { addAnchor } from "../../office/anchors.ts";
import { countChange, noteWords } from "../../office/changes.ts";
import { endParagraph } from "../../office/end-paragraph.ts";
import { openParagraph } from "../../office/paragraph.ts";
import { roleOf } from "../../office/roles.ts";
import type { Paragraph } from "../../office/story.ts";
import { type Attributes, capture, childOf, childrenOf, type Element, type Handler, inside } from "../../xml.ts";
import { alternate } from "./alternate.ts";
import { changeHandler, noteFormatting } from "./changes.ts";
import { beginPassage, endPassage } from "./comments.ts";
import { endLeftOutLine } from "./contents.ts";
import { controlHandler } from "./controls.ts";
import { mathHandler } from "./equations.ts";
import {
  addInstruction,
  beginField,
  dropMutingFields,
  endCitations,
  endField,
  endTyped,
  separateField,
} from "./fields.ts";
import { linkHandler } from "./hyperlinks.ts";
import { paragraphProperties } from "./paragraph-properties.ts";
import { trackedMarks } from "./run-properties.ts";
import { addPlainText, runHandler } from "./runs.ts";
import { tableHandler } from "./table.ts";
import type { WordStory } from "./word.ts";

/** Reads what may stand in a body, a cell, a note or a text box (ECMA-376-1, 17.2.2). */
export function blockHandler(story: WordStory): Handler {
  const handler: Handler = {
    open(name, attributes) {
      switch (name) {
        case "w:p":
          return paragraphHandler(story);
        case "w:tbl":
          return tableHandler(story);
        case "w:sdt":
          return controlHandler(story, handler);
        case "w:bookmarkStart":
          addAnchor(story.part.of, story.anchors, attributes["w:name"]);
          return undefined;
        case "w:commentRangeStart":
          story.commented.add(attributes["w:id"] ?? "");
          return undefined;
        case "w:commentRangeEnd":
          story.commented.delete(attributes["w:id"] ?? "");
          return undefined;
        case "w:sectPr":
          return sectionHandler(story);
        case "w:altChunk":
        case "w:subDoc":
          return warnOfPart(story, attributes, name, story.part.of.context.nextId());
        case "mc:AlternateContent":
          return alternate(story, undefined, handler);
        default:
          return inside(handler);
      }
    },
  };
  return handler;
}

function paragraphHandler(story: WordStory): Handler {
  const paragraph = openParagraph(story);
  for (const id of story.commented) beginPassage(story.part.of, id, paragraph);
  story.commented.clear();
  const handler = inlineHandler(story, paragraph);
  return {
    ...handler,
    close() {
      addPlainText(story, paragraph, endTyped(story));
      noteWords(story, "\n");
      endLeftOutLine(story, paragraph);
      endCitations(story);
      endParagraph(story, paragraph);
      const last = story.rawBlocks.at(-1);
      const breaks = last?.kind === "block" && last.block.type === "pageBreak";
      if (paragraph.properties.sectionBreak && breaks) story.section = last;
    },
  };
}

/** Reads what may stand in a paragraph (17.3.1.22), at any depth of links, fields, changes and controls. */
function inlineHandler(story: WordStory, paragraph: Paragraph): Handler {
  const handler: Handler = {
    open(name, attributes) {
      const open = inlines.get(name);
      return open ? open(story, paragraph, attributes, handler) : inside(handler);
    },
  };
  return handler;
}

type OpenInline = (
  story: WordStory,
  paragraph: Paragraph,
  attributes: Attributes,
  handler: Handler,
) => Handler | undefined;

const inlines = new Map(
  Object.entries<OpenInline>({
    "w:r": (story, paragraph) => runHandler(story, paragraph),
    "w:pPr": (story, paragraph) => propertiesHandler(story, paragraph),
    "w:hyperlink": (story, paragraph, attributes, handler) => linkHandler(story, paragraph, attributes, handler),
    "w:fldSimple": (story, paragraph, attributes, handler) => {
      beginField(story);
      addInstruction(story, attributes["w:instr"] ?? "");
      separateField(story, paragraph);
      return { ...inside(handler), close: () => addPlainText(story, paragraph, endField(story, paragraph)) };
    },
    "w:ins": (story, paragraph, attributes, handler) =>
      changeHandler(story, paragraph, "insertion", attributes, handler),
    "w:del": (story, paragraph, attributes, handler) =>
      changeHandler(story, paragraph, "deletion", attributes, handler),
    "w:moveTo": (story, paragraph, attributes, handler) =>
      changeHandler(story, paragraph, "insertion", attributes, handler),
    "w:moveFrom": (story, paragraph, attributes, handler) =>
      changeHandler(story, paragraph, "deletion", attributes, handler),
    "w:sdt": (story, _paragraph, _attributes, handler) => controlHandler(story, handler),
    "w:bookmarkStart": (story, paragraph, attributes) => {
      addAnchor(story.part.of, paragraph.anchors, attributes["w:name"]);
      paragraph.mark = { name: attributes["w:name"] ?? "", at: paragraph.runs.length };
      return undefined;
    },
    "w:commentRangeStart": (story, paragraph, attributes) =>
      void beginPassage(story.part.of, attributes["w:id"], paragraph),
    "w:commentRangeEnd": (story, paragraph, attributes) =>
      void endPassage(story.part.of, attributes["w:id"], paragraph),
    "w:subDoc": (story, paragraph, attributes) => warnOfPart(story, attributes, "w:subDoc", paragraph.id),
    "m:oMath": (story, paragraph) => mathHandler(story, paragraph),
    "mc:AlternateContent": (story, paragraph, _attributes, handler) => alternate(story, paragraph, handler),
  }),
);

/** Warns of a part that is embedded whole (17.17.2.1, 17.17.2.2) by its name. */
function warnOfPart({ part }: WordStory, attributes: Attributes, element: string, at: string): undefined {
  const target = part.relationships.get(attributes["r:id"] ?? "")?.target;
  part.of.context.warn("part-unread", { name: target ?? element.slice(2) }, at);
  return undefined;
}

/** A paragraph's properties, with those of a section that ends with it. */
function propertiesHandler(story: WordStory, paragraph: Paragraph): Handler {
  const element: Element = { name: "w:pPr", attributes: {}, children: [] };
  const { of } = story.part;
  return capture(element, { left: of.context.limits.nodes }, () => {
    paragraph.properties = paragraphProperties(element);
    const section = childOf(element, "w:sectPr");
    if (section) noteSection(story, section);
    if (story.fields.length > 0 && roleOf(of, paragraph.properties)?.is === "heading") dropMutingFields(story);
    const mark = childOf(element, "w:rPr");
    noteFormatting(story, element);
    noteFormatting(story, mark);
    for (const type of ["insertion", "deletion"] as const)
      for (const { attributes } of trackedMarks(mark, type)) countChange(story, type, attributes["w:author"]);
  });
}

function sectionHandler(story: WordStory): Handler {
  const element: Element = { name: "w:sectPr", attributes: {}, children: [] };
  return capture(element, { left: story.part.of.context.limits.nodes }, () => noteSection(story, element));
}

/** What a section says at its end: its headers and footers, and where it began, on a new page or not (17.6.22). */
function noteSection(story: WordStory, section: Element): void {
  const { part, rawBlocks } = story;
  const type = childOf(section, "w:type")?.attributes["w:val"];
  const goesOn = type === "continuous" || type === "nextColumn";
  if (goesOn && story.section) rawBlocks.splice(rawBlocks.lastIndexOf(story.section), 1);
  story.section = undefined;
  for (const { attributes } of [
    ...childrenOf(section, "w:headerReference"),
    ...childrenOf(section, "w:footerReference"),
  ]) {
    const target = part.relationships.get(attributes["r:id"] ?? "")?.target;
    if (target) part.of.margins.add(target);
  }
}
