import type { Block, Figure, Heading, Paragraph as ParagraphBlock } from "../../../document/tree.ts";
import { plainText } from "../../../document/visit.ts";
import { withoutLabel } from "../../captions.ts";
import { type Mark, nest, type Run, trimRuns, withoutWholeStrong } from "../../runs.ts";
import { dropLeading, leadingText, typedNumber, withoutTypedBullet } from "../../typed.ts";
import { levelOfStyle } from "./numbering.ts";
import type { Met, Package } from "./package.ts";
import type { ParagraphProperties } from "./paragraph-properties.ts";
import type { Story } from "./story.ts";
import { foldName, type Role, type Style } from "./styles.ts";

/** A paragraph being read. */
export type Paragraph = {
  /** The provisional id of its block. */
  id: string;
  properties: ParagraphProperties;
  runs: Run[];
  /** How many of the runs are not to be added to. */
  sealed: number;
  /** Indexes of runs before which a page ends. */
  breaks: number[];
  figures: Figure[];
  /** Blocks of the text boxes anchored in it. */
  boxes: Block[];
  anchors: string[];
  /** A caption's counter, and the run at which its number ends. */
  label?: { name: string; end: number };
  /** A heading's number was in the text, as a converter writes it. */
  numberDropped: boolean;
  /** A horizontal rule was drawn in it. */
  rule: boolean;
  /** Where comments on it begin: index of a run, by the comment's id. */
  comments: Map<string, number>;
};

export function openParagraph(story: Story): Paragraph {
  const anchors = story.anchors.splice(0);
  const carried = story.carried;
  story.carried = undefined;
  return {
    id: story.part.of.context.nextId(),
    properties: {},
    runs: carried?.runs ?? [],
    sealed: 0,
    breaks: [],
    figures: [],
    boxes: [],
    anchors: [...(carried?.anchors ?? []), ...anchors],
    numberDropped: false,
    rule: false,
    comments: new Map(),
  };
}

/** Adds text, to the last run when it wears the same marks: the very same array. */
export function pushText({ part }: Story, paragraph: Paragraph, value: string, marks: readonly Mark[]): void {
  const { runs } = paragraph;
  const last = runs.at(-1);
  if (last?.leaf.type === "text" && last.marks === marks && runs.length > paragraph.sealed) last.leaf.value += value;
  else {
    part.of.context.spend(1);
    runs.push({ leaf: { type: "text", value }, marks });
  }
}

/** What comes now does not join the runs so far. */
export function seal(paragraph: Paragraph): number {
  paragraph.sealed = paragraph.runs.length;
  return paragraph.sealed;
}

/** A paragraph is over: what it turned out to be joins the story. */
export function endParagraph(story: Story, paragraph: Paragraph): void {
  const { of } = story.part;
  const { properties, runs, anchors } = paragraph;
  const merges = of.changes === "accept" ? properties.markDeleted : properties.markInserted;
  if ((merges || properties.dropCap) && runs.length > 0) {
    story.carried = { runs, anchors };
    story.met.push(...paragraph.figures.map((block): Met => ({ kind: "block", block })));
    return;
  }
  if (properties.pageBreakBefore) pushPageBreak(story);
  const segments = splitAt(runs, paragraph.breaks).map(trimRuns);
  const words = segments.some((segment) => segment.length > 0);
  segments.forEach((segment, index) => {
    if (index > 0) pushPageBreak(story);
    if (segment.length > 0) pushWords(story, paragraph, segment, index);
  });
  if (!words && (paragraph.rule || (properties.ruled && paragraph.figures.length === 0))) {
    story.met.push({ kind: "block", block: { type: "thematicBreak", id: paragraph.id } });
  }
  if (words && paragraph.figures.length > 0) of.context.warn("image-moved", {}, paragraph.figures[0]!.id);
  pushFigures(story, paragraph, words);
  if (paragraph.boxes.length > 0) of.context.warn("textbox-moved", {}, paragraph.boxes[0]!.id);
  story.met.push(...paragraph.boxes.map((block): Met => ({ kind: "block", block })));
  if (properties.sectionBreak) pushPageBreak(story);
}

