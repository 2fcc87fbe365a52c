import { followed } from "../counterparts.ts";
import { indexed } from "../passage-index.ts";
import { alignKeys } from "../redline/align.ts";
import type { DocumentTree } from "../tree.ts";
import { isSingle, type Passage, passagesOf, placeKey, type TranslatedPart } from "./passages.ts";

/** What became of the passages of a version in a later one, by their places: the passage there; absent: it is gone. */
export type Following = ReadonlyMap<string, Passage>;

/**
 * What became of each passage of one version in another of the same language. A title is its part's title, whatever it says. What
 * says the same is the same, wherever it went; what was edited is found as the redline finds it; what was rewritten whole is what came alone where it went alone.
 */
export function followPassages(before: readonly TranslatedPart[], after: readonly TranslatedPart[]): Following {
  const [olds, news] = [passagesOf(before), passagesOf(after)];
  const found: Found = { now: new Map(), taken: new Set() };
  followSingles(found, olds, news);
  followSame(found, olds, news);
  followEdited(found, before, after, news);
  followCells(found, olds, news);
  followRewritten(found, olds, news);
  return found.now;
}

type Found = { now: Map<string, Passage>; taken: Set<string> };

function pair({ now, taken }: Found, old: Passage, to: Passage): void {
  now.set(placeKey(old), to);
  taken.add(placeKey(to));
}

function isLeft({ now }: Found, old: Passage): boolean {
  return !now.has(placeKey(old));
}

/** What a part has once is there under its name. */
function followSingles(found: Found, olds: readonly Passage[], news: readonly Passage[]): void {
  const places = new Map(news.filter(isSingle).map((passage) => [placeKey(passage), passage]));
  for (const old of olds.filter(isSingle)) {
    const to = places.get(placeKey(old));
    if (to) pair(found, old, to);
  }
}

/** Passages that say the same: those in order on both sides, then those that moved. */
function followSame(found: Found, olds: readonly Passage[], news: readonly Passage[]): void {
  const [then, now] = [
    olds.filter((passage) => isLeft(found, passage)),
    news.filter((passage) => !found.taken.has(placeKey(passage))),
  ];
  const hashes = (passages: readonly Passage[]) => passages.map(({ hash }) => hash);
  for (const [old, to] of alignKeys(hashes(then), hashes(now))) pair(found, then[old]!, now[to]!);
  const waiting = Map.groupBy(
    news.filter((passage) => !found.taken.has(placeKey(passage))),
    ({ hash }) => hash,
  );
  for (const old of olds.filter((passage) => isLeft(found, passage))) {
    const moved = waiting.get(old.hash)?.shift();
    if (moved) pair(found, old, moved);
  }
}

/** Passages that the redline of their part shows as edited. */
function followEdited(
  found: Found,
  before: readonly TranslatedPart[],
  after: readonly TranslatedPart[],
  news: readonly Passage[],
): void {
  const places = new Map(news.map((passage) => [placeKey(passage), passage]));
  for (const { id: part, tree } of before) {
    const now = after.find(({ id }) => id === part)?.tree;
    const left = passagesOf([{ id: part, tree }]).filter((passage) => isLeft(found, passage));
    if (!now || left.length === 0) continue;
    const { counterpart } = follower(tree, now);
    for (const old of left) {
      const counterparts = counterpart(old.block)?.now ?? [];
      const to = counterparts
        .map(({ id: block }) => places.get(placeKey({ part, block })))
        .find((passage) => passage && !found.taken.has(placeKey(passage)));
      if (to) pair(found, old, to);
    }
  }
}

function follower(before: DocumentTree, after: DocumentTree) {
  return followed({ before, after }, { before: indexed(before), after: indexed(after) });
}

/** A cell that was rewritten is in its column of its row, which another cell of the row tells. */
function followCells(found: Found, olds: readonly Passage[], news: readonly Passage[]): void {
  const rowsThen = Map.groupBy(olds, rowKey);
  const rowsNow = Map.groupBy(news, rowKey);
  for (const old of olds) {
    if (!old.cell || !isLeft(found, old)) continue;
    const beside = rowsThen.get(rowKey(old))!.map((passage) => found.now.get(placeKey(passage)));
    const row = rowsNow.get(rowKey(beside.find((passage) => passage?.cell) ?? old)) ?? [];
    const inColumn = row.filter(({ cell }) => cell?.column === old.cell!.column);
    const [to, ...more] = inColumn.filter((passage) => !found.taken.has(placeKey(passage)));
    if (to && more.length === 0 && beside.some((passage) => passage?.cell)) pair(found, old, to);
  }
}

/** The row that a passage is in, "part-1 3f9a… 2"; "" for one of no table. */
function rowKey({ part, cell }: Passage): string {
  return cell ? `${part} ${cell.table} ${cell.row}` : "";
}

/** Between the same neighbours, as many that went as came, each of its kind: rewritten, one in the other's place. */
function followRewritten(found: Found, olds: readonly Passage[], news: readonly Passage[]): void {
  const places = new Map(news.map((passage, index) => [placeKey(passage), index]));
  let last = -1;
  for (let at = 0; at < olds.length; at++) {
    const known = found.now.get(placeKey(olds[at]!));
    if (known) {
      last = places.get(placeKey(known)) ?? last;
      continue;
    }
    const gone = runFrom(olds, at, (passage) => isLeft(found, passage));
    const came = runFrom(news, last + 1, (passage) => !found.taken.has(placeKey(passage)));
    if (gone.length === came.length && gone.every((old, index) => isOfKind(old, came[index]!))) {
      for (const [index, old] of gone.entries()) pair(found, old, came[index]!);
      last += came.length;
    }
    at += gone.length - 1;
  }
}

function runFrom(passages: readonly Passage[], from: number, holds: (passage: Passage) => boolean): Passage[] {
  let to = from;
  while (to < passages.length && holds(passages[to]!)) to++;
  return passages.slice(from, to);
}

function isOfKind(one: Passage, other: Passage): boolean {
  return one.part === other.part && one.type === other.type && one.within === other.within;
}
