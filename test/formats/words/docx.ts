import { strFromU8, unzipSync } from "fflate";
import { folded, foldedAll, numberAs, type Words } from "./words.ts";
import { type Element, elementsOf, firstNamed, named } from "./xml.ts";

/**
 * What a Word file says. `counted`: with the numbers that Word counts for headings and lists (ECMA-376-1, 17.9), a note
 * that stands in another under its number told as one of its own; else as it is written.
 */
export function wordsOfDocx(bytes: Uint8Array, { counted = true } = {}): Words {
  const files = unzipSync(bytes);
  const part = (name: string) => {
    const file = files[`word/${name}.xml`];
    return file === undefined ? undefined : elementsOf(strFromU8(file));
  };
  const counting = counted ? countingOf(part("numbering"), part("styles")) : undefined;
  const body: Telling = { counting, called: new Map(), paragraphs: [], contentsPages: [] };
  tell(body, part("document")!);
  const { paragraphs, contentsPages } = body;
  return { paragraphs: foldedAll(paragraphs), notes: notesOf(body, part("footnotes")), contentsPages };
}

type Telling = {
  counting: Counting | undefined;
  /** The number of each note's call, by the note's id. */
  called: Map<string, number>;
  paragraphs: string[];
  contentsPages: string[];
};

function tell(telling: Telling, element: Element): void {
  if (element.name === "w:p") tellParagraph(telling, element);
  else for (const child of element.children) if (typeof child !== "string") tell(telling, child);
}

function tellParagraph(telling: Telling, paragraph: Element): void {
  const { counting, paragraphs, contentsPages } = telling;
  const style = attributeOf(firstNamed(paragraph, "w:pStyle"), "w:val");
  const words = textIn(telling, paragraph);
  const label = counting ? labelOf(counting, paragraph, style) : "";
  if (/^(?:TOC\d|TableofFigures)$/.test(style ?? "")) {
    const [, entry = "", page = ""] = /^(.*)\t(.*)$/s.exec(words) ?? [];
    paragraphs.push(entry);
    contentsPages.push(page);
  } else if (/^Heading\d$/.test(style ?? "")) paragraphs.push(`${label} ${words}`);
  // An image that could not be had leaves its alternative.
  else if (style === "Figure" && counting) paragraphs.push(words.startsWith("[") ? words : `[${words}]`);
  else paragraphs.push(label, words);
}

const signs: Readonly<Record<string, string>> = {
  "w:tab": "\t",
  "w:br": " ",
  "w:noBreakHyphen": "\u2011",
};

function textIn(telling: Telling, { name, attributes, children }: Element): string {
  switch (name) {
    case "w:pPr":
    case "w:rPr":
    case "w:instrText":
      return "";
    case "w:drawing":
      return [...named({ name, attributes, children }, "wp:docPr")].map((it) => `[${it.attributes.descr}]`).join("");
    case "w:footnoteReference":
      return String(numberOfCall(telling, attributes["w:id"]!));
    default:
      return (
        signs[name] ?? children.map((child) => (typeof child === "string" ? child : textIn(telling, child))).join("")
      );
  }
}

function numberOfCall({ called }: Telling, id: string): number {
  const number = called.get(id) ?? called.size + 1;
  called.set(id, number);
  return number;
}

function notesOf(body: Telling, footnotes: Element | undefined): string[] {
  const notes = new Map<number, string[]>();
  for (const footnote of footnotes ? named(footnotes, "w:footnote") : []) {
    let number = body.called.get(footnote.attributes["w:id"]!);
    if (number === undefined) continue;
    for (const paragraph of named(footnote, "w:p")) {
      const opening = body.counting && openingOf(paragraph);
      if (opening) number = opening.number;
      const inside: Telling = { ...body, paragraphs: [] };
      tellParagraph(inside, opening?.rest ?? paragraph);
      notes.set(number, [...(notes.get(number) ?? []), ...inside.paragraphs]);
    }
  }
  return foldedAll([...notes].sort(([a], [b]) => a - b).flatMap(([, paragraphs]) => paragraphs));
}