/** What a paragraph's own properties and its style make of it. */
export function roleOf(of: Package, properties: ParagraphProperties): Role | undefined {
  const { outline } = properties;
  if (outline !== undefined && outline < 9) return { is: "heading", level: outline + 1 };
  const role = styleOf(of, properties)?.role;
  return outline === 9 && role?.is === "heading" ? undefined : role;
}

function styleOf(of: Package, { style }: ParagraphProperties): Style | undefined {
  return style === undefined ? of.styles.defaultParagraph : of.styles.get(style);
}

function splitAt(runs: Run[], breaks: readonly number[]): Run[][] {
  if (breaks.length === 0) return [runs];
  const edges = [0, ...breaks, runs.length];
  return edges.slice(1).map((end, index) => runs.slice(edges[index], end));
}

function pushPageBreak(story: Story): void {
  story.met.push({ kind: "block", block: { type: "pageBreak", id: story.part.of.context.nextId() } });
}

/** Figures take the bookmarks of a paragraph that has no words. */
function pushFigures(story: Story, paragraph: Paragraph, words: boolean): void {
  paragraph.figures.forEach((figure, index) => {
    const anchor = words || index > 0 ? undefined : anchorOf(story.part.of, paragraph.anchors);
    story.met.push({ kind: "block", block: { ...figure, ...(anchor !== undefined && { anchor }) } });
  });
}

/** The name that a block keeps of its bookmarks; Word's own (`_Ref…`) only where there is no other. */
export function anchorOf(of: Package, names: readonly string[]): string | undefined {
  const chosen = names.find((name) => !isWordsOwn(name)) ?? names[0];
  if (chosen !== undefined) for (const name of names) of.aliases.set(name, chosen);
  return chosen;
}

/** Bookmarks that Word makes by itself. */
export function isWordsOwn(name: string): boolean {
  return name.startsWith("_");
}

function pushWords(story: Story, paragraph: Paragraph, runs: readonly Run[], segment: number): void {
  const { of } = story.part;
  const role = roleOf(of, paragraph.properties);
  const id = segment === 0 ? paragraph.id : of.context.nextId();
  const anchor = segment === 0 ? anchorOf(of, paragraph.anchors) : undefined;
  const identified = { id, ...(anchor !== undefined && { anchor }) };
  const list = listOf(of, paragraph.properties);
  const captioned = segment === 0 ? withoutSequence(paragraph, role?.is === "caption") : undefined;
  if (captioned) {
    pushCaption(story, identified, captioned, captionedBy(paragraph.label!.name));
    return;
  }
  switch (role?.is) {
    case "heading":
      pushHeading(story, paragraph, identified, runs, role.level);
      return;
    case "title":
    case "subtitle":
    case "author":
    case "date":
      pushMeta(story, identified, runs, role.is);
      return;
    case "caption":
      pushCaption(story, identified, runs, role.of);
      return;
    case "contents":
      of.context.warn("contents-dropped", {}, id);
      return;
    case "code":
      story.met.push({ kind: "code", id, value: codeOf(segment === 0 ? paragraph.runs : runs) });
      return;
    case "quote":
      story.met.push({ kind: "quote", block: { type: "paragraph", ...identified, children: nest(runs) } });
      return;
  }
  const block = paragraphBlock(of, paragraph, identified, withoutTypedBullet(of.context, id, runs, list !== undefined));
  if (list && !list.blank) story.met.push({ kind: "item", list: list.list, level: list.level, blocks: [block] });
  else if (list || role?.is === "listContinue") story.met.push({ kind: "continuation", level: list?.level, block });
  else story.met.push({ kind: "block", block });
}

type Identified = { id: string; anchor?: string };

function paragraphBlock(
  of: Package,
  { properties }: Paragraph,
  identified: Identified,
  runs: readonly Run[],
): ParagraphBlock {
  const align = properties.align ?? styleOf(of, properties)?.paragraph.align;
  const aligned = align && align !== "start" ? { align } : {};
  return { type: "paragraph", ...identified, ...aligned, children: nest(runs) };
}

