import type { Contribution } from "../reading.ts";
import type { RawBlock } from "./package.ts";
import type { Paragraph, Story } from "./story.ts";

/**
 * A paragraph is over whose changes are rejected. Paragraphs parted by inserted marks are one there: "Un de plus.¶" typed
 * after "Texte.¶" leaves the mark of "Texte." inserted and its own in its place. What was inserted in one without words of
 * its own is new paragraphs, after the block that it goes on from, else after the block before; with words that follow, it
 * is among them. `goesOn`: its mark was inserted.
 */
export function settleInserted(story: Story, paragraph: Paragraph, goesOn: boolean): void {
  const inserted = story.inserted.splice(0).filter(({ at }) => at === paragraph.id);
  if (story.part.of.changes === "accept") return;
  if (hasWords(paragraph)) for (const each of story.pendingInsertions.splice(0)) each.text = `\n\n${each.text}\n\n`;
  else if (paragraph.runs.length > 0) story.pendingInsertions.push(...inserted);
  else for (const each of inserted) setAfter(story, each, lastIdOf(story.rawBlocks));
  if (goesOn) return;
  for (const each of story.pendingInsertions.splice(0)) setAfter(story, each, paragraph.id);
}

/**
 * What a paragraph is like whose changes are rejected: one without words of its own, which someone typed after another,
 * only ends that one, whatever style was chosen for it.
 */
export function asBefore({ part }: Story, paragraph: Paragraph): Paragraph["properties"] {
  const { properties, goesOnFrom } = paragraph;
  if (part.of.changes === "accept" || !goesOnFrom || hasWords(paragraph)) return properties;
  const { markDeleted: _, markInserted: __, sectionBreak: ___, ...before } = goesOnFrom;
  const { markInserted, sectionBreak } = properties;
  return { ...before, ...(markInserted && { markInserted }), ...(sectionBreak && { sectionBreak }) };
}

function hasWords({ runs, inherited }: Paragraph): boolean {
  return runs.slice(inherited).some(({ leaf }) => leaf.type !== "text" || leaf.value.trim() !== "");
}

/**
 * An insertion is paragraphs of their own after the block `at`; with insertions recorded just before by the same
 * author, it is one.
 */
export function setAfter(story: Story, contribution: Contribution, at: string | undefined): void {
  if (at === undefined) return;
  const { contributions } = story.part.of.context;
  Object.assign(contribution, { at, whole: "paragraphs", text: parted(contribution.text.trim()) });
  const index = contributions.lastIndexOf(contribution);
  const last = contributions[index - 1];
  if (last?.whole !== "paragraphs" || last.at !== at || last.author !== contribution.author) return;
  last.text += `\n\n${contribution.text}`;
  contributions.splice(index, 1);
}

/** The words of an insertion, a blank line where a paragraph ends in it. */
export function parted(words: string): string {
  return words.replace(/\n+/g, "\n\n");
}

/** The block met last. */
export function lastIdOf(rawBlocks: readonly RawBlock[]): string | undefined {
  const last = rawBlocks.findLast((one) => !(one.kind === "block" && one.block.type === "pageBreak"));
  if (last?.kind === "item") return last.blocks.at(-1)?.id;
  return last?.kind === "code" ? last.id : last?.block.id;
}
