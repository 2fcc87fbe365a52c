import type { CitationItem } from "../../../document/tree.ts";
import { linkMark } from "../../links.ts";
import { seal } from "../../office/paragraph.ts";
import type { Paragraph } from "../../office/story.ts";
import type { Mark } from "../../runs.ts";
import { capture, childOf, type Element, type Handler } from "../../xml.ts";
import { isTaken } from "./changes.ts";
import { citationOf } from "./citations.ts";
import { beginLeftOut, endLeftOutLine, noteLeftOutField } from "./contents.ts";
import { fieldWords } from "./field-words.ts";
import { formWords } from "./forms.ts";
import { argumentOf, hasSwitch, type Instruction, readInstruction, switchArgument } from "./instructions.ts";
import type { Field, LeftOut, WordStory } from "./word.ts";

/** What a field's instruction asks for. */
type Meaning =
  | { is: "text" }
  | { is: "contents" }
  | { is: "bibliography" }
  | { is: "mark"; mark: Mark }
  | { is: "refusedLink"; href: string }
  | { is: "sequence"; name: string }
  | { is: "citation"; items: CitationItem[]; data: string; composed?: string };

/** A field begins: its instruction comes first, and is not text. */
export function beginField(story: WordStory): void {
  story.fields.push({ instruction: "", phase: "instruction", mute: false });
  story.muted += 1;
}

/** Reads the beginning of a field (17.16.18), with the data of a form field in it. */
export function fieldHandler(story: WordStory): Handler {
  beginField(story);
  const field = story.fields.at(-1)!;
  const element: Element = { name: "w:fldChar", attributes: {}, children: [] };
  return capture(element, { left: story.part.of.context.limits.nodes }, () => {
    const words = formWords(childOf(element, "w:ffData"));
    if (words) field.form = words;
  });
}

/** Adds to the instruction of the field being read; instructions come in pieces. */
export function addInstruction(story: WordStory, text: string): void {
  const field = story.fields.at(-1);
  if (field?.phase === "instruction") field.instruction += text;
}

/** Keeps words of the text that stand where the instruction of a field should, as the author chose to take changes. */
export function keepTyped(story: WordStory, text: string): void {
  const field = story.fields.at(-1);
  if (field?.phase !== "instruction" || !story.changes.every(({ type }) => isTaken(story, type))) return;
  field.typed = (field.typed ?? "") + text;
}

/**
 * Yields the words of a paragraph that stand where the instruction of a field should: they are text, and so is what comes
 * in later paragraphs before the field ends.
 */
export function endTyped(story: WordStory): string {
  const field = story.fields.at(-1);
  if (field?.phase !== "instruction" || !field.typed?.trim()) return "";
  field.phase = "result";
  field.before = -1;
  story.muted -= 1;
  return story.muted > 0 ? "" : field.typed;
}

/** The instruction is whole: what follows is the result. */
export function separateField(story: WordStory, paragraph: Paragraph): void {
  const field = story.fields.at(-1);
  if (field?.phase !== "instruction") return;
  field.phase = "result";
  field.before = paragraph.length;
  story.muted -= 1;
  noteLeftOutField(story, field.instruction);
  if (story.muted > 0) return;
  startResult(story, paragraph, field, meaningOf(story, field.instruction));
}

/** A field ends, with or without a result; yields what one without shows. */
export function endField(story: WordStory, paragraph: Paragraph): string {
  const field = story.fields.pop();
  if (!field) return "";
  if (field.phase === "instruction") story.muted -= 1;
  if (field.mute) {
    story.muted -= 1;
    endLeftOutLine(story, paragraph);
    story.leftOut = undefined;
  }
  if (field.mark) story.marks.splice(story.marks.lastIndexOf(field.mark), 1);
  if (field.sequence !== undefined && story.muted === 0)
    paragraph.label = { name: field.sequence, end: seal(paragraph) };
  const empty = field.before === undefined || field.before === paragraph.length;
  if (!empty) return "";
  if (field.form || story.muted > 0) return field.form ?? "";
  if (field.phase === "instruction" && field.typed?.trim()) return field.typed;
  return fieldWords(story.part.of, field.instruction, field.before !== undefined, paragraph.id);
}

