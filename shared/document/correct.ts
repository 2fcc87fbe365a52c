import { findPassage, type Passage } from "./anchor.ts";
import { foldWithPlaces } from "./fold.ts";
import { identify } from "./identify.ts";
import { stepsBetween } from "./redline/steps.ts";
import { wordsIn } from "./redline/words.ts";
import type { Block, DocumentTree, Inline } from "./tree.ts";
import { mapBlocks, ownInlines, plainText } from "./visit.ts";

/**
 * The tree with the words of `passage` replaced, identified anew. Only the words that differ are touched: they take the
 * marks of where they begin; calls of notes stay where they are, after what replaces the words around them. Undefined
 * where the passage's very words are not in the tree, where they are in no one paragraph, heading, caption or code, or
 * where what differs reaches into a citation.
 */
export function correct(tree: DocumentTree, passage: Passage, replacement: string): DocumentTree | undefined {
  const found = findPassage(passage, tree);
  const { fate, block: id, start = 0, end = 0 } = found;
  if (fate === "gone" || id === undefined || (fate !== "same" && !passage.quotation)) return undefined;
  let done = false;
  const changed = changeBlock(tree, id, (block) => {
    const corrected = correctIn(block, start, end, passage.quotation?.exact, replacement);
    done = corrected !== undefined;
    return corrected ?? block;
  });
  return done ? identify(changed) : undefined;
}

/**
 * The tree with `text` as new paragraphs after a block, beside it in its item, cell, quotation or note; blank lines part
 * paragraphs. Identified anew; undefined where there is no such block, or no text.
 */
export function insertAfter(tree: DocumentTree, block: string, text: string): DocumentTree | undefined {
  const paragraphs = text
    .split(/\n\s*\n/)
    .map((value) => value.replace(/\s*\n\s*/g, " ").trim())
    .filter((value) => value !== "")
    .map((value): Block => ({ type: "paragraph", id: "", children: [{ type: "text", value }] }));
  if (paragraphs.length === 0) return undefined;
  let done = false;
  const changed = changeBlock(tree, block, (found) => {
    done = true;
    return [found, ...paragraphs];
  });
  return done ? identify(changed) : undefined;
}

/** The tree with the first block that has this id changed, in the body or in a note. */
function changeBlock(tree: DocumentTree, id: string, change: (block: Block) => Block | Block[]): DocumentTree {
  let met = false;
  const once = (block: Block): Block | Block[] => {
    if (met || block.id !== id) return block;
    met = true;
    return change(block);
  };
  const blocks = mapBlocks(tree.blocks, once);
  const notes = Object.fromEntries(Object.entries(tree.notes).map(([name, note]) => [name, mapBlocks(note, once)]));
  return { ...tree, blocks, notes };
}

function correctIn(
  block: Block,
  start: number,
  end: number,
  exact: string | undefined,
  words: string,
): Block | undefined {
  switch (block.type) {
    case "paragraph":
    case "heading": {
      const children = replaced(block.children, start, end, exact, words);
      return children && { ...block, children };
    }
    case "codeBlock": {
      const [run] = replaced([{ type: "code", value: block.value }], start, end, exact, words, true) ?? [];
      return run && { ...block, value: plainText([run]) };
    }
    case "table":
    case "figure": {
      // The found block's text begins with a table's caption, and ends with a figure's.
      const caption = exact === undefined ? undefined : captionWith(block, exact, words);
      return caption && { ...block, caption };
    }
    default:
      return undefined;
  }
}

function captionWith(block: Block, exact: string, words: string): Inline[] | undefined {
  const caption = ownInlines(block);
  const at = foldWithPlaces(plainText(caption))?.text.indexOf(exact) ?? -1;
  return at === -1 ? undefined : replaced(caption, at, at + exact.length, exact, words);
}

/** A stretch of a text, in characters, and what takes its place. */
type Edit = { from: number; to: number; words: string };

function replaced(
  inlines: readonly Inline[],
  start: number,
  end: number,
  exact: string | undefined,
  words: string,
  code = false,
): Inline[] | undefined {
  const raw = plainText(inlines);
  const folded = foldWithPlaces(raw);
  if (!folded || (exact !== undefined && folded.text.slice(start, end) !== exact)) return undefined;
  const whole = exact === undefined;
  const from = whole ? 0 : (folded.starts[start] ?? raw.length);
  const to = whole ? raw.length : start === end ? from : folded.ends[end - 1]!;
  const typed = code ? words : words.replace(/\s+/g, (space) => (space.includes("\n") ? " " : space));
  const edits = editsBetween(raw.slice(from, to), typed).map((edit) => ({
    ...edit,
    from: edit.from + from,
    to: edit.to + from,
  }));
  return edits.reduceRight<Inline[] | undefined>((done, edit) => done && edited(done, edit), [...inlines]);
}

/** What must be typed to make one text the other, last words first left to the caller. */
function editsBetween(before: string, after: string): Edit[] {
  const sides = { before: wordsIn(before), after: wordsIn(after) };
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

/** Undefined where the edit reaches into a citation, whose words are not the author's. */
function edited(inlines: readonly Inline[], edit: Edit): Inline[] | undefined {
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
