import { editedLine, parted } from "./edited-line.ts";
import { foldText } from "./identify.ts";
import { type Edit, edited, type Replacement, replacementIn, type Stretch, touches } from "./inline-edits.ts";
import { blocksOf } from "./paragraphs.ts";
import { type RowAmendment, rowsBefore, rowsIn, rowsLeaving, withRows } from "./row-amendments.ts";
import type { Block, Callout, Figure, Heading, Inline, Table } from "./tree.ts";
import { eachInline, plainText, textOf } from "./visit.ts";

/**
 * What a correction does to a block, counted in the block as it is before all of them: words of its text, caption, title or code
 * replaced, paragraphs put `before` a heading; what becomes of its rows; the table taken out.
 */
export type Amendment = { of: "words"; replacement: Replacement; before?: Block[] } | RowAmendment | { of: "table" };

/**
 * Some words of a block replaced, all of them where no stretch is given. Only the words that differ are touched: they take
 * the marks of where they begin; calls of notes and broken lines stay where they are, after what replaces the words around
 * them; U+2028 among the words breaks the line there. A blank line in what replaces words of a paragraph begins another paragraph. In a table, nothing in the place of
 * whole rows takes the rows out, in that of all the table out; a row that is said once more, after others said as
 * "ORIV | douze notes", has those come before it. Undefined where the words are in no one paragraph, heading,
 * caption or code, or where what differs reaches into a citation.
 */
export function amendmentOf(block: Block, stretch: Stretch | undefined, words: string): Amendment | undefined {
  switch (block.type) {
    case "paragraph":
      return replacing(block.children, stretch, words.replace(blankLines, parted));
    case "heading":
      return ofHeading(block, stretch, words);
    case "codeBlock":
      return replacing(codeOf(block.value), stretch, words, true);
    case "table":
      if (!stretch) return words.trim() === "" ? { of: "table" } : undefined;
      return inCaption(block, stretch, words) ?? (words.trim() === "" ? rowsIn : rowsBefore)(block, stretch, words);
    case "figure":
      return stretch && inCaption(block, stretch, words);
    case "callout":
      return stretch && inTitle(block, stretch, words);
    default:
      return undefined;
  }
}

/**
 * Whether a block's amendment, once made, leaves another of the same block nothing to be made on. Rows come beside a row
 * that goes as they come beside one that stays: a row replaced by another is these two.
 */
export function clashes(done: Amendment, other: Amendment): boolean {
  if (done.of === "table" || other.of === "table") return true;
  if (done.of === "words") return other.of === "words" && touches(done.replacement, other.replacement);
  if (other.of === "words") return false;
  const [mine, theirs] = [rowsLeaving(done), rowsLeaving(other)];
  return mine !== undefined && theirs !== undefined && mine.first <= theirs.last && theirs.first <= mine.last;
}

/** The blocks inside a block that go with what an amendment takes out. */
export function takenOut(block: Block, amendment: Amendment): Block[] {
  if (block.type !== "table" || (amendment.of !== "table" && amendment.of !== "rows")) return [];
  const rows = amendment.of === "table" ? block.rows : block.rows.slice(amendment.first, amendment.last + 1);
  return rows.flatMap(({ cells }) => cells.flatMap(({ children }) => children));
}

/**
 * The block with amendments that do not clash: several blocks where it was parted, none where no word is left of it, though
 * it calls a note.
 */
export function amended(block: Block, amendments: readonly Amendment[]): Block[] {
  const edits = amendments.flatMap((one) => (one.of === "words" ? one.replacement.edits : []));
  switch (block.type) {
    case "paragraph": {
      const children = editedLine(block.children, edits) ?? block.children;
      if (isWordless(children)) return [];
      const parts = edits.some(({ words }) => words.includes(parted)) ? splitAt(children) : [children];
      return parts
        .filter((part) => !saysNothing(part))
        .map((part, index) => ({ ...block, ...(index > 0 && { id: "" }), children: part }));
    }
    case "heading": {
      const children = editedLine(block.children, edits) ?? block.children;
      const before = amendments.flatMap((one) => (one.of === "words" ? (one.before ?? []) : []));
      return [...before, ...(isWordless(children) ? [] : [{ ...block, children }])];
    }
    case "codeBlock":
      return [{ ...block, value: plainText(edited(codeOf(block.value), edits, true) ?? codeOf(block.value)) }];
    case "table":
      return amendments.some(({ of }) => of === "table")
        ? []
        : withRows(edits.length > 0 ? withCaption(block, edits) : block, amendments.filter(isOfRows));
    case "figure":
      return [withCaption(block, edits)];
    case "callout":
      return [withTitle(block, edits)];
    default:
      return [block];
  }
}

function isOfRows(amendment: Amendment): amendment is RowAmendment {
  return amendment.of !== "words" && amendment.of !== "table";
}

function replacing(
  inlines: readonly Inline[],
  stretch: Stretch | undefined,
  words: string,
  code = false,
): Amendment | undefined {
  const replacement = replacementIn(inlines, stretch, words, code);
  return replacement && { of: "words", replacement };
}

/** Of a heading; paragraphs and headings said before the words that it begins with come before it: "Un avant-propos.\n\nContexte". */
function ofHeading(block: Heading, stretch: Stretch | undefined, words: string): Amendment | undefined {
  const pieces = words.split(blankLines);
  const last = pieces.pop()!;
  const begins = foldText(textOf(block)).slice(0, stretch?.end);
  if (pieces.length === 0 || (stretch && stretch.start > 0) || foldText(last) !== begins)
    return replacing(block.children, stretch, words);
  const amendment = replacing(block.children, stretch, last);
  return amendment?.of === "words" ? { ...amendment, before: blocksOf(pieces.join("\n\n"), () => block) } : undefined;
}

function codeOf(value: string): Inline[] {
  return [{ type: "code", value }];
}

const blankLines = /\s*\n\s*\n\s*/g;

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

function isWordless(children: readonly Inline[]): boolean {
  return plainText(children).trim() === "";
}

/** Whether inlines have no words, and call no note. */
export function saysNothing(children: readonly Inline[]): boolean {
  return isWordless(children) && ![...eachInline(children)].some(({ type }) => type === "noteReference");
}

/** A caption's words stand before those of its table, and after the alternative of its figure. */
function inCaption(block: Table | Figure, { start, end }: Stretch, words: string): Amendment | undefined {
  const text = foldText(textOf(block));
  const own = foldText(plainText(block.caption ?? []));
  const from = block.type === "table" ? 0 : text.length - own.length;
  if (!block.caption || own === "" || start < from || end > from + own.length) return undefined;
  return replacing(block.caption, { start: start - from, end: end - from }, words);
}

function withCaption<B extends Table | Figure>(block: B, edits: readonly Edit[]): B {
  if (!block.caption || edits.length === 0) return block;
  const { caption, ...rest } = block;
  const changed = editedLine(caption, edits) ?? caption;
  return (saysNothing(changed) ? rest : { ...block, caption: changed }) as B;
}

/** A title's words stand before those of its callout. */
function inTitle({ title }: Callout, stretch: Stretch, words: string): Amendment | undefined {
  if (!title || stretch.end > foldText(plainText(title)).length) return undefined;
  return replacing(title, stretch, words);
}

function withTitle(block: Callout, edits: readonly Edit[]): Callout {
  if (!block.title || edits.length === 0) return block;
  const { title, ...rest } = block;
  const changed = editedLine(title, edits) ?? title;
  return saysNothing(changed) ? rest : { ...block, title: changed };
}
