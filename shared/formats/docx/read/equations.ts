import { plainText } from "../../../document/visit.ts";
import { contribute, countChange, noteWords } from "../../office/changes.ts";
import { wordsBefore } from "../../office/quotes.ts";
import type { Change, Paragraph } from "../../office/story.ts";
import { nest } from "../../runs.ts";
import { capture, childOf, type Element, type Handler, textIn } from "../../xml.ts";
import { isTaken, openChange } from "./changes.ts";
import { mathRuns } from "./math.ts";
import type { WordStory } from "./word.ts";

/** Reads an `m:oMath` (ECMA-376-1, 22.1.2.77) as words, with what was inserted and deleted in it. */
export function mathHandler(story: WordStory, paragraph: Paragraph): Handler {
  const element: Element = { name: "m:oMath", attributes: {}, children: [] };
  const { of } = story.part;
  return capture(element, of.budget, () => {
    if (story.changes.length > 0) noteWords(story, wordsOf(element));
    settle(story, paragraph, element);
    if (story.muted > 0) return;
    const runs = mathRuns(element);
    of.context.spend(runs.length);
    paragraph.runs.push(...runs);
    of.context.warn("math-as-text", {}, paragraph.id);
  });
}

/** Leaves in an equation what the author chose, and contributes each change of it. */
function settle(story: WordStory, paragraph: Paragraph, element: Element): void {
  element.children = element.children.flatMap((child) => {
    if (typeof child === "string" || child.name === "m:ctrlPr") return [child];
    if (child.name === "m:t" && story.muted === 0) paragraph.length += textIn(child).length;
    const type = changes.get(child.name);
    if (type) return settleChange(story, paragraph, child, type);
    settle(story, paragraph, child);
    return hasSign(story, child) ? [child] : child.children.filter((one) => !isProperties(one));
  });
}

const changes = new Map<string, Change["type"]>([
  ["w:ins", "insertion"],
  ["w:moveTo", "insertion"],
  ["w:del", "deletion"],
  ["w:moveFrom", "deletion"],
]);

function settleChange(story: WordStory, paragraph: Paragraph, element: Element, type: Change["type"]): Element[] {
  const { attributes } = element;
  countChange(story, type, attributes["w:author"]);
  const change: Change = { ...openChange(type, attributes), text: wordsOf(element) };
  const quote = wordsBefore(paragraph);
  const start = paragraph.length;
  const taken = isTaken(story, type);
  if (!taken) story.muted += 1;
  settle(story, paragraph, element);
  if (!taken) story.muted -= 1;
  contribute(story, { ...change, at: paragraph.id, quote }, start, paragraph.length);
  return taken ? [element] : [];
}

/** Whether a fraction, a root and the like stays one, or leaves what stood in it alone (`m:ctrlPr`, 22.1.2.23). */
function hasSign(story: WordStory, { children }: Element): boolean {
  const properties = children.find(isProperties);
  const control = typeof properties === "object" ? childOf(properties, "m:ctrlPr") : undefined;
  return [...changes].every(([name, type]) => !childOf(control, name) || isTaken(story, type));
}

function isProperties(child: Element | string): boolean {
  return typeof child === "object" && /^m:.+Pr$/.test(child.name);
}

function wordsOf(element: Element): string {
  return plainText(nest(mathRuns(element)));
}
