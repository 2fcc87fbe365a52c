import { type Folded, foldWithPlaces } from "./fold.ts";
import { stepsBetween } from "./redline/steps.ts";
import { wordsIn } from "./redline/words.ts";
import type { Inline } from "./tree.ts";
import { lineSeparator, mapInlines, plainText } from "./visit.ts";

/** Words of a block, by the characters of its folded text. */
export type Stretch = { start: number; end: number };

/** Characters of a line of inlines, and the words that take their place; `from` is `to` where words are only added. */
export type Edit = { from: number; to: number; words: string };

/** A replacement of the characters `from` to `to` of a line, and the edits that make it: the words that differ alone. */
export type Replacement = { from: number; to: number; edits: Edit[] };

/**
 * The edits that put `words` in the place of a stretch of some inlines, or of all of them. In code, white space is typed
 * as it is. Undefined where the inlines cannot be edited there: see `edited`.
 */
export function replacementIn(
  inlines: readonly Inline[],
  stretch: Stretch | undefined,
  words: string,
  code = false,
): Replacement | undefined {
  const raw = lineOf(inlines);
  const folded = foldWithPlaces(raw);
  if (!folded) return undefined;
  const [from, to] = stretch ? rawStretch(folded, raw, stretch) : [0, raw.length];
  const typed = code
    ? words.replaceAll(broken, "\n")
    : words.replace(/\s+/g, (space) => (/[\r\n]/.test(space) ? " " : space));
  const edits = editsBetween(raw.slice(from, to), typed).map((edit) =>
    keepingBreaks(raw, { ...edit, from: edit.from + from, to: edit.to + from }),
  );
  return edited(inlines, edits) && { from, to, edits };
}

/**
 * Some inlines with edits made that touch different characters, in whatever order they are given. Undefined where one
 * reaches into a citation, whose words are not the author's.
 */
export function edited(inlines: readonly Inline[], edits: readonly Edit[], code = false): Inline[] | undefined {
  const done = edits
    .toSorted((one, other) => one.from - other.from || one.to - other.to)
    .reduceRight<Inline[] | undefined>((all, edit) => all && withEdit(all, edit), [...inlines]);
  return done && (code ? done : withBreaks(done));
}

/**
 * Whether two replacements cannot both be made: they change the same characters, add words at one place, or one only takes
 * words out beside which the other adds some. What else they say of the same passage does not count: « règles simples » →
 * « règles claires » and « règles » → « normes » make « normes claires », in either order.
 */
export function touches(one: Replacement, other: Replacement): boolean {
  return one.edits.some((mine) =>
    other.edits.some(
      (theirs) =>
        takesFrom(mine, theirs) ||
        takesFrom(theirs, mine) ||
        isAtOnePlace(mine, theirs) ||
        leavesAlone(mine, theirs) ||
        leavesAlone(theirs, mine),
    ),
  );
}

type Span = { from: number; to: number };

/** Whether an edit takes characters of a span away, or adds some inside it. */
function takesFrom({ from, to }: Edit, span: Span): boolean {
  return from < to ? from < span.to && span.from < to : span.from < from && from < span.to;
}

function isAtOnePlace(one: Span, other: Span): boolean {
  return one.from === one.to && other.from === one.from && other.to === one.to;
}

/** Whether an edit only takes words out, beside which the other adds some: to them, as in « Selon X, les » of « X ». */
function leavesAlone({ from, to, words }: Edit, added: Edit): boolean {
  return words.trim() === "" && from < to && added.from === added.to && (added.from === from || added.from === to);
}

function rawStretch({ starts, ends }: Folded, raw: string, { start, end }: Stretch): [number, number] {
  const from = starts[start] ?? raw.length;
  return [from, start === end ? from : ends[end - 1]!];
}

/** The words of some inlines, a broken line as the character that stands for one. */
export function lineOf(inlines: readonly Inline[]): string {
  return plainText(
    mapInlines(inlines, (inline) => (inline.type === "lineBreak" ? { type: "text", value: broken } : inline)),
  );
}

/** White space, as a broken line is. */
const broken = lineSeparator;

