import { type NamedBlock, namedBlocks } from "./named-blocks.ts";
import type { Entry, Index } from "./passage-index.ts";
import { type Change, eachChangeOf } from "./redline/changes.ts";
import { compare } from "./redline/compare.ts";
import { sharedWords } from "./redline/likeness.ts";
import type { PartedText, Redline, Text, WordChange } from "./redline/redline.ts";
import { type Resembles, resemblance, sayersIn } from "./resemblance.ts";
import type { Block, DocumentTree, ListItem, Row, Table } from "./tree.ts";
import { confidentTwins } from "./twins.ts";
import { eachBlock, plainText } from "./visit.ts";

/** An old block, and what stands for it now: several blocks where it was parted; `moved`: in another place. */
export type Old = { old: Entry; now: Entry[]; moved: boolean };

/** Two texts as passages are followed from one to the other. */
export type Followed = {
  /** The old block of an id, with its counterparts; undefined where the old text has none of this id. */
  counterpart: (id: string) => Old | undefined;
  /** Whether a block of the text after says what none said before. */
  isNew: (id: string) => boolean;
  isAlike: Resembles;
  /** Whether one block of each text says a word, and no other does. */
  isRare: (word: string) => boolean;
};

type Sides = { before: Index; after: Index };
type Trees = { before: DocumentTree; after: DocumentTree };

/**
 * What stands in `after` for each block of `before`: as the redline of both pairs sections, rows and columns. A pair of
 * which no telling words stayed is none; nor is one of blocks that say the same as others where some of these came or
 * went and nothing beside tells which. Worked out once, when first asked.
 */
export function followed(trees: Trees, sides: Sides): Followed {
  let known: Pairs | undefined;
  const sayers = { before: sayersIn(sides.before.entries), after: sayersIn(sides.after.entries) };
  const isAlike = resemblance((word) => sayers.before(word) + sayers.after(word));
  const pairs = () => {
    known ??= pairsOf(trees, sides, isAlike);
    return known;
  };
  return {
    counterpart: (id) => {
      const old = sides.before.byId.get(id);
      return old && { old, now: pairs().now.get(id) ?? [], moved: pairs().moved.has(id) };
    },
    isNew: (id) => !pairs().unchanged.has(id),
    isAlike,
    isRare: (word) => sayers.before(word) === 1 && sayers.after(word) === 1,
  };
}

/**
 * By the ids of old blocks what stands for them now, which of them `moved`, and which are so short that only what stands
 * beside them tells; the new blocks that say what theirs said.
 */
type Pairs = { now: Map<string, Entry[]>; moved: Set<string>; short: Set<string>; unchanged: Set<string> };

function pairsOf(trees: Trees, sides: Sides, isAlike: Resembles): Pairs {
  const redline = compare(trees.before, trees.after);
  const pairs: Pairs = { now: new Map(), moved: new Set(), short: new Set(), unchanged: new Set() };
  const pair = (old: Block, news: readonly Block[], anywhere = false) => {
    const entry = sides.before.byId.get(old.id);
    const now = news.flatMap(({ id }) => sides.after.byId.get(id) ?? []);
    if (!entry || now.length === 0) return;
    const same = now.filter(({ key }) => key === entry.key);
    for (const { id } of same) pairs.unchanged.add(id);
    const alike = same.length > 0 || entry.container || isAlike(entry, now, anywhere ? "elsewhere" : "there");
    if (!alike && !anywhere && now.some((one) => goesOn(entry, one))) pairs.short.add(old.id);
    if (alike || pairs.short.has(old.id)) pairs.now.set(old.id, now);
  };
  pairAll(trees, redline, pair, pairs.moved);
  for (const change of eachChangeOf(redline) as Iterable<Change>) {
    if (change.is === "edited" && change.of === "block" && change.type === "table") pairByNames(sides, change, pairs);
  }
  const isTwin = confidentTwins(trees, sides, pairs);
  for (const [id] of pairs.now) if (!isTwin(id)) pairs.now.delete(id);
  return pairs;
}

/**
 * Blocks of cells that say the same under the same names of row and column are one, whatever place the redline gives
 * them: of rows « ORIV » and « EPI » that changed places, it may show that only the names did. Where the row that the
 * redline gives has a name that came, it may be the old row renamed: neither is sure.
 */
