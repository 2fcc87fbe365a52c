import type { Element } from "../../xml.ts";

/**
 * All the words of an element, its paragraphs on lines of their own; what stands for white space is a space, a line break
 * is `lineBreak`.
 */
export function wordsOf({ name, children }: Element, lineBreak = " "): string {
  if (name === "text:s" || name === "text:tab") return " ";
  if (name === "text:line-break") return lineBreak;
  const words = children.map((child) => (typeof child === "string" ? child : wordsOf(child, lineBreak))).join("");
  return name === "text:p" || name === "text:h" ? `${words}\n` : words;
}

/** The words of an element's paragraphs, one after the other; who and when are not among them. */
export function wordsIn(element: Element, lineBreak = " "): string {
  const words = element.children.flatMap((child) => {
    if (typeof child === "string" || child.name === "office:change-info") return [];
    if (child.name === "text:p" || child.name === "text:h") return [wordsOf(child, lineBreak).slice(0, -1)];
    return [wordsIn(child, lineBreak)];
  });
  return words.filter((word) => word !== "").join("\n");
}
