import type { Element } from "../../xml.ts";

/** All the words of an element, its paragraphs on lines of their own; what stands for white space is a space. */
export function wordsOf({ name, children }: Element): string {
  if (name === "text:s" || name === "text:tab" || name === "text:line-break") return " ";
  const words = children.map((child) => (typeof child === "string" ? child : wordsOf(child))).join("");
  return name === "text:p" || name === "text:h" ? `${words}\n` : words;
}
