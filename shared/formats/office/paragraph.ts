import type { Mark } from "../runs.ts";
import type { Lost, Paragraph, Story } from "./story.ts";

/** A paragraph of which nothing was read yet but the words that the paragraph before handed on. */
export function openParagraph(story: Story): Paragraph {
  const anchors = story.anchors.splice(0);
  const carried = story.carried;
  story.carried = undefined;
  const { context } = story.part.of;
  const id = context.nextId();
  if (carried) context.moved.set(carried.paragraph.id, id);
  return {
    id,
    properties: {},
    runs: carried?.runs ?? [],
    inherited: carried?.runs.length ?? 0,
    length: 0,
    sealed: carried?.runs.length ?? 0,
    breaks: [],
    figures: [],
    boxes: [],
    lost: [],
    before: [...(carried?.anchors ?? []), ...anchors],
    anchors: [],
    ...(carried && { goesOnFrom: carried.paragraph.properties }),
    ...(carried?.label && { label: carried.label }),
    numberDropped: false,
    rule: false,
  };
}

/** Adds text, to the last run when it wears the same marks: the very same array. */
export function pushText({ part }: Story, paragraph: Paragraph, value: string, marks: readonly Mark[]): void {
  const { runs } = paragraph;
  paragraph.length += value.length;
  const last = runs.at(-1);
  const joins = last !== undefined && last.marks === marks && runs.length > paragraph.sealed;
  if (joins && last.leaf.type === "text" && last.leaf.value.length < longestRun) last.leaf.value += value;
  else {
    part.of.context.spend(1);
    runs.push({ leaf: { type: "text", value }, marks });
  }
}

/** Characters in a run to which no more are added: quoting from one that grew for ever would copy it each time. */
const longestRun = 4_000;

/** The folded name of the style in which pandoc writes the numbers of headings as text: they are ours to give. */
export const numberStyle = "section number";

/** True of the tab that follows such a number, and goes with it. */
export function isAfterNumber({ numberDropped, runs }: Paragraph, value: string): boolean {
  return numberDropped && runs.length === 0 && value === " ";
}

/** Text that comes from now on makes new runs; gives the number of runs so far. */
export function seal(paragraph: Paragraph): number {
  paragraph.sealed = paragraph.runs.length;
  return paragraph.sealed;
}

/**
 * Drawings lost since there were `before` are alternatives, or parts, of one drawing: one loss is reported where none
 * of them was kept, none where one was.
 */
export function mergeLost({ lost }: Paragraph, before: number, kept: boolean, one?: Lost): void {
  if (lost.length === before) return;
  const [first] = lost.splice(before);
  if (!kept) lost.push(one ?? first!);
}

/** How much of a paragraph was read so far, as a number that only grows. */
export function measure(paragraph: Paragraph): number {
  return seal(paragraph) + paragraph.figures.length + paragraph.boxes.length + (paragraph.rule ? 1 : 0);
}