/** A paragraph that opens another note, under its number. */
function openingOf(paragraph: Element): { number: number; rest: Element } | undefined {
  const first = firstNamed(paragraph, "w:r");
  if (!first || attributeOf(firstNamed(first, "w:rStyle"), "w:val") !== "FootnoteReference") return undefined;
  const number = Number(plain(first));
  return number > 0
    ? { number, rest: { ...paragraph, children: paragraph.children.filter((it) => it !== first) } }
    : undefined;
}

function plain(element: Element): string {
  return element.children.map((child) => (typeof child === "string" ? child : plain(child))).join("");
}

type Level = { format: string; text: string; start: number };
type Counting = {
  /** By list and level. */
  levels: Map<string, Level>;
  /** Lists of styles, and the level that each has in it. */
  styles: Map<string, { list: string; level: number }>;
  counts: Map<string, number[]>;
};

function countingOf(numbering: Element | undefined, styles: Element | undefined): Counting {
  const counting: Counting = { levels: new Map(), styles: new Map(), counts: new Map() };
  const abstract = new Map(
    [...(numbering ? named(numbering, "w:abstractNum") : [])].map((it) => [it.attributes["w:abstractNumId"], it]),
  );
  for (const list of numbering ? named(numbering, "w:num") : []) {
    const id = list.attributes["w:numId"]!;
    const levels = abstract.get(attributeOf(firstNamed(list, "w:abstractNumId"), "w:val"));
    for (const level of levels ? named(levels, "w:lvl") : [])
      counting.levels.set(`${id} ${level.attributes["w:ilvl"]}`, levelOf(level));
    for (const override of named(list, "w:lvlOverride")) {
      const level = counting.levels.get(`${id} ${override.attributes["w:ilvl"]}`);
      const start = attributeOf(firstNamed(override, "w:startOverride"), "w:val");
      if (level && start !== undefined) level.start = Number(start);
    }
  }
  for (const style of styles ? named(styles, "w:style") : []) {
    const place = placeOf(style);
    if (place) counting.styles.set(style.attributes["w:styleId"]!, place);
  }
  return counting;
}

function levelOf(level: Element): Level {
  return {
    format: attributeOf(firstNamed(level, "w:numFmt"), "w:val") ?? "decimal",
    text: attributeOf(firstNamed(level, "w:lvlText"), "w:val") ?? "",
    start: Number(attributeOf(firstNamed(level, "w:start"), "w:val") ?? 1),
  };
}

function placeOf(element: Element): { list: string; level: number } | undefined {
  const properties = firstNamed(firstNamed(element, "w:pPr"), "w:numPr");
  if (!properties) return undefined;
  const level = attributeOf(firstNamed(properties, "w:ilvl"), "w:val") ?? "0";
  return { list: attributeOf(firstNamed(properties, "w:numId"), "w:val") ?? "0", level: Number(level) };
}

/** The number that Word shows before a paragraph, without what it puts around it; of bullets, nothing. */
function labelOf({ levels, styles, counts }: Counting, paragraph: Element, style: string | undefined): string {
  const { list, level } = placeOf(paragraph) ?? styles.get(style ?? "") ?? { list: "0", level: 0 };
  const own = levels.get(`${list} ${level}`);
  if (!own || own.format === "bullet") return "";
  const count = counts.get(list) ?? [];
  count[level] = (count[level] ?? own.start - 1) + 1;
  count.length = level + 1;
  counts.set(list, count);
  const shown = own.text.replace(/%(\d)/g, (_, at: string) => {
    const other = levels.get(`${list} ${Number(at) - 1}`);
    return numberAs(other?.format, count[Number(at) - 1] ?? other?.start ?? 1);
  });
  return folded(shown).replace(/[.)]$/, "");
}

function attributeOf(element: Element | undefined, name: string): string | undefined {
  return element?.attributes[name];
}
