import { type Archive, openArchive } from "../../../shared/formats/archive.ts";
import { prefixes as wordPrefixes } from "../../../shared/formats/docx/read/namespaces.ts";
import { tokenize } from "../../../shared/formats/markdown/html-tokens.ts";
import { splitFrontMatter } from "../../../shared/formats/markdown/split-front-matter.ts";
import { prefixes as odtPrefixes } from "../../../shared/formats/odt/read/namespaces.ts";
import { recogniseArchive, recogniseBytes } from "../../../shared/formats/recognise.ts";
import { decodeText } from "../../../shared/formats/text.ts";
import { type Handler, inside, parseXml } from "../../../shared/formats/xml.ts";
import type { Limits } from "../../../shared/settings.ts";

/**
 * A paragraph of a file as its bytes have it, read by no reader of ours. `part`: the file in its zip; `again`: what its
 * program composed of words elsewhere (contents, headers of each section), which may be read once, or never.
 */
export type SourceParagraph = { part: string; number: number; text: string; again: boolean };

/** All the paragraphs of a draft that is no zip of Markdown, or is one. Throws what opening it throws. */
export async function paragraphsOf(bytes: Uint8Array, limits: Limits): Promise<SourceParagraph[]> {
  const first = recogniseBytes(bytes);
  if (first.format === "md") return markdownParagraphs("", bytes);
  const archive = await openArchive(bytes, limits);
  const { format, main = "" } = await recogniseArchive(archive);
  if (format === "docx") return partsOf(archive, wordParts(archive), (part, xml) => wordParagraphs(part, xml, limits));
  if (format === "odt") return partsOf(archive, odtParts, (part, xml) => odtParagraphs(part, xml, limits));
  return partsOf(archive, [main], markdownParagraphs);
}

async function partsOf(
  archive: Archive,
  names: readonly string[],
  read: (part: string, bytes: Uint8Array) => SourceParagraph[],
): Promise<SourceParagraph[]> {
  const paragraphs: SourceParagraph[] = [];
  for (const name of names) {
    const bytes = await archive.read(name);
    if (bytes) for (const paragraph of read(name, bytes)) paragraphs.push(paragraph);
  }
  return paragraphs;
}

const odtParts = ["content.xml", "styles.xml"];
const wordPart = /^word\/(?:document\d*|footnotes|endnotes|comments|header\d*|footer\d*)\.xml$/;

function wordParts({ names }: Archive): string[] {
  return names.filter((name) => wordPart.test(name)).sort();
}

/**
 * What is being gathered of a part: the paragraph at hand, whether it is of contents, or their title, whether the next
 * words are a number that a program counted, and how many elements stand open that compose words again.
 */
type Gathering = {
  part: string;
  paragraphs: SourceParagraph[];
  text: string;
  /** Words that a tracked change took out of it. */
  deleted: string;
  number: number;
  composed: boolean;
  title: boolean;
  numbers: boolean;
  again: number;
};

function startIn(part: string, again: boolean): Gathering {
  return {
    part,
    paragraphs: [],
    text: "",
    deleted: "",
    number: 1,
    composed: false,
    title: false,
    numbers: false,
    again: again ? 1 : 0,
  };
}

function endParagraph(of: Gathering): void {
  const { part, paragraphs, text, deleted, number, composed, again } = of;
  if (deleted.trim() !== "") paragraphs.push({ part, number, text: deleted, again: false });
  if (text.trim() !== "" && !of.title) paragraphs.push({ part, number, text, again: composed || again > 0 });
  of.text = "";
  of.deleted = "";
  of.composed = false;
  of.title = false;
  of.number += 1;
}

function addText(of: Gathering, value: string): void {
  of.text += value;
}

function endComposed(of: Gathering): void {
  of.again -= 1;
}

/** A number that a program counted, as Livrable counts it again: of a heading, or of a caption. */
function addNumber(of: Gathering, text: string): void {
  of.paragraphs.push({ part: of.part, number: of.number, text, again: true });
  of.numbers = false;
}

/** What stands before the counter of a caption is its label, "Figure", which Livrable writes again. */
function startLabel(of: Gathering): void {
  if (of.text.trim() !== "") addNumber(of, of.text);
  of.text = "";
  of.numbers = true;
}

