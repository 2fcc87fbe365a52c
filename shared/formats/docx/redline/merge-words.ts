import type { BlockChange, WordChange } from "../../../document/redline/redline.ts";
import { inlinesOf, tokensOf } from "../../../document/redline/tokens.ts";
import type { Block, Inline } from "../../../document/tree.ts";
import { type Naming, renameInlines } from "../../redline/names.ts";
import type { Fate } from "../write/tracking.ts";

/** What one merging carries along. */
export type Merging = { fates: Map<object, Fate>; ends: Map<object, Fate>; names: Naming };

/** Both texts of a line in one, what came and went told. */
export function mergeWords(merging: Merging, words: readonly WordChange[]): Inline[] {
  const put = (inlines: Inline[], side: "before" | "after", fate: Fate): Inline[] => {
    const renamed = renameInlines(merging.names, inlines, side);
    for (const inline of renamed) merging.fates.set(inline, fate);
    return renamed;
  };
  return words.flatMap((change): Inline[] => {
    switch (change.is) {
      case "same":
        return renameInlines(merging.names, change.words, "after");
      case "inserted":
        return put(change.words, "after", "inserted");
      case "deleted":
        return put(change.words, "before", "deleted");
      default:
        return [...put(change.before, "before", "deleted"), ...put(change.after, "after", "inserted")];
    }
  });
}

/** A caption that only one text has came or went as a paragraph. */
export function withCaption<T extends { caption?: Inline[]; label?: string }>(
  merging: Merging,
  merged: T,
  { before, after, caption }: { before: T; after: T; caption: WordChange[] },
): T {
  if (!before.caption && !after.caption) return merged;
  const words = mergeWords(merging, caption);
  if (before.caption && after.caption) return { ...merged, caption: words };
  merging.fates.set(words, before.caption ? "deleted" : "inserted");
  const { label } = before.caption ? before : after;
  return { ...merged, ...(label !== undefined && { label }), caption: words };
}

/**
 * Words inserted at the end of a paragraph, before a paragraph unlike it that was inserted too: LibreOffice would take
 * the end between for inserted. Words deleted after them keep them apart: those in whose place they came, or the last
 * that stayed, deleted and inserted again.
 */
export function apartFrom(
  next: BlockChange | undefined,
  { type }: Block,
  words: readonly WordChange[],
  bears: boolean,
): readonly WordChange[] {
  if (next?.is !== "inserted" || next.after.type === "table") return words;
  if (!bears && next.after.type === "paragraph" && type === "paragraph") return words;
  const last = words.at(-1);
  const before = words.at(-2);
  if (last?.is !== "inserted" || !before) return words;
  if (before.is === "deleted") return [...words.slice(0, -2), last, before];
  if (before.is !== "same") return words;
  const tokens = tokensOf(before.words, { notes: new Map(), entries: new Map() });
  const again = tokens.at(-1);
  if (!again || !("value" in again.leaf)) return words;
  const parted: WordChange[] = [
    { is: "same", words: inlinesOf(tokens.slice(0, -1)) },
    { is: "inserted", words: [...inlinesOf([again]), ...last.words] },
    { is: "deleted", words: inlinesOf([again]) },
  ];
  return [...words.slice(0, -2), ...parted];
}

/** Inlines again, as having come or gone. */
export function piece({ fates }: Merging, inlines: readonly Inline[], fate: Fate): Inline[] {
  return inlines.map((inline) => {
    const copy = { ...inline };
    fates.set(copy, fate);
    return copy;
  });
}
