import { foldedAll, type Words } from "./words.ts";
import { type Element, elementsOf, firstNamed, named } from "./xml.ts";

/** What LibreOffice made of a Word file, as flat OpenDocument: without the numbers that it counts for lists and headings. */
export function wordsOfOffice(fodt: string): Words {
  const document = elementsOf(fodt.replace(/<office:binary-data>.*?<\/office:binary-data>/gs, ""));
  const telling: Telling = { paragraphs: [], notes: [], contentsPages: [] };
  tell(telling, firstNamed(document, "office:text")!);
  const { paragraphs, notes, contentsPages } = telling;
  return { paragraphs: foldedAll(paragraphs), notes: foldedAll(notes), contentsPages };
}

type Telling = Required<Words>;

/** What is beside the text: how a table of contents is made, what counts, and a remark in the margin. */
const passedOver = ["text:table-of-content-source", "text:sequence-decls", "office:annotation"];

function tell(telling: Telling, element: Element): void {
  if (passedOver.includes(element.name)) return;
  if (element.name === "text:p" || element.name === "text:h") tellParagraph(telling, element);
  else for (const child of element.children) if (typeof child !== "string") tell(telling, child);
}

function tellParagraph(telling: Telling, paragraph: Element): void {
  const words = textIn(telling, paragraph);
  const [, entry, page] = /^(?:Contents_20_\d|table_20_of_20_figures)/.test(
    paragraph.attributes["text:style-name"] ?? "",
  )
    ? (/^(.*)\t(.*)$/s.exec(words) ?? [])
    : [];
  telling.paragraphs.push(entry ?? words);
  if (page !== undefined) telling.contentsPages.push(page);
}

const signs: Readonly<Record<string, string>> = { "text:tab": "\t", "text:line-break": " ", "text:s": " " };

function textIn(telling: Telling, element: Element): string {
  if (passedOver.includes(element.name)) return "";
  switch (element.name) {
    case "text:note": {
      const inside: Telling = { ...telling, paragraphs: telling.notes };
      tell(inside, firstNamed(element, "text:note-body")!);
      return textIn(telling, firstNamed(element, "text:note-citation")!);
    }
    case "draw:frame":
      return textOfFrame(telling, element);
    default:
      return (
        signs[element.name] ??
        element.children.map((child) => (typeof child === "string" ? child : textIn(telling, child))).join("")
      );
  }
}

function textOfFrame(telling: Telling, frame: Element): string {
  const box = firstNamed(frame, "draw:text-box");
  if (box) tell(telling, box);
  const alternatives = box ? [] : [...named(frame, "svg:desc")].map((description) => textIn(telling, description));
  return alternatives.map((alternative) => `[${alternative}]`).join("");
}
