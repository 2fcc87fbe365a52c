import type { Element } from "../../xml.ts";

/** All the words of an element, its paragraphs on lines of their own; what stands for white space is a space. */
export function wordsOf({ name, children }: Element): string {
  if (name === "text:s" || name === "text:tab" || name === "text:line-break") return " ";
  const words = children.map((child) => (typeof child === "string" ? child : wordsOf(child))).join("");
  return name === "text:p" || name === "text:h" ? `${words}\n` : words;
}

/** The words of an element's paragraphs, one after the other; who and when are not among them. */
export function wordsIn(element: Element): string {
  const words = element.children.flatMap((child) => {
    if (typeof child === "string" || child.name === "office:change-info") return [];
    if (child.name === "text:p" || child.name === "text:h") return [wordsOf(child).slice(0, -1)];
    return [wordsIn(child)];
  });
  return words.filter((word) => word !== "").join("\n");
}
