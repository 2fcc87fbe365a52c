import { foldedAll, numberAs, type Words } from "./words.ts";
import { type Element, elementsOf, named } from "./xml.ts";

/** What our HTML page says. The title of its notes and the links back from them are the page's own. */
export function wordsOfHtml(html: string): Words {
  const article = named(elementsOf(wellFormed(html)), "article").next().value!;
  const paragraphs: string[] = [];
  const notes: string[] = [];
  for (const child of inside(article)) {
    if (child.attributes.class === "notes") for (const note of notesOf(child)) collectInside(note, notes);
    else collect(child, paragraphs);
  }
  return { paragraphs: foldedAll(paragraphs), notes: foldedAll(notes) };
}

function wellFormed(html: string): string {
  return html.replace("<!DOCTYPE html>", "").replace(/<(meta|img|br|hr)\b([^>]*)>/g, "<$1$2/>");
}

function notesOf(section: Element): Element[] {
  return inside(inside(section).find(({ name }) => name === "ol")!);
}

const holdsWords = /^(?:p|pre|h\d|figcaption|caption)$/;

function collect(element: Element, paragraphs: string[]): void {
  const { name, attributes } = element;
  if (attributes.class === "back") return;
  if (name === "img") paragraphs.push(`[${attributes.alt}]`);
  else if (holdsWords.test(name) || attributes.role === "heading") paragraphs.push(textIn(element));
  else if (name === "nav") paragraphs.push(...[...named(element, "p"), ...named(element, "a")].map(textIn));
  else if (name === "ol") collectItems(element, paragraphs);
  else collectInside(element, paragraphs);
}

function collectInside(element: Element, paragraphs: string[]): void {
  for (const child of inside(element)) collect(child, paragraphs);
}

const formats: Readonly<Record<string, string>> = {
  a: "lowerLetter",
  A: "upperLetter",
  i: "lowerRoman",
  I: "upperRoman",
};

function collectItems(list: Element, paragraphs: string[]): void {
  const { type = "", start = "1" } = list.attributes;
  for (const [index, item] of inside(list).entries()) {
    paragraphs.push(numberAs(formats[type], Number(start) + index));
    collectInside(item, paragraphs);
  }
}

function inside({ children }: Element): Element[] {
  return children.filter((child) => typeof child !== "string");
}

function textIn(element: Element): string {
  if (element.name === "br") return " ";
  return element.children.map((child) => (typeof child === "string" ? child : textIn(child))).join("");
}
