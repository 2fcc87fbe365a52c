import { type ParagraphChild, Run } from "docx";
import { element } from "./element.ts";

/** A field that is filled in already: Word shows `result` and asks nothing (ECMA-376-1, 17.16.18). */
export function field(instruction: string, result: ParagraphChild[]): ParagraphChild[] {
  return [...fieldBegin(instruction), ...result, fieldEnd()];
}

/** The runs before a field's result. */
export function fieldBegin(instruction: string): ParagraphChild[] {
  const code = element("w:instrText", { "xml:space": "preserve" }, [` ${instruction} `]);
  return [mark("begin"), new Run({ children: [code] }), mark("separate")];
}

/** The run after a field's result. */
export function fieldEnd(): ParagraphChild {
  return mark("end");
}

function mark(type: "begin" | "separate" | "end"): Run {
  return new Run({ children: [element("w:fldChar", { "w:fldCharType": type })] });
}
