import { findPassage, foldedTextOf, type Passage } from "./anchor.ts";
import { type Folded, foldWithPlaces } from "./fold.ts";
import { foldText, identify } from "./identify.ts";
import { longest } from "./quotation.ts";
import { stepsBetween } from "./redline/steps.ts";
import { wordsIn } from "./redline/words.ts";
import type { Block, DocumentTree, Figure, Inline, Row, Table } from "./tree.ts";
import { eachBlockOf, eachInline, mapBlocks, mapInlines, plainText, textOf } from "./visit.ts";

/**
 * The tree with the words of `passage` replaced, identified anew; see `correctBlock`. Undefined where the passage's very
 * words are not in the tree, or cannot be replaced.
 */
export function correct(tree: DocumentTree, passage: Passage, replacement: string): DocumentTree | undefined {
  const { fate, block: id, start = 0, end = 0 } = findPassage(passage, tree);
  if (fate === "gone" || id === undefined || (fate !== "same" && !passage.quotation)) return undefined;
  const block = eachBlockOf(tree).find((one) => one.id === id);
  const { exact } = passage.quotation ?? {};
  if (block && exact !== undefined && foldedTextOf(block).slice(start, end) !== exact) return undefined;
  const corrected = block && correctBlock(block, passage.quotation && { start, end }, replacement);
  return corrected && identify(withBlock(tree, id, corrected));
}

/** Words of a block, by the characters of its folded text. */
export type Stretch = { start: number; end: number };

/**
 * The block with some of its words replaced, all of them where none are told; no block where nothing is left of it. Only
 * the words that differ are touched: they take the marks of where they begin; calls of notes and broken lines stay where
 * they are, after what replaces the words around them. A blank line in what replaces words of a paragraph begins another
 * paragraph. In a table, nothing in the place of whole rows takes the rows out,
 * in that of all the table out; a row that is told once more, after others told as "ORIV | douze notes", has those come before
 * it. Undefined where the words are in no one paragraph, heading, caption or code, or where
 * what differs reaches into a citation.
 */
export function correctBlock(block: Block, stretch: Stretch | undefined, words: string): Block[] | undefined {
  switch (block.type) {
    case "paragraph": {
      const children = replaced(block.children, stretch, words.replace(blankLines, parted));
      const parts = children && (/\n\s*\n/.test(words) ? splitAt(children) : [children]);
      return parts
        ?.filter((part) => !saysNothing(part))
        .map((part, index) => ({ ...block, ...(index > 0 && { id: "" }), children: withoutEndSpace(part) }));
    }
    case "heading": {
      const children = replaced(block.children, stretch, words);
      return children && (saysNothing(children) ? [] : [{ ...block, children }]);
    }
    case "codeBlock": {
      const [run] = replaced([{ type: "code", value: block.value }], stretch, words, true) ?? [];
      return run && [{ ...block, value: plainText([run]) }];
    }
    case "table":
      if (!stretch) return words.trim() === "" ? [] : undefined;
      return (
        withCaption(block, stretch, words) ??
        (words.trim() === "" ? withoutRows : withRowsBefore)(block, stretch, words)
      );
    case "figure":
      return stretch && withCaption(block, stretch, words);
    default:
      return undefined;
  }
}

/** U+2029, the paragraph separator. */
const parted = "\u2029";
const blankLines = /\s*\n\s*\n\s*/g;

/** Without the space that stood before what went from the end. */
function withoutEndSpace(inlines: Inline[]): Inline[] {
  const last = inlines.at(-1);
  if (last?.type !== "text" || !/\s$/.test(last.value)) return inlines;
  const value = last.value.trimEnd();
  return [...inlines.slice(0, -1), ...(value === "" ? [] : [{ ...last, value }])];
}

/** Inlines in the paragraphs that their separators make. */
function splitAt(inlines: readonly Inline[]): Inline[][] {
  const parts: Inline[][] = [[]];
  for (const inline of inlines) {
    const [first = [], ...others] = piecesOf(inline);
    parts.at(-1)!.push(...first);
    parts.push(...others);
  }
  return parts;
}

function piecesOf(inline: Inline): Inline[][] {
  if (inline.type === "text" || inline.type === "code")
    return inline.value.split(parted).map((value): Inline[] => (value === "" ? [] : [{ ...inline, value }]));
  if (!("children" in inline)) return [[inline]];
  return splitAt(inline.children).map((children): Inline[] => (children.length > 0 ? [{ ...inline, children }] : []));
}

