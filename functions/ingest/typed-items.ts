import type { DocumentTree } from "../../shared/document/tree.ts";
import type { Change } from "./change.ts";
import { asAdded, keyOf, type Line, linesOf, placeAfter } from "./lines.ts";

type Placed = Line & { id: string };

/**
 * Paragraphs that came with changes tracked, where and as they stand in the copy as if its changes were accepted: as items
 * of a list, as headings, or after the list that ends before them (`tree`: as if they were rejected); what is no paragraph
 * stays as it is.
 */
export function typedItems(changes: readonly Change[], tree: DocumentTree, accepted?: DocumentTree): Change[] {
  if (!accepted) return [...changes];
  const before = new Map(linesOf(tree).map((line) => [line.id, line]));
  const after = linesOf(accepted);
  return changes.flatMap((change) => {
    const { from, moved, out, into } = change;
    if (moved) {
      const was = moved.quote === undefined ? before.get(moved.after) : undefined;
      const [now] = (was && cameAfter(after, was, [into.trim() === "" ? out : into])) ?? [];
      if (!was || !now) return [change];
      const { at, item } = placeAfter(was, now);
      return [{ ...change, moved: { after: at, ...(item && { item: true as const }) } }];
    }
    const was = from.whole === "paragraphs" && from.at !== undefined ? before.get(from.at) : undefined;
    const came = was && cameAfter(after, was, into.trim().split(/\n\s*\n/));
    return was && came ? byPlace(change, was, came) : [change];
  });
}

/** The lines that say some paragraphs one after another, those right after a line if they are there. */
function cameAfter(after: readonly Placed[], was: Placed, paragraphs: readonly string[]): Placed[] | undefined {
  const keys = paragraphs.map(keyOf);
  const starts = after.flatMap((_, at) => (keys.every((key, index) => after[at + index]?.key === key) ? [at] : []));
  const start = starts.find((at) => after[at - 1]?.key === was.key) ?? starts[0];
  return start === undefined ? undefined : after.slice(start, start + keys.length);
}

/** A change for each place that its paragraphs go to. */
function byPlace(change: Change, was: Placed, came: readonly Placed[]): Change[] {
  const groups: { at: string; item: boolean; said: string[] }[] = [];
  for (const line of came) {
    const { at, item } = placeAfter(was, line);
    const said = asAdded(line, item);
    const last = groups.at(-1);
    if (last?.at === at && last.item === item) last.said.push(said);
    else groups.push({ at, item, said: [said] });
  }
  return groups.map(({ at, said }) => ({ ...change, from: { ...change.from, at }, into: said.join("\n\n") }));
}
