import { eachBlockOf, eachInline, ownInlines, textOf } from "../../../shared/document/visit.ts";
import type { DraftRead } from "../draft.ts";
import type { SourceParagraph } from "./source.ts";

/** Words of a file that no reading gave back, one after another in one paragraph. */
export type LostPassage = { part: string; paragraph: number; words: string };

/** How many words a file has, how many of them are neither read nor told, and where. */
export type Loss = { words: number; lost: number; passages: LostPassage[] };

/**
 * The words of a file that are neither in its tree, nor in a warning, nor in a comment or a tracked change: each as often as
 * it stands in the file, unless its program composed it again. Of a word that lacks, the occurrences count whose
 * neighbours lack too.
 */
export function lossOf(paragraphs: readonly SourceParagraph[], reading: DraftRead): Loss {
  const left = new Map<string, number>();
  const pairs = new Set<string>();
  for (const text of textsOf(reading)) {
    let before = "";
    for (const word of wordsOf(text)) {
      left.set(word, (left.get(word) ?? 0) + 1);
      pairs.add(`${before} ${word}`);
      before = word;
    }
  }
  const found = paragraphs.flatMap(({ text, again }, paragraph) => {
    const words = wordsOf(text);
    return words.map((word, at): Occurrence => {
      const apart = (one: string, other: string) => (pairs.has(`${one} ${other}`) ? 0 : 1);
      const doubt = apart(words[at - 1] ?? "", word) + (at + 1 < words.length ? apart(word, words[at + 1]!) : 0);
      return { word, paragraph, at, again, doubt };
    });
  });
  // What is sure comes first: it takes of what was read.
  const lost = found
    .toSorted((one, other) => Number(one.again) - Number(other.again) || one.doubt - other.doubt)
    .filter(({ word, again }) => {
      const count = left.get(word);
      if (again) return count === undefined && !/^(?:\d+|[ivxlc]+)$/.test(word);
      if (count === undefined) return true;
      left.set(word, count - 1);
      return count <= 0;
    });
  const passages = passagesOf(
    paragraphs,
    lost.sort((one, other) => one.paragraph - other.paragraph || one.at - other.at),
  );
  return { words: found.length, lost: lost.length, passages };
}

type Occurrence = { word: string; paragraph: number; at: number; again: boolean; doubt: number };

/** Words as they are compared: letters and digits, in small letters, without what joins them. */
function wordsOf(text: string): string[] {
  return (
    text
      .normalize("NFKC")
      .replace(/\u00AD/g, "")
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  );
}

/** All that a reading says: its tree, what was noticed, and what others wrote. */
function* textsOf({ tree, warnings, contributions }: DraftRead): Generator<string> {
  yield* Object.values(tree.meta).flat();
  yield* [...tree.blocks, ...Object.values(tree.notes).flat()].map(textOf);
  for (const block of eachBlockOf(tree)) {
    if (block.type === "list" && block.label) yield block.label;
    for (const inline of eachInline(ownInlines(block)))
      if (inline.type === "citation")
        for (const { prefix = "", locator = "" } of inline.items) yield `${prefix} ${locator}`;
  }
  yield* stringsIn(tree.bibliography);
  for (const { details } of warnings) for (const value of Object.values(details)) yield String(value);
  for (const { author, quote, text, replies = [] } of contributions)
    yield* [author, quote, text, ...replies.flatMap((reply) => [reply.author, reply.text])];
}

function* stringsIn(value: unknown): Generator<string> {
  if (typeof value === "string" || typeof value === "number") yield String(value);
  else if (value !== null && typeof value === "object") for (const one of Object.values(value)) yield* stringsIn(one);
}

function passagesOf(paragraphs: readonly SourceParagraph[], lost: readonly Occurrence[]): LostPassage[] {
  const passages: LostPassage[] = [];
  let last: Occurrence | undefined;
  for (const one of lost) {
    const passage = passages.at(-1);
    if (passage && last?.paragraph === one.paragraph && one.at === last.at + 1) passage.words += ` ${one.word}`;
    else {
      const { part, number } = paragraphs[one.paragraph]!;
      passages.push({ part, paragraph: number, words: one.word });
    }
    last = one;
  }
  return passages;
}