function saysNothing(children: readonly Inline[]): boolean {
  return plainText(children).trim() === "" && ![...eachInline(children)].some(({ type }) => type === "noteReference");
}

/** The tree with blocks in the place of one; items, lists and quotations that hold nothing any more go with it. */
export function withBlock(tree: DocumentTree, id: string, blocks: readonly Block[]): DocumentTree {
  const changed = changeBlock(tree, id, () => [...blocks]);
  return blocks.length > 0 ? changed : withoutEmpty(tree, changed);
}

/** Without what held something before and holds nothing now. */
function withoutEmpty(before: DocumentTree, after: DocumentTree): DocumentTree {
  const held = new Map(Array.from(eachBlockOf(before), (block) => [block.id, block]));
  const prune = (block: Block): Block | Block[] => {
    const old = held.get(block.id);
    if (block.type === "quote" && block.children.length === 0 && old?.type === "quote") {
      return old.children.length > 0 ? [] : block;
    }
    if (block.type !== "list" || old?.type !== "list") return block;
    const items = block.items.filter(({ children }, at) => children.length > 0 || old.items[at]?.children.length === 0);
    return items.length === block.items.length ? block : items.length > 0 ? { ...block, items } : [];
  };
  const notes = Object.entries(after.notes).map(([id, note]) => [id, mapBlocks(note, prune)] as const);
  return { ...after, blocks: mapBlocks(after.blocks, prune), notes: Object.fromEntries(notes) };
}

/**
 * The tree with `text` as new paragraphs after a block, beside it in its item, cell, quotation or note. Identified anew;
 * undefined where there is no such block, or no text.
 */
export function insertAfter(tree: DocumentTree, block: string, text: string): DocumentTree | undefined {
  const paragraphs = paragraphsOf(text);
  const found = eachBlockOf(tree).find(({ id }) => id === block);
  if (!found || paragraphs.length === 0) return undefined;
  return identify(withBlock(tree, block, [found, ...paragraphs]));
}

