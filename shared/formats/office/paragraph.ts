import type { Block, Figure, List, Table } from "../../document/tree.ts";
import { type Mark, oneSpaced, type Run, trimRuns } from "../runs.ts";
import { anchorOf } from "./anchors.ts";
import { settleFresh } from "./fresh.ts";
import type { Met } from "./package.ts";
import type { ParagraphProperties } from "./properties.ts";
import { listOf, roleOf } from "./roles.ts";
import type { Story } from "./story.ts";
import { pushWords } from "./words.ts";

/** A paragraph being read. */
export type Paragraph = {
  /** The provisional id of its block. */
  id: string;
  properties: ParagraphProperties;
  runs: Run[];
  /** How many of the runs the paragraph before handed on. */
  inherited: number;
  /** Characters of text so far. */
  length: number;
  /** How many of the runs are not to be added to. */
  sealed: number;
  /** Indexes of runs before which a page ends. */
  breaks: number[];
  /** Figures anchored in it, and the tables and lists that stand for charts and diagrams. */
  figures: (Figure | Table | List)[];
  /** Blocks of the text boxes anchored in it. */
  boxes: Block[];
  /** Drawings in it of which nothing is kept, to be told. */
  lost: Lost[];
  /** Bookmarks that stood before it, and in it. */
  before: string[];
  anchors: string[];
  /** The last bookmark, and the run that it stands before. */
  mark?: { name: string; at: number };
  /** A caption's counter, and the run at which its number ends. */
  label?: { name: string; end: number };
  /** A heading's number was in the text, as a converter writes it. */
  numberDropped: boolean;
  /** A horizontal rule was drawn in it. */
  rule: boolean;
};

/** A drawing that cannot be kept, and the name that its author can find it by. */
export type Lost = { code: "chart-dropped" | "shape-dropped"; name: string };

/** A paragraph of which nothing was read yet, but for what the one before handed on. */
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

/** What comes now does not join the runs so far. */
export function seal(paragraph: Paragraph): number {
  paragraph.sealed = paragraph.runs.length;
  return paragraph.sealed;
}

/** A paragraph is over: what it turned out to be joins the story. */
export function endParagraph(story: Story, paragraph: Paragraph): void {
  const { of } = story.part;
  const { properties, runs, label } = paragraph;
  const anchors = [...paragraph.before, ...paragraph.anchors];
  for (const { code, name } of paragraph.lost) of.context.warn(code, { name }, paragraph.id);
  const merges = of.changes === "accept" ? properties.markDeleted : properties.markInserted;
  settleFresh(story, paragraph, merges === true);
  if ((merges || properties.dropCap) && runs.length > 0) {
    story.carried = { runs, anchors, label, paragraph };
    story.met.push(...[...paragraph.figures, ...paragraph.boxes].map((block): Met => ({ kind: "block", block })));
    return;
  }
  if (merges) {
    dropParagraph(story, paragraph);
    return;
  }
  if (properties.pageBreakBefore) pushPageBreak(story);
  const segments = splitAt(runs, paragraph.breaks).map((segment) => trimRuns(oneSpaced(segment)));
  const words = segments.some((segment) => segment.length > 0);
  segments.forEach((segment, index) => {
    if (index > 0) pushPageBreak(story);
    if (segment.length > 0) pushWords(story, paragraph, segment, index);
  });
  const rule = paragraph.rule || roleOf(of, properties)?.is === "rule";
  if (!words && (rule || (properties.ruled && paragraph.figures.length === 0))) {
    story.met.push({ kind: "block", block: { type: "thematicBreak", id: paragraph.id } });
  }
  if (!words && roleOf(of, properties)?.is === "code") story.met.push({ kind: "code", id: paragraph.id, value: "" });
  if (!words && paragraph.figures.length === 0) story.anchors.push(...anchors);
  const figure = paragraph.figures.find(({ type }) => type === "figure");
  if (words && figure) of.context.warn("image-moved", {}, figure.id);
  pushFigures(story, paragraph, words);
  const moved = paragraph.boxes.find((block) => block.type !== "figure");
  if (moved) of.context.warn("textbox-moved", {}, moved.id);
  story.met.push(...paragraph.boxes.map((block): Met => ({ kind: "block", block })));
  if (properties.sectionBreak) pushPageBreak(story);
}

/** What a paragraph whose end was deleted hands on stays its own where no paragraph comes next, but a table. */
export function endCarried(story: Story): void {
  const { carried } = story;
  if (!carried) return;
  story.carried = undefined;
  const { markDeleted: _, markInserted: __, dropCap: ___, ...properties } = carried.paragraph.properties;
  const told = { figures: [], boxes: [], lost: [], anchors: [] };
  endParagraph(story, { ...carried.paragraph, ...told, properties, before: carried.anchors });
}

/**
 * Drawings lost since there were `before` are alternatives, or parts, of one: nothing is lost where another was kept,
 * and one is where none was.
 */
export function settleLost({ lost }: Paragraph, before: number, kept: boolean, one?: Lost): void {
  if (lost.length === before) return;
  const [first] = lost.splice(before);
  if (!kept) lost.push(one ?? first!);
}

/** How much of a paragraph was read so far, as a number that only grows. */
export function measure(paragraph: Paragraph): number {
  return seal(paragraph) + paragraph.figures.length + paragraph.boxes.length + (paragraph.rule ? 1 : 0);
}

function splitAt(runs: Run[], breaks: readonly number[]): Run[][] {
  if (breaks.length === 0) return [runs];
  const edges = [0, ...breaks, runs.length];
  return edges.slice(1).map((end, index) => runs.slice(edges[index], end));
}

/** A paragraph that came or went whole is not there, nor are its own bookmarks; pictures that stayed are. */
function dropParagraph(story: Story, paragraph: Paragraph): void {
  story.anchors.push(...paragraph.before);
  pushFigures(story, paragraph, true);
  story.met.push(...paragraph.boxes.map((block): Met => ({ kind: "block", block })));
  if (paragraph.properties.sectionBreak) pushPageBreak(story);
}

function pushPageBreak(story: Story): void {
  story.met.push({ kind: "block", block: { type: "pageBreak", id: story.part.of.context.nextId() } });
}

/** Figures take the bookmarks of a paragraph that has no words, and stay in the item that they stand in. */
function pushFigures(story: Story, { figures, before, anchors, properties }: Paragraph, words: boolean): void {
  const { of } = story.part;
  const list = listOf(of, properties);
  figures.forEach((figure, index) => {
    const anchor = words || index > 0 ? undefined : anchorOf(of, [...before, ...anchors]);
    const block = { ...figure, ...(anchor !== undefined && { anchor }) };
    story.met.push(list ? { kind: "continuation", level: list.level, block } : { kind: "block", block });
  });
}
