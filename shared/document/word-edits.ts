import type { Edit } from "./inline-edits.ts";
import { compareWords } from "./redline/compare-words.ts";
import type { Names } from "./redline/tokens.ts";
import type { Inline } from "./tree.ts";
import { plainText } from "./visit.ts";

/**
 * The words by which one line differs from another, by its characters: "au moins quatre" → "plus de quatre" is one edit, 0 to 8,
 * "plus de". Words that stay alone between two replacements are replaced with them.
 */
export function wordEdits(before: string, after: string): Edit[] {
  const edits: Edit[] = [];
  let at = 0;
  for (const change of compareWords(line(before), line(after), { before: nameless, after: nameless })) {
    const last = edits.at(-1);
    if (change.is === "inserted") {
      const words = plainText(change.words);
      if (last?.to === at) last.words += words;
      else edits.push({ from: at, to: at, words });
      continue;
    }
    const from = at;
    at += plainText("before" in change ? change.before : change.words).length;
    if (change.is !== "deleted") continue;
    if (last?.to === from) last.to = at;
    else edits.push({ from, to: at, words: "" });
  }
  return edits;
}

const nameless: Names = { notes: new Map(), entries: new Map() };

function line(value: string): Inline[] {
  return value === "" ? [] : [{ type: "text", value }];
}
