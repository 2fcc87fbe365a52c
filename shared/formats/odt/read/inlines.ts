import { lineSeparator } from "../../../document/visit.ts";
import { addAnchor } from "../../office/anchors.ts";
import { assemble } from "../../office/assemble.ts";
import { noteWords } from "../../office/changes.ts";
import { marksOf } from "../../office/marks.ts";
import { isAfterNumber, numberStyle, pushText, seal } from "../../office/paragraph.ts";
import type { RunProperties } from "../../office/properties.ts";
import type { Paragraph } from "../../office/story.ts";
import { isSymbolFont, symbolText } from "../../office/symbols.ts";
import type { Leaf } from "../../runs.ts";
import { type Attributes, type Handler, inside } from "../../xml.ts";
import { beginInsertion, endInsertion, placeDeletion } from "./changes.ts";
import { commentHandler, endComment } from "./comments.ts";
import { frameHandler, shapeHandler } from "./frames.ts";
import { linkHandler, referenceHandler } from "./hyperlinks.ts";
import { type OdtStory, openOdtStory } from "./odt.ts";
import { styleKey } from "./styles.ts";

/** A place in a paragraph, and what its text wears there. */
export type InlineContext = { story: OdtStory; paragraph: Paragraph; properties: RunProperties };

/** Reads what may stand in a paragraph (OpenDocument part 3, 6.1), at any depth of spans, links and fields. */
export function inlineHandler(story: OdtStory, paragraph: Paragraph, properties: RunProperties): Handler {
  const place: InlineContext = { story, paragraph, properties };
  const handler: Handler = {
    text: (value) => addText(place, value.replace(/[ \t\r\n]+/g, " ")),
    open(name, attributes) {
      const open = inlines.get(name);
      if (open) return open(place, attributes, handler);
      return name.startsWith("draw:") ? shapeHandler(story, paragraph, name, attributes) : inside(handler);
    },
  };
  return handler;
}

type Open = (place: InlineContext, attributes: Attributes, handler: Handler) => Handler | undefined;

const inlines = new Map(
  Object.entries<Open>({
    "text:span": (place, attributes) => spanHandler(place, attributes),
    "text:s": (place, attributes) => addText(place, " ".repeat(spacesIn(place, attributes["text:c"]))),
    "text:tab": (place) => addText(place, " "),
    "text:line-break": (place) => {
      noteWords(place.story, lineSeparator);
      return addLeaf(place, { type: "lineBreak" });
    },
    "text:soft-page-break": () => undefined,
    "text:a": ({ story, paragraph }, attributes, handler) => linkHandler(story, paragraph, attributes, handler),
    "text:note": (place, attributes) => noteHandler(place, attributes),
    "text:bookmark": (place, attributes) => noteAnchor(place, attributes["text:name"]),
    "text:bookmark-start": (place, attributes) => noteAnchor(place, attributes["text:name"]),
    "text:reference-mark": (place, attributes) => noteAnchor(place, attributes["text:name"]),
    "text:reference-mark-start": (place, attributes) => noteAnchor(place, attributes["text:name"]),
    "text:bookmark-ref": ({ story }, attributes, handler) => referenceHandler(story, attributes, handler),
    "text:reference-ref": ({ story }, attributes, handler) => referenceHandler(story, attributes, handler),
    "text:sequence-ref": ({ story }, attributes, handler) => referenceHandler(story, attributes, handler),
    "text:sequence": (place, attributes, handler) => sequenceHandler(place, attributes, handler),
    "text:change-start": ({ story, paragraph }, attributes) => beginInsertion(story, paragraph, attributes),
    "text:change-end": ({ story, paragraph }, attributes) => endInsertion(story, paragraph, attributes),
    "text:change": ({ story, paragraph }, attributes, handler) => {
      placeDeletion(story, paragraph, attributes, handler);
      return undefined;
    },
    "office:annotation": ({ story, paragraph }, attributes) => commentHandler(story, paragraph, attributes),
    "office:annotation-end": ({ story, paragraph }, attributes) => endComment(story, paragraph, attributes),
    "draw:frame": ({ story, paragraph }, attributes) => frameHandler(story, paragraph, attributes),
    "text:hidden-text": (place, attributes, handler) =>
      attributes["text:is-hidden"] === "true" ? dropHidden(place) : inside(handler),
    "text:script": (place) => dropHidden(place),
    "text:ruby-text": (place, _attributes, handler) => {
      addText(place, " (");
      return { ...inside(handler), close: () => addText(place, ")") };
    },
  }),
);

