import type { Inline } from "../tree.ts";
import { plainText } from "../visit.ts";
import { compareWords } from "./compare-words.ts";
import type { Comparing } from "./comparing.ts";
import type { Group } from "./groups.ts";
import type { PartedText, Piece, Text, WordChange } from "./redline.ts";

/** The end of a paragraph among the words of several: a call of no note, which no document has. */
const end: Inline = { type: "noteReference", note: "\0end" };

/** Paragraphs parted or joined, word by word and end by end. */
export function comparePartings({ names }: Comparing, { before, after }: Group<Text>): PartedText {
  const line = (paragraphs: readonly Text[]) =>
    paragraphs.flatMap(({ children }, index) => (index === 0 ? children : [end, ...children]));
  const pieces: Piece[] = [];
  let words: WordChange[] = [];
  for (const change of compareWords(line(before), line(after), names).flatMap(cutAtEnds)) {
    if (!isEnd(change)) words.push(change);
    else {
      pieces.push({ words, end: change.is as Piece["end"] });
      words = [];
    }
  }
  pieces.push({ words, end: "same" });
  const spaced = pieces.map((piece, index) => withTypedSpaces(piece, pieces[index - 1]?.end ?? "same"));
  return { is: "parted", of: "block", before, after, pieces: spaced };
}

/** A space that came or went with the end beside it is no change of words. */
function withTypedSpaces({ words, end }: Piece, previous: Piece["end"]): Piece {
  const typed = words.map((change, index): WordChange => {
    const beside = (index === 0 && previous !== "same") || (index === words.length - 1 && end !== "same");
    if (!beside || !("words" in change) || change.is === "same" || plainText(change.words).trim() !== "") return change;
    return change.words.some(({ type }) => type !== "text")
      ? change
      : {
          is: "typed",
          before: change.is === "deleted" ? change.words : [],
          after: change.is === "inserted" ? change.words : [],
        };
  });
  return { words: typed, end };
}

function isEnd(change: WordChange): boolean {
  return "words" in change && change.words.length === 1 && isEndMark(change.words[0]!);
}

function isEndMark(inline: Inline): boolean {
  return inline.type === "noteReference" && inline.note === "\0end";
}

function cutAtEnds(change: WordChange): WordChange[] {
  if (!("words" in change)) return [change];
  const runs: Inline[][] = [];
  let open: Inline[] | undefined;
  for (const inline of change.words) {
    if (isEndMark(inline)) {
      open = undefined;
      runs.push([inline]);
    } else if (open) open.push(inline);
    else {
      open = [inline];
      runs.push(open);
    }
  }
  return runs.map((words) => ({ ...change, words }));
}
