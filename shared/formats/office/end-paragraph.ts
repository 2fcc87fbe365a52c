import type { Block } from "../../document/tree.ts";
import { plainText } from "../../document/visit.ts";
import { wordsIn } from "../../document/word-count.ts";
import type { Context } from "../reading.ts";
import { nest, oneSpaced, type Run, trimRuns } from "../runs.ts";
import { anchorOf } from "./anchors.ts";
import { boxAround } from "./boxes.ts";
import { asBefore, settleInserted } from "./inserted.ts";
import type { RawBlock } from "./package.ts";
import { listOf, roleOf } from "./roles.ts";
import { withoutJoiners } from "./rows.ts";
import type { Lost, Paragraph, Story } from "./story.ts";
import { pushWords } from "./words.ts";
/** Ends a paragraph: its words, figures and text boxes join the story as blocks. */
export function endParagraph(story: Story, paragraph: Paragraph): void {
  const { of } = story.part;
  paragraph.properties = asBefore(story, paragraph);
  const { properties, runs, label } = paragraph;
  const anchors = [...paragraph.before, ...paragraph.anchors];
  for (const lost of paragraph.lost) endLost(story, paragraph, lost);
  const merges = of.changes === "accept" ? properties.markDeleted : properties.markInserted;
  settleInserted(story, paragraph, merges === true);
  if ((merges || properties.dropCap) && runs.length > 0) {
    story.carried = { runs, anchors, label, paragraph };
    story.rawBlocks.push(
      ...[...paragraph.figures, ...paragraph.boxes].map((block): RawBlock => ({ kind: "block", block })),
    );
    return;
  }
  if (merges) {
    dropParagraph(story, paragraph);
    return;
  }
  if (properties.pageBreakBefore) pushPageBreak(story);
  const start = story.rawBlocks.length;
  if (of.ours && roleOf(of, properties)?.is === "cover") {
    leaveOut(story, paragraph);
    return;
  }
  const segments = splitAt(runs, paragraph.breaks).map((segment) =>
    saysJoinersAlone(segment) ? [] : trimRuns(oneSpaced(segment)),
  );
  const words = segments.some((segment) => segment.length > 0);
  segments.forEach((segment, index) => {
    if (index > 0) pushPageBreak(story);
    if (segment.length > 0) pushWords(story, paragraph, segment, index);
  });
  const rule = paragraph.rule || roleOf(of, properties)?.is === "rule";
  if (!words && (rule || (properties.ruled && paragraph.figures.length === 0))) {
    story.rawBlocks.push({ kind: "block", block: { type: "thematicBreak", id: paragraph.id } });
  }
  if (!words && roleOf(of, properties)?.is === "code")
    story.rawBlocks.push({ kind: "code", id: paragraph.id, value: "" });
  if (!words && paragraph.figures.length === 0) story.anchors.push(...anchors);
  const figure = paragraph.figures.find(({ type }) => type === "figure");
  if (words && figure) of.context.warn("image-moved", {}, figure.id);
  pushFigures(story, paragraph, words);
  const moved = paragraph.boxes.find((block) => block.type !== "figure");
  if (moved) of.context.warn("textbox-moved", {}, moved.id);
  story.rawBlocks.push(...paragraph.boxes.map((block): RawBlock => ({ kind: "block", block })));
  putInBox(story, paragraph, start, words);
  if (properties.sectionBreak) pushPageBreak(story);
}

/** Blocks of a paragraph that stands in a callout; a line of nothing ends the callout before it. */
function putInBox(story: Story, { properties }: Paragraph, start: number, words: boolean): void {
  const box = boxAround(story, properties);
  const last = story.rawBlocks[start - 1];
  if (!box && !words && last?.box) last.ends = true;
  if (box) for (const raw of story.rawBlocks.slice(start)) raw.box = box;
}

/** A line that we printed on a cover; what is anchored in it goes on to what comes next. */
function leaveOut(story: Story, { runs, before, anchors, properties }: Paragraph): void {
  story.part.of.context.source.aside += wordsIn([plainText(nest(runs))]);
  story.anchors.push(...before, ...anchors);
  if (properties.sectionBreak) pushPageBreak(story);
}

/** A paragraph of U+200D alone, which LibreOffice leaves in a cell to hold a change of its row, says nothing. */
function saysJoinersAlone(runs: readonly Run[]): boolean {
  const words = runs.map(({ leaf }) => (leaf.type === "text" ? leaf.value : "\uFFFC")).join("");
  return words !== "" && withoutJoiners(words) === "";
}

/** A drawing that cannot be kept gives a warning; its words follow, as those of a text box would. */
function endLost({ part }: Story, paragraph: Paragraph, { code, name, words = [] }: Lost): void {
  const { context } = part.of;
  context.warn(code, { name }, paragraph.id);
  paragraph.boxes.push(...words.flatMap((each) => boxOf(context, each) ?? []));
}

/** Words of a drawing as a paragraph of a text box; undefined where there are none. */
export function boxOf(context: Context, words: string): Block | undefined {
  const value = words.replace(/\s+/g, " ").trim();
  if (value === "") return undefined;
  return { type: "paragraph", id: context.nextId(), children: [{ type: "text", value }] };
}

/** Words of a paragraph whose end mark was deleted stay a paragraph of their own where a table comes next. */
export function endCarried(story: Story): void {
  const { carried } = story;
  if (!carried) return;
  story.carried = undefined;
  const { markDeleted: _, markInserted: __, dropCap: ___, ...properties } = carried.paragraph.properties;
  const emptied = { figures: [], boxes: [], lost: [], anchors: [] };
  endParagraph(story, { ...carried.paragraph, ...emptied, properties, before: carried.anchors });
}

/** A paragraph that was inserted or deleted whole is left out, with its bookmarks; pictures in it that stayed are kept. */
function dropParagraph(story: Story, paragraph: Paragraph): void {
  story.anchors.push(...paragraph.before);
  pushFigures(story, paragraph, true);
  story.rawBlocks.push(...paragraph.boxes.map((block): RawBlock => ({ kind: "block", block })));
  if (paragraph.properties.sectionBreak) pushPageBreak(story);
}

function pushPageBreak(story: Story): void {
  story.rawBlocks.push({ kind: "block", block: { type: "pageBreak", id: story.part.of.context.nextId() } });
}

/** Adds a paragraph's figures, to the list item that the paragraph belongs to; without words, they take its bookmarks. */
function pushFigures(story: Story, { figures, before, anchors, properties }: Paragraph, words: boolean): void {
  const { of } = story.part;
  const list = listOf(of, properties);
  figures.forEach((figure, index) => {
    const anchor = words || index > 0 ? undefined : anchorOf(of, [...before, ...anchors]);
    const block = { ...figure, ...(anchor !== undefined && { anchor }) };
    story.rawBlocks.push(list ? { kind: "continuation", level: list.level, block } : { kind: "block", block });
  });
}

function splitAt(runs: Run[], breaks: readonly number[]): Run[][] {
  if (breaks.length === 0) return [runs];
  const edges = [0, ...breaks, runs.length];
  return edges.slice(1).map((end, index) => runs.slice(edges[index], end));
}
