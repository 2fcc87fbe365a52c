import { lineSeparator } from "../../../document/visit.ts";
import { noteWords } from "../../office/changes.ts";
import { marksOf } from "../../office/marks.ts";
import { isAfterNumber, numberStyle, pushText, seal } from "../../office/paragraph.ts";
import type { RunProperties } from "../../office/properties.ts";
import { roleOf } from "../../office/roles.ts";
import type { Paragraph } from "../../office/story.ts";
import { isSymbolFont, symbolText } from "../../office/symbols.ts";
import type { Leaf, Mark } from "../../runs.ts";
import { type Attributes, capture, type Element, type Handler, inside } from "../../xml.ts";
import { alternate } from "./alternate.ts";
import { noteFormatting } from "./changes.ts";
import { recordComment, wordsOf } from "./comments.ts";
import { noteLeftOut } from "./contents.ts";
import { drawingHandler } from "./drawing.ts";
import { addInstruction, endField, fieldHandler, keepTyped, separateField } from "./fields.ts";
import { runProperties } from "./run-properties.ts";
import { unendedField } from "./unended.ts";
import type { WordStory } from "./word.ts";

/** A run being read, and where it goes. */
type RunBeingRead = {
  story: WordStory;
  paragraph: Paragraph;
  properties: RunProperties;
  marks?: readonly Mark[];
  dropped: boolean;
};

/** Reads a `w:r` (ECMA-376-1, 17.3.2.25): properties first, then what wears them. */
export function runHandler(story: WordStory, paragraph: Paragraph): Handler {
  const reading: RunBeingRead = { story, paragraph, properties: {}, dropped: false };
  const handler: Handler = {
    open(name, attributes) {
      const open = children.get(name);
      return open ? open(reading, attributes) : inside(handler);
    },
  };
  return handler;
}

/** Adds text that wears nothing of its own. */
export function addPlainText(story: WordStory, paragraph: Paragraph, value: string): void {
  addText({ story, paragraph, properties: {}, dropped: false }, value);
}

type Open = (reading: RunBeingRead, attributes: Attributes) => Handler | undefined;

const children = new Map(
  Object.entries<Open>({
    "w:rPr": (reading) => readProperties(reading),
    "w:t": (reading, attributes) => textHandler(reading, attributes["xml:space"] === "preserve"),
    "w:delText": (reading) => textHandler(reading, true),
    "w:instrText": ({ story }) => ({ text: (value) => addInstruction(story, value) }),
    "w:delInstrText": ({ story }) => ({ text: (value) => addInstruction(story, value) }),
    "w:tab": (reading) => addTab(reading, isCode(reading) ? "\t" : " "),
    "w:ptab": (reading) => addTab(reading, " "),
    "w:noBreakHyphen": (reading) => addText(reading, "\u2011"),
    "w:softHyphen": (reading) => addText(reading, "\u00AD"),
    "w:sym": (reading, attributes) => {
      const { of } = reading.story.part;
      return addText(
        reading,
        symbolText(of, attributes["w:font"] ?? "", attributes["w:char"] ?? "", reading.paragraph.id),
      );
    },
    "w:br": (reading, attributes) =>
      attributes["w:type"] === "page" ? breakPage(reading) : breakLine(reading, attributes),
    "w:cr": (reading) => breakLine(reading, {}),
    "w:footnoteReference": (reading, attributes) => addNote(reading, `foot ${attributes["w:id"]}`),
    "w:endnoteReference": (reading, attributes) => addNote(reading, `end ${attributes["w:id"]}`),
    "w:commentReference": ({ story, paragraph }, attributes) =>
      void recordComment(story.part.of, attributes["w:id"] ?? "", paragraph),
    "w:fldChar": (reading, attributes) => {
      const { story, paragraph } = reading;
      const type = attributes["w:fldCharType"];
      if (type === "begin") return fieldHandler(story);
      if (type === unendedField) return warnOfUnended(story, paragraph);
      if (type === "separate") separateField(story, paragraph);
      return type === "end" ? addText(reading, endField(story, paragraph)) : undefined;
    },
    "w:drawing": ({ story, paragraph }) => drawingHandler(story, paragraph),
    "w:pict": ({ story, paragraph }) => drawingHandler(story, paragraph),
    "w:object": ({ story, paragraph }) => drawingHandler(story, paragraph),
    "w:ruby": (reading) => rubyHandler(reading),
    "mc:AlternateContent": ({ story, paragraph }) => alternate(story, paragraph, runHandler(story, paragraph)),
  }),
);

/** What a field without end would have taken in is read as text. */
function warnOfUnended({ part }: WordStory, paragraph: Paragraph): undefined {
  part.of.context.warn("field-unended", {}, paragraph.id);
  return undefined;
}

