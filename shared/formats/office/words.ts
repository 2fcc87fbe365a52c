import type { Heading, Paragraph as ParagraphBlock } from "../../document/tree.ts";
import { typedNumber } from "../../document/typed-number.ts";
import { plainText } from "../../document/visit.ts";
import { withoutLabel } from "../captions.ts";
import { nest, type Run, withoutWholeStrong } from "../runs.ts";
import { leadingText, withoutTypedBullet } from "../typed.ts";
import { anchorOf } from "./anchors.ts";
import { pushMeta } from "./head.ts";
import type { Package } from "./package.ts";
import { listOf, roleOf, styleOf } from "./roles.ts";
import { captionedBy, withoutSequence } from "./sequence.ts";
import type { Paragraph, Story } from "./story.ts";

/**
 * Adds a paragraph's words to the story as the block that its role makes of them: a heading, an item, a caption…
 * `segment`: how many page breaks stand before these words in the paragraph.
 */
export function pushWords(story: Story, paragraph: Paragraph, runs: readonly Run[], segment: number): void {
  const { of } = story.part;
  const role = roleOf(of, paragraph.properties);
  const id = segment === 0 ? paragraph.id : of.context.nextId();
  const list = listOf(of, paragraph.properties);
  const isItem = list !== undefined && !list.blank && !paragraph.properties.continues;
  // What stands before a list or a quotation names all of it.
  const listed = isItem && (!role || role.is === "listContinue" || role.is === "callout");
  const opens = role?.is === "quote" || listed;
  const { before, anchors } = paragraph;
  const outer = opens && segment === 0 ? anchorOf(of, before) : undefined;
  const anchor = segment === 0 ? anchorOf(of, opens ? anchors : [...before, ...anchors]) : undefined;
  const identified = { id, ...(anchor !== undefined && { anchor }) };
  const named = outer === undefined ? {} : { anchor: outer };
  if (list?.label !== undefined && !listed && !paragraph.properties.continues)
    warnOfLabel(of, `${list.list} ${list.level}`, list.label, id);
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
    case "contents": {
      of.context.warn("contents-dropped", {}, id);
      const linked = runs.some(({ marks }) => marks.some(({ type }) => type === "crossReference"));
      of.contentsLines.push({ text: plainText(nest(runs)), linked, styled: true, at: id });
      return;
    }
    case "code":
      story.rawBlocks.push({ kind: "code", ...identified, value: codeOf(segment === 0 ? paragraph.runs : runs) });
      return;
    case "quote":
      story.rawBlocks.push({
        kind: "quote",
        ...named,
        block: { type: "paragraph", ...identified, children: nest(runs) },
      });
      return;
  }
  const block = paragraphBlock(of, paragraph, identified, withoutTypedBullet(of.context, id, runs, list !== undefined));
  if (isItem) story.rawBlocks.push({ kind: "item", ...named, list: list.list, level: list.level, blocks: [block] });
  else if (list || role?.is === "listContinue" || paragraph.properties.continues)
    story.rawBlocks.push({ kind: "continuation", level: list?.level ?? paragraph.properties.level, block });
  else story.rawBlocks.push({ kind: "block", block });
}

/** Numbers are kept without the words that the numbering puts around them ("Article %1"): one warning for each level. */
function warnOfLabel({ context, unlabelled }: Package, list: string, label: string, at: string): void {
  if (unlabelled.has(list)) return;
  unlabelled.add(list);
  context.warn("list-label-dropped", { label: label.replace(/%\d/g, "1").trim().slice(0, 200) }, at);
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
  const role = roleOf(of, properties)?.is === "sourceLine" ? { role: "sourceLine" as const } : {};
  return { type: "paragraph", ...identified, ...aligned, ...role, children: nest(runs) };
}

/** The deepest level of headings that the tree has. */
const deepest = 6;

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
    level: Math.min(level, deepest) as Heading["level"],
    numbered: !typed,
    children: nest(withoutWholeStrong(runs)),
  };
  if (level > deepest)
    of.context.warn("heading-level-deep", { heading: plainText(heading.children), level }, heading.id);
  if (typed) of.context.warn("heading-number-typed", { heading: plainText(heading.children) }, heading.id);
  story.head = undefined;
  if (paragraph.numberDropped || listOf(of, paragraph.properties)?.ordered) of.numbered.add(heading.id);
  story.rawBlocks.push({ kind: "block", block: heading });
}

function pushCaption(story: Story, identified: Identified, runs: readonly Run[], of: "figure" | "table" | "any"): void {
  const { context } = story.part.of;
  const children = withoutLabel(context, nest(runs), identified.id);
  story.rawBlocks.push({ kind: "caption", of, block: { type: "paragraph", ...identified, children } });
}

function codeOf(runs: readonly Run[]): string {
  return runs.map(({ leaf }) => (leaf.type === "lineBreak" ? "\n" : "value" in leaf ? leaf.value : "")).join("");
}
