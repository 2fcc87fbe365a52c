import type { Block, List } from "../tree.ts";
import { bagIn, type Comparing } from "./comparing.ts";
import { type Bag, bagSum, likeness, sharedWords } from "./likeness.ts";
import type { Met } from "./run.ts";

/** A list that became paragraphs or other lists, or what became one. */
export type Relisting = { relisted: true; before: Block[]; after: Block[] };
type Gap = { before: Block[]; after: Block[] };
/** From an index up to another, that one not included. */
type Span = readonly [from: number, to: number];

/** The share of a piece's words that the list says too, of the words of all pieces that of the list, and its fewest. */
const enough = { piece: 0.75, all: 0.6, words: 3 };

/** Whether what met is such a list. */
export function isRelisting(met: object): met is Relisting {
  return "relisted" in met;
}

/** What met, a list taken together with the paragraphs that it became or was made of. */
export function withRelistings(comparing: Comparing, met: readonly Met<Block>[]): (Met<Block> | Relisting)[] {
  const result: (Met<Block> | Relisting)[] = [];
  let gap: Gap = { before: [], after: [] };
  for (const one of withPieces(comparing, met)) {
    if (isRelisting(one) || (one.before && one.after)) {
      result.push(...relistedIn(comparing, gap), one);
      gap = { before: [], after: [] };
    } else if (one.before) gap.before.push(one.before);
    else gap.after.push(one.after);
  }
  return [...result, ...relistedIn(comparing, gap)];
}

/** What met, two lists taken together with the paragraphs and lists beside them that one of them had within. */
function withPieces(comparing: Comparing, met: readonly Met<Block>[]): (Met<Block> | Relisting)[] {
  const result: (Met<Block> | Relisting)[] = [];
  let from = 0;
  for (let at = 0; at < met.length; at++) {
    const found =
      at < from
        ? undefined
        : (piecesBeside(comparing, met, at, from, "before") ?? piecesBeside(comparing, met, at, from, "after"));
    if (!found) continue;
    const run = met.slice(found.from, found.to);
    const [before, after] = [run.flatMap((one) => one.before ?? []), run.flatMap((one) => one.after ?? [])];
    result.push(...met.slice(from, found.from), { relisted: true, before, after });
    from = found.to;
  }
  return [...result, ...met.slice(from)];
}

/** Around two lists at `at`, the lone blocks that say what the one of `side` says beyond the other. */
function piecesBeside(
  comparing: Comparing,
  met: readonly Met<Block>[],
  at: number,
  least: number,
  side: "before" | "after",
) {
  const other = side === "before" ? "after" : "before";
  const { [side]: list, [other]: counterpart } = met[at]!;
  if (list?.type !== "list" || counterpart?.type !== "list") return undefined;
  const rest = beyond(bagIn(comparing, list), bagIn(comparing, counterpart));
  if (rest.size < enough.words) return undefined;
  const isOne = (place: number) => {
    const block = met[place]?.[side] ? undefined : met[place]?.[other];
    return block !== undefined && isPiece(comparing, block, rest, enough.words);
  };
  let [from, to] = [at, at + 1];
  while (from > least && isOne(from - 1)) from--;
  while (isOne(to)) to++;
  return to - from > 1 ? { from, to } : undefined;
}

/** The words of a text that another does not say. */
function beyond(one: Bag, other: Bag): Bag {
  const counts = new Map<string, number>();
  for (const [word, count] of one.counts) {
    const left = count - (other.counts.get(word) ?? 0);
    if (left > 0) counts.set(word, left);
  }
  return { counts, size: counts.values().reduce((sum, count) => sum + count, 0) };
}

/** The blocks of a list's items, one after the other, or the block. */
export function linesOf(block: Block): Block[] {
  return block.type === "list" ? block.items.flatMap(({ children }) => children) : [block];
}

function relistedIn(comparing: Comparing, { before, after }: Gap): (Met<Block> | Relisting)[] {
  const found = relistingIn(comparing, { before, after });
  if (!found) return lone({ before, after });
  const [[i, iEnd], [j, jEnd]] = found;
  return [
    ...lone({ before: before.slice(0, i), after: after.slice(0, j) }),
    { relisted: true, before: before.slice(i, iEnd), after: after.slice(j, jEnd) },
    ...relistedIn(comparing, { before: before.slice(iEnd), after: after.slice(jEnd) }),
  ];
}

function lone({ before, after }: Gap): Met<Block>[] {
  return [...before.map((one) => ({ before: one })), ...after.map((one) => ({ after: one }))];
}

function relistingIn(comparing: Comparing, { before, after }: Gap): [Span, Span] | undefined {
  const old = listIn(comparing, before, after);
  if (old) return [[old.at, old.at + 1], old.pieces];
  const now = listIn(comparing, after, before);
  return now && [now.pieces, [now.at, now.at + 1]];
}

/** The first list among `blocks` that the pieces at some place among `others` say. */
function listIn(comparing: Comparing, blocks: readonly Block[], others: readonly Block[]) {
  for (const [at, list] of blocks.entries()) {
    if (list.type !== "list" || bagIn(comparing, list).size < enough.words) continue;
    const pieces = piecesOf(comparing, list, others);
    if (pieces) return { at, pieces };
  }
  return undefined;
}

function piecesOf(comparing: Comparing, list: List, others: readonly Block[]): Span | undefined {
  for (let from = 0; from < others.length; from++) {
    let to = from;
    while (to < others.length && isPiece(comparing, others[to]!, bagIn(comparing, list))) to++;
    if (to === from) continue;
    const said = bagSum(others.slice(from, to).map((piece) => bagIn(comparing, piece)));
    if (likeness(said, bagIn(comparing, list)) >= enough.all) return [from, to];
    from = to;
  }
  return undefined;
}

function isPiece(comparing: Comparing, block: Block, whole: Bag, least = 1): boolean {
  if (block.type !== "paragraph" && block.type !== "list") return false;
  const piece = bagIn(comparing, block);
  return piece.size >= least && sharedWords(piece, whole) >= enough.piece * piece.size;
}