function pairByNames(sides: Sides, tables: { before: Table; after: Table }, { now, moved, unchanged }: Pairs): void {
  const taken = new Map([...now].flatMap(([id, entries]) => entries.map((entry) => [entry.id, id] as const)));
  const names = { before: namedBlocks(tables.before), after: namedBlocks(tables.after) };
  const rows = new Set(Array.from(names.before.values(), ({ row }) => row));
  const there = placesByName(names.after);
  for (const [name, id] of placesByName(names.before)) {
    const [old, entry] = [sides.before.byId.get(id), sides.after.byId.get(there.get(name) ?? "")];
    if (!old || !entry || old.key !== entry.key || now.get(old.id)?.includes(entry)) continue;
    const held = now.get(old.id)?.find(({ key }) => key === old.key);
    if (held && !rows.has(names.after.get(held.id)?.row ?? "")) {
      now.delete(old.id);
      continue;
    }
    const other = taken.get(entry.id);
    if (other !== undefined && now.get(other)?.includes(entry)) now.delete(other);
    now.set(old.id, [entry]);
    moved.add(old.id);
    unchanged.add(entry.id);
  }
}

/**
 * By the names of row and column: the block of each cell that has one block. A row whose name has a number may have been
 * renumbered, and is not known by it.
 */
function placesByName(blocks: ReadonlyMap<string, NamedBlock>): Map<string, string> {
  const named = [...blocks].filter(([, { row }]) => !/\p{N}/u.test(row));
  const places = Map.groupBy(named, ([, { name }]) => name);
  return new Map([...places].flatMap(([name, [one, ...more]]) => (one && more.length === 0 ? [[name, one[0]]] : [])));
}

/** Whether one of two texts says all that the other says. */
function goesOn(old: Entry, now: Entry): boolean {
  const least = Math.min(old.bag().size, now.bag().size);
  return least > 0 && sharedWords(old.bag(), now.bag()) === least;
}

type Thing = Block | ListItem | Row;
type PairBlocks = (old: Block, news: readonly Block[], anywhere?: boolean) => void;

function pairAll(trees: Trees, redline: Redline, pair: PairBlocks, moved: Set<string>): void {
  const came = new Map<number, Thing>();
  for (const change of eachChangeOf(redline) as Iterable<Change>) {
    if (change.is === "inserted" && change.move !== undefined) came.set(change.move, change.after);
  }
  for (const change of eachChangeOf(redline) as Iterable<Change>) {
    if (change.is === "parted") for (const [old, news] of textsOf(change)) pair(old, news);
    else if (change.is === "relisted" && change.of === "block")
      for (const old of change.before) pair(old, change.after);
    else if (change.is === "edited" && change.of === "block") pair(change.before, [change.after]);
    else if (change.is === "same") pairInside(pair, change.before, change.after);
    else if (change.is === "deleted" && change.move !== undefined) {
      pairInside((old, news) => pair(old, news, true), change.before, came.get(change.move)!);
      for (const { id } of blocksIn(change.before)) moved.add(id);
    }
  }
  const uncalled = new Map(Array.from(uncalledIn(trees.after, redline, "after"), (block) => [block.id, block]));
  for (const old of uncalledIn(trees.before, redline, "before")) {
    const now = uncalled.get(old.id);
    if (now) pair(old, [now]);
  }
}

/** Each text of a parting that has words in texts of the other side, with these. */
function textsOf({ before, after, pieces }: PartedText): Map<Text, Text[]> {
  const texts = new Map<Text, Text[]>();
  let [old, now] = [0, 0];
  for (const { words, end } of pieces) {
    const stays = words.some((one) => one.is !== "inserted" && one.is !== "deleted" && isWordy(one));
    const [from, to] = [before[old], after[now]];
    if (stays && from && to) texts.set(from, [...(texts.get(from) ?? []), to]);
    if (end !== "inserted") old += 1;
    if (end !== "deleted") now += 1;
  }
  return texts;
}

function isWordy(change: WordChange): boolean {
  return /[\p{L}\p{N}]/u.test(plainText("after" in change ? change.after : change.words));
}

/** Two things that say the same hold the same blocks, in one order. */
function pairInside(pair: PairBlocks, before: Thing, after: Thing): void {
  const news = [...blocksIn(after)];
  [...blocksIn(before)].forEach((old, index) => {
    const now = news[index];
    if (now) pair(old, [now]);
  });
}

function blocksIn(thing: Thing): Iterable<Block> {
  if ("cells" in thing) return eachBlock(thing.cells.flatMap(({ children }) => children));
  return "type" in thing ? eachBlock([thing]) : eachBlock(thing.children);
}

/** The blocks of notes that nothing calls, which no redline shows: they keep their ids while they say the same. */
function uncalledIn(tree: DocumentTree, { notes }: Redline, side: "before" | "after"): Iterable<Block> {
  const called = new Set(notes.map((note) => note[side]?.id));
  return eachBlock(Object.entries(tree.notes).flatMap(([id, blocks]) => (called.has(id) ? [] : blocks)));
}
