import type { BlockChange, ItemChange, Redline, RowChange } from "./redline.ts";

/** A block, an item or a row, and what became of it. */
export type Change = BlockChange | ItemChange | RowChange;

/** Every change below some, containers before what they hold, in reading order. */
export function* eachChange(changes: readonly Change[]): Generator<Change> {
  for (const change of changes) {
    yield change;
    yield* eachChange(changesIn(change));
  }
}

/** Every change of a redline: the body, the notes, the bibliography. */
export function* eachChangeOf({
  blocks,
  notes,
  bibliography,
}: Pick<Redline, "blocks" | "notes" | "bibliography">): Generator<Change> {
  yield* eachChange(blocks);
  for (const note of notes) yield* eachChange(note.blocks);
  yield* eachChange(bibliography);
}

/** The changes within a thing that was edited. */
function changesIn(change: Change): Change[] {
  if (change.is === "relisted") return change.lines;
  if (change.is !== "edited") return [];
  if (change.of === "item") return change.blocks;
  if (change.of === "row") return change.cells.flatMap(({ blocks }) => blocks);
  if (change.type === "quote" || change.type === "callout") return change.blocks;
  if (change.type === "list") return change.items;
  return change.type === "table" ? change.rows : [];
}
