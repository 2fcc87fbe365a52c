import { lineSeparator } from "../../../document/visit.ts";
import { contribute, countChange, noteWords, openChangeIn } from "../../office/changes.ts";
import { endParagraph } from "../../office/end-paragraph.ts";
import { lastIdOf, parted, setAfter } from "../../office/inserted.ts";
import { openParagraph } from "../../office/paragraph.ts";
import { wordsBefore } from "../../office/quotes.ts";
import { signature } from "../../office/signature.ts";
import type { Paragraph } from "../../office/story.ts";
import type { Contribution } from "../../reading.ts";
import { type Attributes, capture, childOf, type Element, type Handler, replay, textIn } from "../../xml.ts";
import { endInComments } from "./comments.ts";
import { openList } from "./lists.ts";
import type { OdtPackage, OdtStory, OpenList, Region } from "./odt.ts";
import { propertiesOf } from "./paragraph.ts";
import { wordsIn, wordsOf } from "./words.ts";

/** Reads `text:tracked-changes` (OpenDocument part 3, 5.5): who changed what; deleted words are kept there alone. */
export function regionsHandler(of: OdtPackage): Handler {
  return {
    open(name, attributes) {
      if (name !== "text:changed-region") return undefined;
      const region: Element = { name, attributes, children: [] };
      return capture(region, { left: of.context.limits.nodes }, () => addRegion(of, region));
    },
  };
}

/**
 * The place of a deletion: a contribution, and where the author chose to have changes rejected what was deleted, read
 * with `handler`, which reads the paragraph. What went over paragraphs parts this one as it was.
 */
export function placeDeletion(story: OdtStory, paragraph: Paragraph, attributes: Attributes, handler: Handler): void {
  const { regions, changes } = story.part.of;
  const id = attributes["text:change-id"] ?? "";
  const region = regions.get(id);
  if (region?.type !== "deletion") return;
  // Stands in one place; a file that says otherwise could have it stand in a million.
  regions.delete(id);
  const { content, ...change } = region;
  countChange(story, "deletion", change.author);
  const gone = (what: Gone) => contribute(story, { ...change, ...what }, paragraph.length, paragraph.length);
  const several = changes === "reject" && content && partsOf(content, false).filter(hasWords).length > 1;
  if (!several) gone({ text: change.text, at: paragraph.id, quote: wordsBefore(paragraph) });
  if (changes === "reject" && content) restore(story, paragraph, content, handler, several ? gone : () => {});
}

function hasWords({ element }: { element: Element }): boolean {
  return wordsOf(element).trim() !== "";
}

/** What one paragraph, or table, of a deletion says, and where it is put back. */
type Gone = Pick<Contribution, "text" | "at" | "quote" | "whole">;

/**
 * Puts back what was deleted (5.5.4): its first paragraph goes on with this one, its last goes on with what follows.
 * `gone` is told each of several paragraphs and tables.
 */
function restore(
  story: OdtStory,
  paragraph: Paragraph,
  content: Element,
  handler: Handler,
  gone: (what: Gone) => void,
): void {
  const parts = partsOf(content, false);
  const outer = story.list;
  const lists = new Map<Element, OpenList>();
  const listIn = (within: readonly Element[]): OpenList | undefined => {
    const list = within.at(-1);
    if (!list) return undefined;
    const open = lists.get(list) ?? openList(story.part.of, listIn(within.slice(0, -1)), list.attributes);
    lists.set(list, open);
    return open;
  };
  parts.forEach(({ element, item, within }, index) => {
    story.list = outer ?? listIn(within);
    if (!isParagraph(element)) {
      part(story, paragraph);
      replay({ name: "", attributes: {}, children: [element] }, story.part.of.blockHandler(story));
      const at = lastIdOf(story.rawBlocks);
      if (at !== undefined) gone({ text: wordsIn(element).trim(), at, quote: "", whole: "table" });
      return;
    }
    if (index > 0) part(story, paragraph);
    if (index > 0 && item && story.list) story.list.started = false;
    const { continues } = paragraph.properties;
    const properties = propertiesOf(story, element);
    if (index > 0) paragraph.properties = properties;
    // Two paragraphs that became one look like either.
    else if (parts.length > 1) paragraph.properties = { ...properties, ...(continues !== undefined && { continues }) };
    gone({ text: wordsOf(element, lineSeparator).slice(0, -1), at: paragraph.id, quote: wordsBefore(paragraph) });
    replay(element, handler);
  });
  story.list = outer;
}

/** Ends a paragraph where it stands: what follows is another one. */
function part(story: OdtStory, paragraph: Paragraph): void {
  const { properties } = paragraph;
  endInComments(story, paragraph);
  endParagraph(story, { ...paragraph });
  delete paragraph.label;
  Object.assign(paragraph, openParagraph(story), { properties: { ...properties, pageBreakBefore: false } });
}

