import { foldText } from "../identify.ts";
import type { Block, Heading, Inline, ListItem, Paragraph } from "../tree.ts";
import { plainText } from "../visit.ts";
import { compareWords } from "./compare-words.ts";
import { bagIn, type Comparing, keyOf } from "./comparing.ts";
import { type Bag, bagSum, likeness, sharedWords } from "./likeness.ts";
import type { ItemChange, PartedText, Piece, Text, WordChange } from "./redline.ts";
import { isRelisting, type Relisting } from "./relistings.ts";
import type { Met } from "./run.ts";

/** Paragraphs that were parted or joined: one of one text that is several of the other, headings among them. */
export type Parting = { before: Text[]; after: Text[] };
type Side = "before" | "after";
type Seen = Met<Block> | Relisting;

/** The share of a piece's words that the whole says too, of the words of all pieces that of the whole, and the fewest. */
const enough = { piece: 0.75, all: 0.6, words: 3 };

/** Tells a parting from two blocks that met. */
export function isParting(met: Seen | Parting): met is Parting {
  return Array.isArray(met.before);
}

/** What met, paragraphs that were parted or joined taken together with those that stand beside them. */
export function withPartings(comparing: Comparing, met: readonly Seen[]): (Seen | Parting)[] {
  const result: (Seen | Parting)[] = [];
  let from = 0;
  for (let at = 0; at < met.length; at++) {
    const found =
      at < from
        ? undefined
        : (partingAt(comparing, met, at, from, "before") ?? partingAt(comparing, met, at, from, "after"));
    if (!found) continue;
    result.push(...met.slice(from, found.from), found.parting);
    from = found.to;
  }
  return [...result, ...met.slice(from)];
}

type PartedItems = Extract<ItemChange, { is: "relisted" }>;

/** Items that met, those of one paragraph that were parted or joined taken together. */
export function withItemPartings(comparing: Comparing, met: readonly Met<ListItem>[]): (Met<ListItem> | PartedItems)[] {
  const items = new Map<Block, ListItem>();
  const originals = new Map<object, Met<ListItem>>();
  const block = (item: ListItem): Block => {
    const [only, ...others] = item.children;
    if (only?.type !== "paragraph" || others.length > 0) return { type: "thematicBreak", id: "" };
    items.set(only, item);
    return only;
  };
  const blocks = met.map((one) => {
    const both = { ...(one.before && { before: block(one.before) }), ...(one.after && { after: block(one.after) }) };
    originals.set(both, one);
    return both as Met<Block>;
  });
  return withPartings(comparing, blocks).map((one) => {
    if (!isParting(one)) return originals.get(one)!;
    const [before, after] = [one.before, one.after].map((texts) => texts.map((text) => items.get(text)!));
    return { is: "relisted", of: "item", before: before!, after: after!, lines: [comparePartings(comparing, one)] };
  });
}

/** The paragraph at `at` of the text `whole`, with the lone ones of the other beside it that say what it says. */
function partingAt(comparing: Comparing, met: readonly Seen[], at: number, least: number, whole: Side) {
  const other = whole === "before" ? "after" : "before";
  const seen = met[at]!;
  if (isRelisting(seen)) return undefined;
  const { [whole]: one, [other]: counterpart } = seen;
  if (one?.type !== "paragraph" || (counterpart && !isEdited(comparing, one, counterpart))) return undefined;
  const bag = bagIn(comparing, one);
  const isPiece = (place: number) => {
    const beside = met[place];
    const block = !beside || isRelisting(beside) || beside[whole] ? undefined : beside[other];
    if (block?.type === "heading" && opens(block, one)) return true;
    return isText(block) && isLike(block, one) && isWithin(bagIn(comparing, block), bag);
  };
  let [from, to] = [at, at + 1];
  while (from > least && isPiece(from - 1)) from--;
  while (isPiece(to)) to++;
  const pieces = met.slice(from, to).flatMap((each) => each[other] ?? []) as Text[];
  if (pieces.length < 2 || likeness(bagSum(pieces.map((piece) => bagIn(comparing, piece))), bag) < enough.all)
    return undefined;
  const parting = whole === "before" ? { before: [one], after: pieces } : { before: pieces, after: [one] };
  return { from, to, parting };
}

function isEdited(comparing: Comparing, one: Paragraph, other: Block): boolean {
  return isText(other) && isLike(other, one) && keyOf(comparing, one) !== keyOf(comparing, other);
}

function isText(block: Block | undefined): block is Text {
  return block?.type === "paragraph" || block?.type === "heading";
}

function isLike(piece: Text, { align }: Paragraph): boolean {
  return piece.type === "heading" || piece.align === align;
}

/** Whether a paragraph begins with the words that are now a heading, or were one. */
function opens({ children }: Heading, one: Paragraph): boolean {
  const words = foldText(plainText(children));
  return words !== "" && foldText(plainText(one.children)).startsWith(words);
}

function isWithin(piece: Bag, whole: Bag): boolean {
  if (piece.size < enough.words) return false;
  return sharedWords(piece, whole) >= enough.piece * piece.size;
}

/** The end of a paragraph among the words of several: a call of no note, which no document has. */
const end: Inline = { type: "noteReference", note: "\0end" };

/** Paragraphs parted or joined, word by word and end by end. */
export function comparePartings({ names }: Comparing, { before, after }: Parting): PartedText {
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