/** A heading ends whatever was still muting: a table of contents holds none, so its end was lost. */
export function dropMutingFields(story: WordStory): void {
  unmute(story, (field) => field.mute);
}

/** A paragraph ends a citation, which stands in one: what its field takes in after it is text. */
export function endCitations(story: WordStory): void {
  unmute(story, (field) => field.mute && field.citation === true);
}

function unmute(story: WordStory, isUnmuted: (field: Field) => boolean): void {
  const fields = story.fields.filter(isUnmuted);
  if (fields.length === 0) return;
  for (const field of fields) field.mute = false;
  story.muted -= fields.length;
  story.leftOut = undefined;
}

function startResult(story: WordStory, paragraph: Paragraph, field: Field, meaning: Meaning): void {
  const { context } = story.part.of;
  switch (meaning.is) {
    case "mark":
      field.mark = meaning.mark;
      story.marks.push(meaning.mark);
      break;
    case "refusedLink":
      context.warn("link-dropped", { href: meaning.href.slice(0, 200) }, paragraph.id);
      break;
    case "sequence":
      field.sequence = meaning.name;
      break;
    case "citation":
      context.spend(1);
      paragraph.runs.push({ leaf: { type: "citation", items: meaning.items }, marks: [] });
      field.citation = true;
      mute(story, field, meaning);
      break;
    case "contents":
    case "bibliography":
      context.warn(meaning.is === "contents" ? "contents-dropped" : "bibliography-dropped", {}, paragraph.id);
      mute(story, field, meaning);
      break;
  }
}

function mute(story: WordStory, field: Field, meaning: LeftOut["of"]): void {
  field.mute = true;
  story.muted += 1;
  beginLeftOut(story, meaning);
}

function meaningOf(story: WordStory, text: string): Meaning {
  const instruction = readInstruction(text);
  const argument = argumentOf(instruction);
  switch (instruction.name) {
    case "TOC":
    case "TOA":
    case "INDEX":
      return { is: "contents" };
    case "HYPERLINK":
      return linkMeaning(story, instruction);
    case "NOTEREF":
      // With \f the number is set as a call of the note (17.16.5.40); without, it is a number in the text.
      if (argument && hasSwitch(instruction, "f")) story.part.of.calledAgain.add(argument);
      return argument ? referenceMeaning(story, argument) : { is: "text" };
    case "REF":
    case "PAGEREF":
      return argument ? referenceMeaning(story, argument) : { is: "text" };
    case "SEQ":
      return { is: "sequence", name: argument ?? "" };
    case "ADDIN":
      return addinMeaning(story, text);
    default:
      return { is: "text" };
  }
}

/** 17.16.5.25: `\l` gives a place, `\o` a tip and `\t` a window. */
function linkMeaning(story: WordStory, instruction: Instruction): Meaning {
  const place = switchArgument(instruction, "l");
  const address = argumentOf(instruction, "lot") ?? "";
  if (address === "" && place) return referenceMeaning(story, place);
  const mark = linkMark(place ? `${address}#${place}` : address);
  return mark ? { is: "mark", mark } : { is: "refusedLink", href: address };
}

function referenceMeaning(story: WordStory, target: string): Meaning {
  story.part.of.wanted.add(target);
  return { is: "mark", mark: { type: "crossReference", target } };
}

/** Citations of Zotero and Mendeley carry their entries with them. */
function addinMeaning(story: WordStory, instruction: string): Meaning {
  if (/ADDIN\s+(ZOTERO_BIBL|Mendeley Bibliography)/i.test(instruction)) {
    return story.part.of.bibliography.size > 0 ? { is: "bibliography" } : { is: "text" };
  }
  const cited = citationOf(story.part.of, instruction);
  return cited ? { is: "citation", ...cited } : { is: "text" };
}