/** What a deletion holds, lists opened; `item`: it was the first of an item; `within`: the lists around it, outermost first. */
type Part = { element: Element; item: boolean; within: readonly Element[] };

function partsOf({ children }: Element, inItem: boolean, within: readonly Element[] = []): Part[] {
  const elements = children.filter((child): child is Element => typeof child !== "string");
  return elements.flatMap((element, index) => {
    if (element.name === "office:change-info") return [];
    if (element.name === "text:list") return partsOf(element, false, [...within, element]);
    if (element.name === "text:list-header") return partsOf(element, false, within);
    if (element.name === "text:list-item") return partsOf(element, true, within);
    return [{ element, item: inItem && index === 0, within }];
  });
}

function isParagraph({ name }: Element): boolean {
  return name === "text:p" || name === "text:h";
}

/** From here on text was inserted: it is taken in, or not, as the author chose. */
export function beginInsertion(story: OdtStory, paragraph: Paragraph, attributes: Attributes): undefined {
  const { of } = story.part;
  const id = attributes["text:change-id"] ?? "";
  const change = of.regions.get(id);
  if (change?.type !== "insertion" || of.open.has(id)) return undefined;
  countChange(story, "insertion", change.author);
  of.open.set(id, { change, at: paragraph.id, quote: wordsBefore(paragraph), start: paragraph.length });
  openChangeIn(story, change);
  if (of.changes === "reject") story.muted += 1;
  return undefined;
}

/** The inserted text ends here: it is a contribution, in or out of the text. */
export function endInsertion(story: OdtStory, paragraph: Paragraph, attributes: Attributes): undefined {
  const { of } = story.part;
  const id = attributes["text:change-id"] ?? "";
  const open = of.open.get(id);
  // An insertion that ends in another flow than it began in ends nowhere: its flow is over.
  if (!open || !story.changes.includes(open.change)) return undefined;
  of.open.delete(id);
  story.changes.splice(story.changes.lastIndexOf(open.change), 1);
  if (of.changes === "reject") story.muted -= 1;
  const { change, quote } = open;
  // What begins with the end of a paragraph is in the next, which goes on from it where changes are rejected.
  const goesOn = of.changes === "reject" && change.text.startsWith("\n");
  const words = change.text.replace(/^\n+|(?<!\n)\n+$/g, "");
  const text = goesOn && change.text.endsWith("\n") ? `\n\n${parted(words)}\n\n` : words;
  const at = goesOn ? paragraph.id : open.at;
  const contribution: Contribution = { ...change, text, at, quote };
  contribute(story, contribution, open.start, paragraph.length);
  const before = of.changes === "reject" && /^[^\n].*\n$/s.test(change.text) && paragraph.runs.length === 0;
  if (before && of.context.contributions.at(-1) === contribution)
    setAfter(story, contribution, lastIdOf(story.rawBlocks));
  return undefined;
}

/** A paragraph ends in an insertion: so does a line of its words, and without them the next one goes on. */
export function endInChanges(story: OdtStory, paragraph: Paragraph): void {
  if (story.changes.length === 0) return;
  noteWords(story, "\n");
  if (story.part.of.changes === "reject") paragraph.properties = { ...paragraph.properties, markInserted: true };
}

/** Tells the changes of formatting: what it was before is not in the file (5.5.5), so that it stays as it is. */
export function warnOfFormatting({ context, formatting: { count, authors } }: OdtPackage): void {
  if (count > 0) context.warn("formatting-changes", { count, authors: [...authors].join(", ") || "?" });
}

function addRegion(of: OdtPackage, region: Element): void {
  const id = region.attributes["text:id"] ?? region.attributes["xml:id"];
  const deletion = childOf(region, "text:deletion");
  const insertion = childOf(region, "text:insertion");
  const formatting = childOf(region, "text:format-change");
  const element = deletion ?? insertion ?? formatting;
  if (id === undefined || !element) return;
  const info = childOf(element, "office:change-info");
  const author = childOf(info, "dc:creator");
  const date = childOf(info, "dc:date");
  if (element === formatting) {
    of.formatting.count += 1;
    if (author) of.formatting.authors.add(signature(textIn(author)));
    return;
  }
  const change: Region = {
    type: deletion ? "deletion" : "insertion",
    author: signature(author && textIn(author)),
    ...(date && { date: textIn(date) }),
    text: deletion ? wordsIn(deletion, lineSeparator) : "",
    ...(deletion && of.changes === "reject" && { content: deletion }),
  };
  of.regions.set(id, change);
}
