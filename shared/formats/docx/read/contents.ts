import { roleOf } from "../../office/roles.ts";
import type { Paragraph } from "../../office/story.ts";
import { type Handler, inside, textHandler } from "../../xml.ts";
import type { LeftOut, WordPackage, WordStory } from "./word.ts";

/** Reads the content of a control that holds a table of contents: its paragraphs are left out, and remembered. */
export function contentsHandler(of: WordPackage): Handler {
  const handler: Handler = {
    open(name) {
      if (passedOver.has(name)) return undefined;
      return name === "w:p" ? lineHandler(of) : inside(handler);
    },
  };
  return handler;
}

/** Deleted words, and what says the same once more. */
const passedOver = new Set(["w:del", "w:moveFrom", "mc:Fallback"]);

function lineHandler(of: WordPackage): Handler {
  const line = { text: "", linked: false, styled: false };
  const handler: Handler = {
    open(name, attributes) {
      if (passedOver.has(name)) return undefined;
      if (name === "w:p") return lineHandler(of);
      if (name === "w:pStyle") line.styled = roleOf(of, { style: attributes["w:val"] })?.is === "contents";
      if (name === "w:hyperlink" && attributes["w:anchor"] !== undefined) line.linked = true;
      if (name === "w:tab" || name === "w:ptab") line.text += "\t";
      if (name === "w:br" || name === "w:cr") line.text += " ";
      if (name === "w:instrText") return textHandler((text) => (line.linked ||= leads(text)));
      if (name === "w:t") return textHandler((text) => (line.text += text));
      return inside(handler);
    },
    close: () => void of.contentsLines.push(line),
  };
  return handler;
}

/** True of an instruction, or a piece of one, that leads to a place of the document. */
function leads(instruction: string): boolean {
  return /\bPAGEREF\b|\bHYPERLINK\b.*\\l\b/i.test(instruction);
}

/** From here on the result of a field is left out; `of`: what it is. */
export function beginLeftOut(story: WordStory, of: LeftOut["of"]): void {
  story.leftOut = { text: "", linked: false, of };
}

/** Remembers words of what is left out. */
export function noteLeftOut({ leftOut, marks }: WordStory, words: string): void {
  if (!leftOut) return;
  leftOut.text += words;
  if (marks.some(({ type }) => type === "crossReference")) leftOut.linked = true;
}

/** Remembers that a field within what is left out leads somewhere. */
export function noteLeftOutField({ leftOut }: WordStory, instruction: string): void {
  if (leftOut && leads(instruction)) leftOut.linked = true;
}

/** A paragraph of what is left out ends; whether it was composed is known once all is read. */
export function endLeftOutLine(story: WordStory, paragraph: Paragraph): void {
  const { leftOut, part } = story;
  if (!leftOut) return;
  const { text, linked, of } = leftOut;
  beginLeftOut(story, of);
  if (of.is !== "contents") {
    if (text.trim() !== "") part.of.managerLines.push({ text, of, at: paragraph.id });
    return;
  }
  const styled = roleOf(part.of, paragraph.properties)?.is === "contents";
  part.of.contentsLines.push({ text, linked, styled, at: paragraph.id });
}