/** Paragraphs of a text, which blank lines part. */
export function paragraphsOf(text: string): Block[] {
  return text
    .split(/\n\s*\n/)
    .map((value) => value.replace(/\s*\n\s*/g, " ").trim())
    .filter((value) => value !== "")
    .map((value): Block => ({ type: "paragraph", id: "", children: [{ type: "text", value }] }));
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

/** A caption's words stand before those of its table, and after the alternative of its figure. */
function withCaption(block: Table | Figure, { start, end }: Stretch, words: string): Block[] | undefined {
  const text = foldText(textOf(block));
  const own = foldText(plainText(block.caption ?? []));
  const from = block.type === "table" ? 0 : text.length - own.length;
  if (!block.caption || own === "" || start < from || end > from + own.length) return undefined;
  const caption = replaced(block.caption, { start: start - from, end: end - from }, words);
  if (!caption) return undefined;
  const { caption: _, ...rest } = block;
  return [saysNothing(caption) ? rest : { ...block, caption }];
}

/**
 * A table without the rows that a stretch of its text takes up whole; a stretch as long as quotations get stands for the
 * row that it begins. Undefined where it takes up no whole rows, or a cell reaches over their edge.
 */
function withoutRows(table: Table, { start, end }: Stretch): Block[] | undefined {
  const spans = rowStretches(table);
  const cut = end - start >= longest.exact - 1;
  const first = spans.findIndex(({ from, to }) => from === start && to > from);
  const last = spans.findLastIndex(({ from, to }) => to > from && (to === end || (cut && from === start && to > end)));
  if (first === -1 || last < first) return undefined;
  const reaches = ({ cells }: Row, index: number) =>
    cells.some(
      ({ rowSpan }) => (index < first && index + rowSpan > first) || (index >= first && index + rowSpan > last + 1),
    );
  if (table.rows.some((row, index) => index <= last && reaches(row, index))) return undefined;
  const rows = table.rows.toSpliced(first, last - first + 1);
  const headers = Math.max(0, table.headerRows - Math.max(0, Math.min(table.headerRows, last + 1) - first));
  return rows.length > 0 ? [{ ...table, rows, headerRows: headers }] : [];
}

/** Where the rows of a table stand in its folded text. */
function rowStretches(table: Table): { from: number; to: number }[] {
  const text = foldText(textOf(table));
  let at = foldText(plainText(table.caption ?? [])).length;
  return table.rows.map(({ cells }) => {
    const own = foldText(rowText({ cells }));
    const from = own === "" ? at : text.indexOf(own, at);
    if (from !== -1) at = from + own.length;
    return { from, to: at };
  });
}

/**
 * The table with one more row after the one that a stretch of its text is in, its cells told as "ORIV | douze notes".
 * Undefined where they are not as many as that row's, or a cell there spans others. `added`: rows that came after that one
 * already, to which the new one is added: it comes after them.
 */
export function withRow(
  table: Table,
  { start, end }: Stretch,
  text: string,
  added: Set<Row> = new Set(),
): Table | undefined {
  const at = rowStretches(table).findIndex(({ from, to }) => to > from && from <= start && end <= to);
  const row = table.rows[at];
  if (!row || at + 1 < table.headerRows) return undefined;
  const one = rowOf(table, table.rows[Math.max(at, table.headerRows)] ?? row, text);
  if (!one) return undefined;
  let after = at + 1;
  while (added.has(table.rows[after]!)) after++;
  added.add(one);
  return { ...table, rows: table.rows.toSpliced(after, 0, one) };
}

/** A row told as "ORIV | douze notes", with the headers of `model`. Undefined where it does not fit in the table. */
function rowOf({ rows }: Table, model: Row, text: string): Row | undefined {
  const words = cellsIn(text);
  if (model.cells.length !== words.length || /\n\s*\n/.test(text)) return undefined;
  if (rows.some(({ cells }) => cells.some(({ colSpan, rowSpan }) => colSpan > 1 || rowSpan > 1))) return undefined;
  const cells = words.map((value, index) => ({
    ...{ colSpan: 1, rowSpan: 1, header: model.cells[index]?.header ?? false, children: paragraphsOf(value) },
  }));
  return { cells };
}

/**
 * The table with rows more before the row that a stretch of its text takes up whole: `words` tells them, then that row
 * itself, a line each. Undefined where the last line is not that row, and where `withRow` gives nothing.
 */
function withRowsBefore(table: Table, { start, end }: Stretch, words: string): Block[] | undefined {
  const lines = words.split("\n").filter((line) => line.trim() !== "");
  const at = rowStretches(table).findIndex(({ from, to }) => from === start && to === end && to > from);
  const row = table.rows[at];
  if (!row || lines.length < 2 || foldText(cellsIn(lines.pop()!).join("\n")) !== foldText(rowText(row)))
    return undefined;
  const rows = lines.map((line) => rowOf(table, row, line)).filter((one) => one !== undefined);
  if (rows.length < lines.length) return undefined;
  const headerRows = table.headerRows + (at < table.headerRows ? rows.length : 0);
  return [{ ...table, headerRows, rows: table.rows.toSpliced(at, 0, ...rows) }];
}

/** The cells of a row told as "ORIV | douze notes", of which the first and the last may be empty. */
function cellsIn(text: string): string[] {
  return ` ${text} `.split(" | ").map((cell) => cell.trim());
}

function rowText({ cells }: Row): string {
  return cells.flatMap(({ children }) => children.map(textOf)).join("\n");
}

/** A stretch of a text, in characters, and what takes its place. */
type Edit = { from: number; to: number; words: string };

function replaced(
  inlines: readonly Inline[],
  stretch: Stretch | undefined,
  words: string,
  code = false,
): Inline[] | undefined {
  const raw = lineOf(inlines);
  const folded = foldWithPlaces(raw);
  if (!folded) return undefined;
  const [from, to] = stretch ? rawStretch(folded, raw, stretch) : [0, raw.length];
  const typed = code ? words : words.replace(/\s+/g, (space) => (/[\r\n]/.test(space) ? " " : space));
  const edits = editsBetween(raw.slice(from, to), typed).map((edit) =>
    keepingBreaks(raw, { ...edit, from: edit.from + from, to: edit.to + from }),
  );
  const done = edits.reduceRight<Inline[] | undefined>((all, edit) => all && edited(all, edit), [...inlines]);
  return done && (code ? done : withBreaks(done));
}

function rawStretch({ starts, ends }: Folded, raw: string, { start, end }: Stretch): [number, number] {
  const from = starts[start] ?? raw.length;
  return [from, start === end ? from : ends[end - 1]!];
}

/** The words of some inlines, a broken line as the character that stands for one. */
function lineOf(inlines: readonly Inline[]): string {
  return plainText(
    mapInlines(inlines, (inline) => (inline.type === "lineBreak" ? { type: "text", value: broken } : inline)),
  );
}

/** U+2028, the line separator: white space, as a broken line is. */
const broken = "\u2028";

/** Broken lines where the character for one was put. */
function withBreaks(inlines: Inline[]): Inline[] {
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
  if (breaks.length === 0) return edit;
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