/** The numbering that applies to a paragraph: its own, or its style's. */
function listOf(
  of: Package,
  properties: ParagraphProperties,
): { list: string; level: number; blank: boolean; ordered: boolean } | undefined {
  const style = styleOf(of, properties)?.paragraph;
  const list = properties.list ?? style?.list;
  const numbering = list === undefined || list === "0" ? undefined : of.numberings.get(list);
  if (list === undefined || !numbering) return undefined;
  const level = properties.level ?? style?.level ?? levelOfStyle(numbering, properties.style);
  const format = numbering.levels.get(level);
  return format && { list, level, blank: format.blank, ordered: format.ordered };
}

function pushHeading(
  story: Story,
  paragraph: Paragraph,
  identified: Identified,
  runs: readonly Run[],
  level: number,
): void {
  const { of } = story.part;
  const typed = typedNumber(leadingText(runs)) > 0;
  const heading: Heading = {
    type: "heading",
    ...identified,
    level: Math.min(level, 6) as Heading["level"],
    numbered: !typed,
    children: nest(withoutWholeStrong(runs)),
  };
  if (typed) of.context.warn("heading-number-typed", { heading: plainText(heading.children) }, heading.id);
  story.head = undefined;
  if (paragraph.numberDropped || listOf(of, paragraph.properties)?.ordered) of.numbered.add(heading.id);
  story.met.push({ kind: "block", block: heading });
}

type MetaRole = "title" | "subtitle" | "author" | "date";

/** The lines at the head of a document name it; the same styles further down are a heading, or a paragraph. */
function pushMeta(story: Story, identified: Identified, runs: readonly Run[], is: MetaRole): void {
  const text = plainText(nest(runs));
  const called = runs.some(({ leaf }) => leaf.type === "noteReference");
  if (story.head && !called && takeMeta(story, story.head, is, text)) return;
  if (is === "title") {
    story.head = undefined;
    const heading: Heading = {
      type: "heading",
      ...identified,
      level: 1,
      numbered: true,
      children: nest(withoutWholeStrong(runs)),
    };
    story.met.push({ kind: "block", block: heading });
  } else story.met.push({ kind: "block", block: { type: "paragraph", ...identified, children: nest(runs) } });
}

/** A title or subtitle may go over several paragraphs that follow one another. */
function takeMeta(story: Story, head: NonNullable<Story["head"]>, is: MetaRole, text: string): boolean {
  const { meta } = story.part.of;
  const follows = head.last === is && head.at === story.met.length;
  if (is === "author") meta.authors.push(...text.split(/\s*;\s*/));
  else if (meta[is] === undefined) meta[is] = text;
  else if (follows && is !== "date") meta[is] += ` ${text}`;
  else return false;
  story.head = { last: is, at: story.met.length };
  return true;
}

function pushCaption(story: Story, identified: Identified, runs: readonly Run[], of: "figure" | "table" | "any"): void {
  const { context } = story.part.of;
  const children = withoutLabel(context, nest(runs), identified.id);
  story.met.push({ kind: "caption", of, block: { type: "paragraph", ...identified, children } });
}

/** A caption without its label and counted number; undefined where the counter stands in running text. */
function withoutSequence({ label, runs }: Paragraph, styled: boolean): Run[] | undefined {
  if (!label || (!styled && captionedBy(label.name) === "any")) return undefined;
  if (plainText(nest(runs.slice(0, label.end))).length > longestLabel) return undefined;
  const rest = runs.slice(label.end);
  const separator = /^[\s.:–—-]*/u.exec(leadingText(rest))?.[0].length ?? 0;
  return trimRuns(dropLeading(rest, separator));
}

/** Characters of "Figure 12" and its like. */
const longestLabel = 40;

function captionedBy(sequence: string): "figure" | "table" | "any" {
  const name = foldName(sequence);
  return /^tab/.test(name)
    ? "table"
    : /^(fig|illus|image|photo|graph|schema|carte|drawing)/.test(name)
      ? "figure"
      : "any";
}

function codeOf(runs: readonly Run[]): string {
  return runs.map(({ leaf }) => (leaf.type === "lineBreak" ? "\n" : "value" in leaf ? leaf.value : "")).join("");
}