/** Broken lines where the character for one was put. */
export function withBreaks(inlines: Inline[]): Inline[] {
  return mapInlines(inlines, (inline) => {
    if (!("value" in inline) || !inline.value.includes(broken)) return inline;
    return inline.value
      .split(broken)
      .flatMap((value, index): Inline[] => [
        ...(index > 0 ? [{ type: "lineBreak" as const }] : []),
        ...(value === "" ? [] : [{ ...inline, value }]),
      ]);
  });
}

/** What must be typed to make one text the other. */
function editsBetween(before: string, after: string): Edit[] {
  const sides = { before: wordsIn(before.replaceAll(broken, " ")), after: wordsIn(after) };
  const edits: Edit[] = [];
  let at = 0;
  for (const { is, count } of stepsBetween(sides.before, sides.after)) {
    const gone = is === "inserted" ? "" : sides.before.splice(0, count).join("");
    const come = is === "deleted" ? "" : sides.after.splice(0, count).join("");
    const last = edits.at(-1);
    if (is === "inserted" && last?.to === at) last.words += come;
    else if (is !== "same") edits.push({ from: at, to: at + gone.length, words: come });
    at += gone.length;
  }
  return edits;
}

/** Broken lines among words that are replaced stand for the spaces that are as far on in the words that come. */
function keepingBreaks(text: string, edit: Edit): Edit {
  const gone = text.slice(edit.from, edit.to);
  const breaks = [...gone].flatMap((sign, at) => (sign === broken ? [at / gone.length] : []));
  if (breaks.length === 0 || edit.words.includes(broken)) return edit;
  let words = edit.words;
  for (const share of breaks) {
    const spaces = [...words.matchAll(/ /g)].map(({ index }) => index);
    const [nearest] = spaces.toSorted(
      (a, b) => Math.abs(a / words.length - share) - Math.abs(b / words.length - share),
    );
    if (nearest !== undefined) words = words.slice(0, nearest) + broken + words.slice(nearest + 1);
    else words = share < 0.5 ? broken + words : words + broken;
  }
  return atEnds(text, { ...edit, words });
}

/** A broken line beside what is replaced takes the place of the space there. */
function atEnds(text: string, { from, to, words }: Edit): Edit {
  const after = words.endsWith(broken) && text[to] === " " ? 1 : 0;
  const before = words.startsWith(broken) && text[from - 1] === " " ? 1 : 0;
  return { from: from - before, to: to + after, words };
}

function withEdit(inlines: readonly Inline[], edit: Edit): Inline[] | undefined {
  const state: Editing = { ...edit, at: 0, done: false, refused: false };
  const result = editedRun(state, inlines);
  if (state.refused) return undefined;
  return state.done || edit.words === "" ? result : [...result, { type: "text", value: edit.words }];
}

/** `at`: characters passed so far; `done`: whether the new words are in place. */
type Editing = Edit & { at: number; done: boolean; refused: boolean };

function editedRun(state: Editing, inlines: readonly Inline[]): Inline[] {
  return inlines.flatMap((inline) => editedInline(state, inline));
}

function editedInline(state: Editing, inline: Inline): Inline[] {
  switch (inline.type) {
    case "text":
    case "code": {
      const value = editedText(state, inline.value);
      return value === "" && inline.value !== "" ? [] : [{ ...inline, value }];
    }
    case "noteReference":
      return [inline];
    case "lineBreak":
      return cut(state, 1) ? [] : [inline];
    case "citation":
      if (cut(state, plainText([inline]).length)) state.refused = true;
      return [inline];
    default: {
      const children = editedRun(state, inline.children);
      return children.length === 0 && inline.children.length > 0 ? [] : [{ ...inline, children }];
    }
  }
}

/** Passes over `length` characters that are no text; whether the edit takes some of them. */
function cut(state: Editing, length: number): boolean {
  const start = state.at;
  state.at += length;
  return state.from < state.at && state.to > start;
}

function editedText(state: Editing, value: string): string {
  const start = state.at;
  const end = start + value.length;
  state.at = end;
  const inserts = state.from === state.to ? state.from <= end : state.from < end;
  const words = !state.done && inserts ? state.words : "";
  if (words !== "") state.done = true;
  if (state.to <= start && words === "") return value;
  const before = value.slice(0, Math.max(0, Math.min(value.length, state.from - start)));
  const after = value.slice(Math.max(0, Math.min(value.length, state.to - start)));
  return before + words + after;
}