/** ECMA-376, 17.3.3: the elements of a run that hold words, or part them. */
function wordParagraphs(part: string, bytes: Uint8Array, limits: Limits): SourceParagraph[] {
  const of = startIn(part, /(?:header|footer)\d*\.xml$/.test(part));
  const words: Handler = { text: (value) => (of.numbers ? addNumber(of, value) : addText(of, value)) };
  const deleted: Handler = {
    text(value) {
      of.deleted += value;
    },
  };
  const instruction: Handler = { text: (value) => (/^\s*SEQ\b/i.test(value) ? startLabel(of) : undefined) };
  const inner: Handler = {
    open(name, attributes) {
      if (name === "w:delText") return deleted;
      if (name === "w:instrText") return instruction;
      if (name === "w:fldSimple" && /^\s*SEQ\b/i.test(attributes["w:instr"] ?? "")) startLabel(of);
      if (name === "w:rStyle" && attributes["w:val"] === "SectionNumber") of.numbers = true;
      if (
        name === "w:pStyle" &&
        /^(?:TOCHeading|IndexHeading|ContentsHeading|En-?ttedetabledesmati)/i.test(attributes["w:val"] ?? "")
      )
        of.title = true;
      if (name === "w:t" || name === "a:t" || name === "m:t") return words;
      if (name === "mc:Fallback") return undefined;
      if (name === "w:tab" || name === "w:br" || name === "w:cr" || name === "w:noBreakHyphen") of.text += " ";
      if (name === "w:p") return { ...inner, close: () => endParagraph(of) };
      if (name === "w:pStyle" && /^(?:TOC|TM|Verzeichnis)/i.test(attributes["w:val"] ?? "")) of.composed = true;
      return inside(inner);
    },
  };
  parseXml(bytes, wordPrefixes, limits, inner);
  endParagraph(of);
  return of.paragraphs;
}

/** OpenDocument 1.3, part 3, 5 and 6: paragraphs and headings hold words; indexes are composed of them. */
function odtParagraphs(part: string, bytes: Uint8Array, limits: Limits): SourceParagraph[] {
  const of = startIn(part, part === "styles.xml");
  const number: Handler = { text: (value) => addNumber(of, value) };
  const walk = (inText: boolean): Handler => ({
    ...(inText && { text: (value: string) => addText(of, value) }),
    open(name) {
      if (name === "text:p" || name === "text:h") return { ...walk(true), close: () => endParagraph(of) };
      if (
        name === "office:change-info" ||
        name === "dc:creator" ||
        name === "dc:date" ||
        name === "text:note-citation" ||
        name === "text:index-title"
      )
        return undefined;
      if (name === "text:sequence") {
        startLabel(of);
        of.numbers = false;
        return number;
      }
      if (/^(?:text:(?:s|tab|line-break)|table:table-cell|text:note|office:annotation)$/.test(name)) of.text += " ";
      if (/^text:(?:[\w-]+-index|table-of-content|bibliography)$/.test(name)) {
        of.again += 1;
        return { ...walk(inText), close: () => endComposed(of) };
      }
      return walk(inText && !/^office:annotation$|^draw:/.test(name));
    },
  });
  parseXml(bytes, odtPrefixes, limits, walk(false));
  endParagraph(of);
  return of.paragraphs;
}

/** What is no word to a reader of Markdown: addresses, attributes, tags, names of fences, comments. */
const marks: readonly [RegExp, string][] = [
  [/<!--[\s\S]{0,100000}?-->/g, " "],
  [/^[ \t]*(?:`{3,}|~{3,}|:{3,})[^\n]*$/gm, ""],
  [/^[ \t]{0,3}\[[^\]\n]{1,200}\]:[ \t]*\S+/gm, " "],
  [/\]\([^()\s]{0,2000}(?:\([^()\s]{0,500}\)[^()\s]{0,500})?/g, "] "],
  [/\{[#.][^{}\n]{0,500}\}|\{[\w-]+=[^{}\n]{0,500}\}/g, " "],
  [/<\/?(?:a|abbr|b|cite|code|del|em|font|i|ins|kbd|mark|s|small|span|strong|sub|sup|u)(?=[\s>])[^<>]{0,5000}>/gi, ""],
  [/<\/?[a-z][^<>]{0,5000}>/gi, " "],
  [/\[![\w-]+\]|\[\^[^\]\s]{1,100}\]:?/g, " "],
  [/^[ \t>]{0,40}\d{1,9}[.)](?=[ \t])/gm, ""],
  [/\*\*|~~|(?<=\S)[\^~](?=\S)/g, ""],
];
const entity = /&#?\w{1,32};/g;

function decoded(source: string): string {
  const [token] = tokenize(source);
  return token?.type === "text" ? token.value : source;
}

function markdownParagraphs(part: string, bytes: Uint8Array): SourceParagraph[] {
  const { body } = splitFrontMatter(decodeText(bytes)?.text ?? "");
  const text = marks.reduce((said, [mark, by]) => said.replace(mark, by), body).replace(entity, decoded);
  const paragraphs = text
    .split(/\n[ \t]*\n/)
    .map((one, index) => ({ part, number: index + 1, text: one, again: false }));
  return paragraphs.filter((one) => one.text.trim() !== "");
}
