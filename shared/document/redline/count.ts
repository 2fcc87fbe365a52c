import { type Change, eachChange, eachChangeOf } from "./changes.ts";
import type { BlockChange, EditedBlock, Piece, Redline, WordChange } from "./redline.ts";

/** The changes that a reader sees; what moved counts where it came. */
export function countChanges(redline: Omit<Redline, "changes">): number {
  const heads = redline.head.filter(({ words }) => countWords(words) > 0).length;
  return eachChangeOf(redline).reduce((sum, change) => sum + countOwn(change), heads);
}

/** Whether a reader sees no change in a block. */
export function isQuiet(change: BlockChange): boolean {
  return change.is === "same" || eachChange([change]).every((one) => countOwn(one) === 0 && !isWhole(one));
}

/** The changes of words that a reader sees: a deletion and the insertion that takes its place are one. */
function countWords(words: readonly WordChange[]): number {
  return words.filter(({ is }, index) => {
    if (is === "same" || is === "typed") return false;
    return is !== "inserted" || words[index - 1]?.is !== "deleted";
  }).length;
}

/**
 * Whether a block is another kind of itself: a heading of another level, a list counted otherwise, a callout of another
 * variant, a table with other alignments or without headers.
 */
export function isRecast(edited: EditedBlock): boolean {
  if (edited.type !== "table") return castOf(edited.before) !== castOf(edited.after);
  const { before, after, columns } = edited;
  if (before.headerRows > 0 !== after.headerRows > 0) return true;
  const kept = columns.filter(({ before: old, after: now }) => old !== undefined && now !== undefined);
  return kept.some((column) => before.columns[column.before!]?.align !== after.columns[column.after!]?.align);
}

function castOf(block: EditedBlock["before"]): string {
  switch (block.type) {
    case "heading":
      return `heading ${block.level} ${block.numbered}`;
    case "paragraph":
      return `paragraph ${block.align ?? ""}`;
    case "callout":
      return `callout ${block.variant}`;
    case "list":
      return `${block.ordered ? `${block.start} ${block.format}` : ""}${block.label ?? ""}`;
    default:
      return "";
  }
}

function isWhole({ is }: Change): boolean {
  return is === "inserted" || is === "deleted";
}

function countOwn(change: Change): number {
  if (change.is === "same") return 0;
  if (change.is === "relisted") return change.of === "block" ? 1 : 0;
  if (change.is === "parted") return change.pieces.reduce((sum, piece) => sum + countPiece(piece), 0);
  if (change.is === "inserted" && change.of === "block" && change.words) return 1 + countWords(change.words);
  if (change.is !== "edited") return change.column || (change.is === "deleted" && change.move !== undefined) ? 0 : 1;
  if (change.of !== "block") return 0;
  const words = "words" in change ? change.words : "caption" in change ? change.caption : [];
  return countWords(words) + (isRecast(change) ? 1 : 0) + columnsChanged(change);
}

function countPiece({ words, end }: Piece): number {
  return countWords(words) + (end === "same" ? 0 : 1);
}

function columnsChanged(change: EditedBlock): number {
  if (change.type !== "table") return 0;
  return change.columns.filter(({ before, after }) => before === undefined || after === undefined).length;
}
