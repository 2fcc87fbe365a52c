import { foldText } from "../../shared/document/identify.ts";
import { stepsBetween } from "../../shared/document/redline/steps.ts";
import { wordsIn } from "../../shared/document/redline/words.ts";
import type { Inline } from "../../shared/document/tree.ts";
import { eachInline, plainText } from "../../shared/document/visit.ts";
import { keyOf, type Line } from "./lines.ts";

/** What was taken out and put in at one place of a text, and what stands before. */
export type Edit = { quote: string; out: string; into: string };

/** What was done to a text, word by word: edits with one word or less between them are one. */
export function editsBetween(line: Pick<Line, "text" | "inlines">, found: Pick<Line, "inlines">): Edit[] {
  const before = line.text;
  const words = { before: citedWords(line.inlines), after: citedWords(found.inlines) };
  const said = new Set(words.before.map(({ key }) => key));
  const cites = said.has(cited);
  const keys = {
    before: words.before.map(({ key }) => key),
    // What stands in brackets, and the version does not say, may be the text of a citation.
    after: words.after.map(({ key }) => (cites && key.startsWith("(") && !said.has(key) ? cited : key)),
  };
  const sides = { before: words.before.map(({ text }) => text), after: words.after.map(({ text }) => text) };
  const edits: (Edit & { end: number })[] = [];
  let end = 0;
  for (const { is, count } of stepsBetween(keys.before, keys.after)) {
    const out = is === "inserted" ? "" : sides.before.splice(0, count).join("");
    const into = is === "deleted" ? "" : sides.after.splice(0, count).join("");
    const start = end;
    end += out.length;
    const last = edits.at(-1);
    const between = before.slice(last?.end ?? 0, start);
    if (is === "same") continue;
    if (last && (between.match(/[\p{L}\p{N}]+/gu) ?? []).length <= 1) {
      last.out += between + out;
      last.into += between + into;
      last.end = end;
    } else edits.push({ quote: before.slice(0, start), out, into, end });
  }
  return edits
    .filter(({ out, into }) => keyOf(out) !== keyOf(into) || parts(into) !== parts(out))
    .map((edit) => (edit.out.trim() === "" && parts(edit.into) ? betweenWords(before, edit) : edit));
}

/** Whether a text holds the end of a paragraph. */
function parts(text: string): boolean {
  return /\n\s*\n/.test(text);
}

/** A paragraph's end that was put in, told with the words beside it. */
function betweenWords(text: string, { quote, out, into }: Edit): Edit {
  const [before] = /\S*$/.exec(quote)!;
  const [after] = /^\S*/.exec(text.slice(quote.length + out.length))!;
  return {
    quote: quote.slice(0, quote.length - before.length),
    out: before + out + after,
    into: `${before}${into.trim() === "" ? "\n\n" : into}${after}`,
  };
}

type Word = { text: string; key: string };

/** The key of any citation. */
const cited = "\uFFFC";
const bracketed = /(\((?:[^()]|\([^()]*\))*\))/u;

/** Words, where a citation is one, and so is what stands in brackets. */
function citedWords(inlines: readonly Inline[]): Word[] {
  const words: Word[] = [];
  let text = "";
  const flush = () => {
    for (const [index, piece] of text.split(bracketed).entries()) {
      const pieces = index % 2 === 1 ? [piece] : wordsIn(piece);
      words.push(...pieces.map((word) => ({ text: word, key: wordKey(word) })));
    }
    text = "";
  };
  for (const inline of eachInline(inlines)) {
    if ("children" in inline) continue;
    if (inline.type !== "citation") text += plainText([inline]);
    else {
      flush();
      words.push({ text: plainText([inline]), key: cited });
    }
  }
  flush();
  return words;
}

function wordKey(word: string): string {
  if (/^\s+$/.test(word) && parts(word)) return "\n\n";
  return /^\s+$/.test(word) ? " " : foldText(word) || word;
}
