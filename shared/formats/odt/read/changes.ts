import { type Change, contribute, countChange, wordsBefore } from "../../office/changes.ts";
import type { Paragraph } from "../../office/paragraph.ts";
import { type Attributes, capture, childOf, type Element, type Handler, textIn } from "../../xml.ts";
import type { OdtPackage, OdtStory } from "./odt.ts";

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

/** The words of a deletion whose place is met, when the author chose to have changes rejected; else none. */
export function readDeletion(story: OdtStory, paragraph: Paragraph, attributes: Attributes): string {
  const change = story.part.of.regions.get(attributes["text:change-id"] ?? "");
  if (change?.type !== "deletion") return "";
  countChange(story, "deletion", change.author);
  contribute(story, { ...change, at: paragraph.id, quote: wordsBefore(paragraph) }, paragraph.length, paragraph.length);
  return story.part.of.changes === "reject" ? change.text : "";
}

/** From here on text was inserted: it is taken in, or not, as the author chose. */
export function beginInsertion(story: OdtStory, paragraph: Paragraph, attributes: Attributes): undefined {
  const { of } = story.part;
  const id = attributes["text:change-id"] ?? "";
  const change = of.regions.get(id);
  if (change?.type !== "insertion" || of.open.has(id)) return undefined;
  countChange(story, "insertion", change.author);
  of.open.set(id, { change, at: paragraph.id, quote: wordsBefore(paragraph), start: paragraph.length });
  story.changes.push(change);
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
  contribute(story, { ...open.change, at: open.at, quote: open.quote }, open.start, paragraph.length);
  return undefined;
}

function addRegion(of: OdtPackage, region: Element): void {
  const id = region.attributes["text:id"] ?? region.attributes["xml:id"];
  const deletion = childOf(region, "text:deletion");
  const insertion = childOf(region, "text:insertion");
  const element = deletion ?? insertion;
  if (id === undefined || !element) return;
  const info = childOf(element, "office:change-info");
  const author = childOf(info, "dc:creator");
  const date = childOf(info, "dc:date");
  const change: Change = {
    type: deletion ? "deletion" : "insertion",
    author: author ? textIn(author) : "",
    ...(date && { date: textIn(date) }),
    text: deletion ? wordsIn(deletion) : "",
  };
  of.regions.set(id, change);
}

/** The words of an element's paragraphs, one after the other; who and when are not among them. */
export function wordsIn(element: Element): string {
  const words = element.children.flatMap((child) => {
    if (typeof child === "string" || child.name === "office:change-info") return [];
    if (child.name === "text:p" || child.name === "text:h") return [textIn(child)];
    return [wordsIn(child)];
  });
  return words.filter((word) => word !== "").join("\n");
}
