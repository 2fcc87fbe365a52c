import type { Block, DocumentTree } from "../../shared/document/tree.ts";
import { eachBlock, eachBlockOf, textOf } from "../../shared/document/visit.ts";
import type { Contribution as Annotation } from "../../shared/formats/reading.ts";
import type { Change } from "./change.ts";
import { keyOf } from "./lines.ts";

type Copy = { tree: DocumentTree; accepted?: { tree: DocumentTree; annotations: readonly Annotation[] } };

/**
 * Comments on what was moved, which are where it goes: on the same words where it was. `copy`: as if its changes were
 * rejected, and accepted.
 */
export function withMovedComments(changes: readonly Change[], { tree, accepted }: Copy): Change[] {
  const sources = changes.flatMap((change) => (change.moved ? blocksOf(change, tree) : []));
  if (!accepted || sources.length === 0) return [...changes];
  const blocks = new Map(Array.from(eachBlockOf(accepted.tree), (block) => [block.id, block]));
  return changes.map((change) => {
    const { from, comment, quote } = change;
    if (comment === undefined || quote.trim() !== "") return change;
    const twin = accepted.annotations.find((each) => each.quote.trim() !== "" && isSame(each, from));
    const block = blocks.get(twin?.at ?? "");
    const source = block && sources.find((each) => keyOf(textOf(each)) === keyOf(textOf(block)));
    if (!twin || !source) return change;
    return { ...change, quote: twin.quote, from: { ...from, at: source.id, quote: twin.quote } };
  });
}

function isSame(one: Annotation, other: Annotation): boolean {
  return one.type === other.type && one.author === other.author && one.date === other.date && one.text === other.text;
}

/** What was moved: a block, or those in a row. */
function blocksOf({ from }: Change, tree: DocumentTree): Block[] {
  const block = eachBlockOf(tree).find(({ id }) => id === from.at);
  if (block?.type !== "table") return block ? [block] : [];
  return [...eachBlock(block.rows[from.row ?? 0]?.cells.flatMap(({ children }) => children) ?? [])];
}
