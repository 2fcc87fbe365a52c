import { childOf, type Element } from "../../xml.ts";
import { wordsOf } from "./comments.ts";

/**
 * All the words of a header or footer: those of its paragraphs, and those drawn in it, as a watermark ("CONFIDENTIEL",
 * ECMA-376-4, 19.1.2.23). Of alternatives (ECMA-376-3, 7.6), the choice, or the fallback where the choice has no words.
 */
export function marginWords(root: Element): string {
  return wordsOf(written(root));
}

/** The element with its drawn words as text, and one alternative of each. */
function written({ name, attributes, children }: Element): Element {
  if (name === "v:textpath") return textRun([`${attributes.string ?? ""} `]);
  if (name === "a:t") return textRun([...children, " "]);
  if (name === "mc:AlternateContent") return oneOf({ name, attributes, children });
  return { name, attributes, children: children.map((child) => (typeof child === "string" ? child : written(child))) };
}

function oneOf(element: Element): Element {
  const [choice, fallback] = ["mc:Choice", "mc:Fallback"].map((name) => {
    const found = childOf(element, name);
    return found && written(found);
  });
  return (choice && wordsOf(choice).trim() !== "" ? choice : fallback) ?? textRun([]);
}

function textRun(children: Element["children"]): Element {
  return { name: "w:t", attributes: {}, children };
}
