import { pageField } from "../../office/margins.ts";
import { childOf, type Element, textIn } from "../../xml.ts";
import { wordsOf } from "./comments.ts";
import { readInstruction } from "./instructions.ts";

/**
 * All the words of a header or footer: those of its paragraphs, and those drawn in it, as a watermark ("CONFIDENTIEL",
 * ECMA-376-4, 19.1.2.23). Of alternatives (ECMA-376-3, 7.6), the choice, or the fallback where the choice has no words.
 */
export function marginWords(root: Element): string {
  return wordsOf(written(root, []));
}

/** A field being read, the innermost last: its instruction, and whether its result has begun. */
type Field = { instruction: string; result: boolean };

/** The element with its drawn words as text, one alternative of each, and the results of fields that count pages marked. */
function written({ name, attributes, children }: Element, fields: Field[]): Element {
  if (name === "v:textpath") return textRun([`${attributes.string ?? ""} `]);
  if (name === "a:t") return textRun([...children, " "]);
  if (name === "mc:AlternateContent") return oneOf({ name, attributes, children }, fields);
  if (name === "w:fldSimple" && isCount(attributes["w:instr"]))
    return textRun([pageField(wordsOf({ name, attributes, children }))]);
  if (name === "w:fldChar") followField(fields, attributes["w:fldCharType"]);
  const field = fields.at(-1);
  if (name === "w:instrText" && field?.result === false) field.instruction += textIn({ name, attributes, children });
  if (name === "w:t" && field?.result && isCount(field.instruction))
    return textRun([pageField(textIn({ name, attributes, children }))]);
  const inside = children.map((child) => (typeof child === "string" ? child : written(child, fields)));
  return { name, attributes, children: inside };
}

function followField(fields: Field[], type: string | undefined): void {
  if (type === "begin") fields.push({ instruction: "", result: false });
  else if (type === "end") fields.pop();
  else if (fields.length > 0) fields.at(-1)!.result = true;
}

function isCount(instruction = ""): boolean {
  return ["PAGE", "NUMPAGES", "SECTIONPAGES"].includes(readInstruction(instruction).name);
}

function oneOf(element: Element, fields: Field[]): Element {
  const [choice, fallback] = ["mc:Choice", "mc:Fallback"].map((name) => {
    const found = childOf(element, name);
    return found && written(found, fields);
  });
  return (choice && wordsOf(choice).trim() !== "" ? choice : fallback) ?? textRun([]);
}

function textRun(children: Element["children"]): Element {
  return { name: "w:t", attributes: {}, children };
}