/** How many spaces a `text:s` stands for (19.765); one, with a warning, where what it says is no number of them. */
function spacesIn({ story, paragraph }: InlineContext, count = "1"): number {
  if (/^\d+$/.test(count)) return Math.min(Number(count), mostSpaces);
  story.part.of.context.warn("spaces-unreadable", { count: count.slice(0, 20) }, paragraph.id);
  return 1;
}

const mostSpaces = 100;

function spanHandler({ story, paragraph, properties }: InlineContext, attributes: Attributes): Handler | undefined {
  const { of } = story.part;
  const style = styleKey("text", attributes["text:style-name"]);
  if (of.styles.get(style)?.names.includes(numberStyle)) {
    paragraph.numberDropped = true;
    return undefined;
  }
  const worn = { ...properties, ...of.styles.get(style)?.run, ...(style !== undefined && { style }) };
  return worn.hidden ? dropHidden({ story, paragraph, properties }) : inlineHandler(story, paragraph, worn);
}

/** Leaves out text that the author's program does not show, and counts it. */
function dropHidden({ story }: InlineContext): undefined {
  story.part.of.tally.hidden += 1;
  return undefined;
}

function addText({ story, paragraph, properties }: InlineContext, value: string): undefined {
  noteWords(story, value);
  if (value === "" || story.muted > 0 || isAfterNumber(paragraph, value)) return undefined;
  const { of } = story.part;
  const { font, style } = properties;
  const text = font && isSymbolFont(font) ? symbolText(of, font, value, paragraph.id) : value;
  const marks = marksOf(story, properties, text);
  if (of.styles.get(style)?.role?.is === "code")
    addLeaf({ story, paragraph, properties }, { type: "code", value: text });
  else pushText(story, paragraph, text, marks);
  return undefined;
}

function addLeaf({ story, paragraph, properties }: InlineContext, leaf: Leaf): undefined {
  if (story.muted > 0) return undefined;
  story.part.of.context.spend(1);
  paragraph.length += 1;
  paragraph.runs.push({ leaf, marks: leaf.type === "noteReference" ? [] : marksOf(story, properties, "") });
  return undefined;
}

function noteAnchor({ story, paragraph }: InlineContext, name: string | undefined): undefined {
  addAnchor(story.part.of, paragraph.anchors, name);
  return undefined;
}

/** A note stands where it is called (6.3.1): its number is ours to give. */
function noteHandler(place: InlineContext, attributes: Attributes): Handler {
  const { of } = place.story.part;
  return {
    open(name) {
      if (name !== "text:note-body") return undefined;
      const note = openOdtStory(of);
      const id = freeNote(of.notes, attributes["text:id"]);
      of.notes.set(id, []);
      return {
        ...of.blockHandler(note),
        close: () => {
          of.notes.set(id, assemble(note));
          addLeaf(place, { type: "noteReference", note: id });
        },
      };
    },
  };
}

/** The id of a note, or another where it has none or one that another note has. */
function freeNote(notes: ReadonlyMap<string, unknown>, given: string | undefined): string {
  if (given !== undefined && !notes.has(given)) return given;
  let number = notes.size + 1;
  while (notes.has(`note ${number}`)) number++;
  return `note ${number}`;
}

/** A caption's counter (7.4.13); `text:ref-name` is what references to it name. */
function sequenceHandler(place: InlineContext, attributes: Attributes, handler: Handler): Handler {
  noteAnchor(place, attributes["text:ref-name"]);
  const name = attributes["text:name"] ?? "";
  return {
    ...inside(handler),
    close: () => {
      if (place.story.muted === 0) place.paragraph.label = { name, end: seal(place.paragraph) };
    },
  };
}