function readProperties(reading: RunBeingRead): Handler {
  const element: Element = { name: "w:rPr", attributes: {}, children: [] };
  const { of } = reading.story.part;
  return capture(element, { left: of.context.limits.nodes }, () => {
    noteFormatting(reading.story, element);
    const direct = runProperties(element);
    const style = of.styles.get(direct.style);
    reading.properties = { ...style?.run, ...direct };
    if (reading.properties.hidden && !reading.dropped) of.tally.hidden += 1;
    const number = style?.names.includes(numberStyle) === true;
    if (number) reading.paragraph.numberDropped = true;
    reading.dropped = reading.properties.hidden === true || number;
  });
}

function textHandler(reading: RunBeingRead, preserved: boolean): Handler {
  let whole = "";
  return {
    text: (value) => {
      whole += value;
    },
    close: () => {
      const { font } = reading.properties;
      const value = preserved ? whole : whole.replace(/^[ \t\r\n]+|(?<![ \t\r\n])[ \t\r\n]+$/g, "");
      const { of } = reading.story.part;
      const id = reading.paragraph.id;
      addText(reading, font && isSymbolFont(font) ? symbolText(of, font, value, id) : oneSpaced(reading, value));
    },
  };
}

/** White space of XML is one space, but in code; the spaces of typography stay. */
function oneSpaced(reading: RunBeingRead, value: string): string {
  return !/[\t\r\n]| {2}/.test(value) || isCode(reading) ? value : value.replace(/[ \t\r\n]+/g, " ");
}

function isCode({ story, paragraph, properties }: RunBeingRead): boolean {
  const { of } = story.part;
  return (of.styles.get(properties.style)?.role ?? roleOf(of, paragraph.properties))?.is === "code";
}

/** Words with their reading above them (17.3.3.25), which comes first: it follows them, between brackets. */
function rubyHandler(reading: RunBeingRead): Handler {
  const { story, paragraph } = reading;
  const above: Element = { name: "w:rt", attributes: {}, children: [] };
  const handler: Handler = {
    open(name) {
      if (name === "w:rt") return capture(above, { left: story.part.of.context.limits.nodes });
      return name === "w:r" ? runHandler(story, paragraph) : inside(handler);
    },
    close: () => {
      const words = wordsOf(above).trim();
      if (words !== "") addText(reading, ` (${words})`);
    },
  };
  return handler;
}

function isHeard({ story, dropped }: RunBeingRead): boolean {
  return story.muted === 0 && !dropped;
}

function addText(reading: RunBeingRead, value: string): undefined {
  noteWords(reading.story, value);
  noteLeftOut(reading.story, value);
  if (!reading.dropped) keepTyped(reading.story, value);
  if (value === "" || !isHeard(reading) || isAfterNumber(reading.paragraph, value)) return undefined;
  const marks = marksIn(reading, value);
  const of = reading.story.part.of;
  if (of.styles.get(reading.properties.style)?.role?.is === "code") addLeaf(reading, { type: "code", value }, marks);
  else pushText(reading.story, reading.paragraph, value, marks);
  return undefined;
}

function addTab(reading: RunBeingRead, value: string): undefined {
  noteLeftOut(reading.story, "\t");
  return addText(reading, value);
}

function addLeaf({ story, paragraph }: RunBeingRead, leaf: Leaf, marks: readonly Mark[]): void {
  story.part.of.context.spend(1);
  paragraph.length += 1;
  paragraph.runs.push({ leaf, marks });
}

function breakLine(reading: RunBeingRead, attributes: Attributes): undefined {
  if (attributes["w:type"] === "column") return addText(reading, " ");
  noteWords(reading.story, lineSeparator);
  if (isHeard(reading)) addLeaf(reading, { type: "lineBreak" }, marksIn(reading, ""));
  return undefined;
}

function breakPage(reading: RunBeingRead): undefined {
  if (isHeard(reading)) reading.paragraph.breaks.push(seal(reading.paragraph));
  return undefined;
}

/** A note's call wears nothing: its place above the line is the style's affair. */
function addNote(reading: RunBeingRead, note: string): undefined {
  const { paragraph, story } = reading;
  const { notes } = story.part.of;
  if (!isHeard(reading)) {
    if (story.changes.length > 0) notes.dropped.add(note);
    return undefined;
  }
  notes.called.add(note);
  if (paragraph.mark?.at === paragraph.runs.length) story.part.of.calls.set(paragraph.mark.name, note);
  addLeaf(reading, { type: "noteReference", note }, []);
  return undefined;
}

function marksIn(reading: RunBeingRead, value: string): readonly Mark[] {
  const marks = reading.marks ?? marksOf(reading.story, reading.properties, value);
  reading.marks = marks;
  return marks;
}
