import { lineSeparator } from "../../document/visit.ts";
import { wordsIn } from "../../document/word-count.ts";
import type { Contribution } from "../reading.ts";
import { withoutJoiners } from "./rows.ts";
import { signature } from "./signature.ts";
import type { Change, Story } from "./story.ts";

/** From here on what is read is inside a change, and in those around it. */
export function openChangeIn(story: Story, change: Change): void {
  const around = story.changes.at(-1);
  if (around && (around.crossed || around.type !== change.type)) change.crossed = true;
  if (change.cells) story.changedRow ??= change;
  story.changes.push(change);
}

/**
 * Words met inside tracked changes, heard or not: of changes inside one another, they are the innermost's, and the outermost
 * row's that came or went whole. Those that came and went again are nobody's, and do not lack.
 */
export function noteWords({ changes, changedRow, part }: Story, value: string): void {
  const innermost = changes.at(-1);
  if (!innermost) return;
  if (innermost.crossed) {
    part.of.context.source.aside += wordsIn([value]);
    return;
  }
  innermost.text += value;
  if (changedRow && changedRow !== innermost) changedRow.text += value;
}

/** Counts a change for the warning that sums them up. */
export function countChange({ part }: Story, type: Change["type"], author: string | undefined): void {
  part.of.tally[type === "insertion" ? "insertions" : "deletions"] += 1;
  if (signature(author) !== "") part.of.tally.authors.add(signature(author));
}

/** Counts a change of formatting, which stays as it is now. */
export function countFormatting({ part }: Story, author: string | undefined): void {
  part.of.tally.formatted += 1;
  if (signature(author) !== "") part.of.tally.formatters.add(signature(author));
}

/** Word cuts one change in pieces where the marks or the minute change: those that touch are one. */
export function contribute(story: Story, contribution: Contribution, start: number, end: number): void {
  const breaks = contribution.text.includes(lineSeparator);
  if (withoutJoiners(contribution.text) === "" && !breaks) return;
  const { contributions } = story.part.of.context;
  const last = contributions.at(-1);
  const touches = last !== undefined && last === story.lastChange?.contribution && story.lastChange.end === start;
  const alike = last?.type === contribution.type && last.author === contribution.author && last.at === contribution.at;
  if (touches && alike) last.text += contribution.text;
  else {
    contributions.push(contribution);
    if (contribution.type === "insertion") story.inserted.push(contribution);
  }
  story.lastChange = { contribution: contributions.at(-1)!, end };
}
