import * as z from "zod";
import { type State, stateSchema } from "../deliverable/state.ts";
import { peopleIn, type Summary, summarySchema } from "../deliverable/summary.ts";
import type { Key, Row, Store, Write } from "../ports.ts";
import type { Instant } from "../values.ts";
import { defineRow } from "./define.ts";
import { eventKey, loadState, stateKey } from "./deliverable.ts";
import { nameOf } from "./listed.ts";
import { formerKey, idListed, listedAs, listsSchema, possibleKeys, summaryKey, unique } from "./listing.ts";
import { listedYears } from "./lists.ts";
import { allOf, fromData, toData, unlessConflict } from "./row.ts";
import { currentSummary } from "./summary.ts";

/** A partition of summaries, and the last of it that was listed anew. */
const place = z.object({ pk: z.string(), after: z.string().optional() });
type Cursor = { pk: string; after?: string | undefined };

/**
 * By which numbers all deliverables are listed. Where this release has others, since it places rows otherwise or makes other
 * summaries or states, all are listed anew, some at a time; `from`: those that are still to come.
 */
export const placedRow = defineRow({
  at: "PULSE / lists",
  what: "how far what is listed is placed as this release does it",
  by: ["tick"],
  leaves: false,
  shape: z.object({ lists: z.number(), summaries: z.number(), states: z.number(), from: place.optional() }),
});
type Placed = ReturnType<typeof placedRow.read>;

const today = { lists: listsSchema, summaries: summarySchema, states: stateSchema };

/** Deliverables that one call lists anew, and that are at work at once. */
const [aTurn, atOnce] = [400, 10];

/**
 * Lists anew, at most 400 at one call, what another release has listed: what is in the one list that networks of before had,
 * then everything where this release places it otherwise. Says whether nothing is left. A crash repeats some of it.
 */
export async function relistSome(store: Store, most = aTurn): Promise<boolean> {
  const { rows } = await store.query(formerKey("").pk, { limit: most });
  await inTurn(rows, (row) => relist(store, row));
  if (rows.length === most) return false;
  return relistPlaced(store, most - rows.length);
}

/** Lists everything anew, to the end: before a network is served by one process. `begun` where that takes a while. */
export async function relistAll(store: Store, begun: () => void = () => undefined): Promise<void> {
  if (await relistSome(store)) return;
  begun();
  while (!(await relistSome(store)));
}

/** Whether all that is listed is placed as this release does it. */
export async function isPlaced(store: Store): Promise<boolean> {
  const former = await store.query(formerKey("").pk, { limit: 1 });
  const placed = await placedRow.get(store, {});
  return former.rows.length === 0 && placed !== undefined && isToday(placed) && !placed.from;
}

/** What says that all is placed as this release does it, as after an import. */
export function placedWrite(): Write {
  return placedRow.put({}, today);
}

async function relistPlaced(store: Store, most: number): Promise<boolean> {
  const stored = await placedRow.find(store, {});
  const placed = stored?.data;
  const begun = placed !== undefined && isToday(placed);
  if (begun && !placed.from) return true;
  const from = await relistFrom(store, (begun && placed.from) || { pk: "OPEN" }, most);
  const next = { ...today, ...(from && { from }) };
  await unlessConflict(store.commit([placedRow.put({}, next, { expect: stored?.version ?? 0 })]));
  return from === undefined;
}

function isToday({ lists, summaries, states }: Placed): boolean {
  return lists === today.lists && summaries === today.summaries && states === today.states;
}

/** Lists anew from a place on; where the next call goes on, undefined: nowhere. */
async function relistFrom(store: Store, from: Cursor, most: number): Promise<Cursor | undefined> {
  let place: Cursor | undefined = from;
  for (let left = most; place && left > 0; ) {
    const { pk, after }: Cursor = place;
    const page = await store.query(pk, { limit: left, ...(after !== undefined && { after }) });
    await inTurn(page.rows, (row) => relist(store, row));
    left -= page.rows.length;
    place = page.next === undefined ? await partitionAfter(store, pk) : { pk, after: page.next };
  }
  return place;
}

/** After what is open, the years in their order, as deliverables move on. */
async function partitionAfter(store: Store, pk: string): Promise<Cursor | undefined> {
  const partitions = (await listedYears(store)).map((year) => `ENDED#${year}`);
  const next = pk === "OPEN" ? partitions[0] : partitions.find((each) => each > pk);
  return next === undefined ? undefined : { pk: next };
}

async function inTurn(rows: readonly Row[], act: (row: Row) => Promise<void>): Promise<void> {
  for (let at = 0; at < rows.length; at += atOnce) await Promise.all(rows.slice(at, at + atOnce).map(act));
}

/** What is open as summaries; what another release has listed meanwhile, e.g. one that ran beside this, is listed anew. */
export async function renewedSummaries(store: Store): Promise<Summary[]> {
  return Array.fromAsync(allOf(store, "OPEN"), async (row: Row) => {
    if (fromData<Summary>(row).schema !== summarySchema) await relist(store, row);
    return currentSummary(store, row);
  });
}

/** Times that one deliverable is listed anew where it changes meanwhile, and rows of one commit. */
const [tries, aCommit] = [5, 60];

/** Lists a deliverable as it stands, and only there; `row`: what lists it now. */
export async function relist(store: Store, row: Row): Promise<void> {
  for (let left = tries; left > 0; left--) if (await relistOnce(store, row)) return;
}

/** Whether it was the same all the while. */
async function relistOnce(store: Store, { pk, sk: id, version, data }: Row): Promise<boolean> {
  const loaded = await loadState(store, id);
  if (!loaded) return unlessConflict(store.commit([{ delete: { pk, sk: id }, expect: version }]));
  const { state } = loaded;
  const at = (data as { updated?: Instant }).updated ?? (await lastEventAt(store, state));
  const put: Write = { put: { ...stateKey(id), data: toData(state) }, expect: loaded.version };
  const still: Write = { check: stateKey(id), expect: loaded.version + 1 };
  const rows = listedAs(state, at);
  const borne = new Set(rows.map(nameOf));
  const keys = unique([...(await forgotten(store, pk, state)), ...possibleKeys(state)]);
  const stale = keys.filter((key) => !borne.has(nameOf(key))).map((key): Write => ({ delete: key }));
  const listed = pk === summaryKey(state).pk ? [] : [{ delete: { pk, sk: id } }];
  const writes: Write[] = [...rows.map((put) => ({ put })), ...stale.filter((write) => !isOf(write, pk)), ...listed];
  for (let from = 0; from < writes.length; from += aCommit) {
    const first = from === 0 ? put : still;
    if (!(await unlessConflict(store.commit([first, ...writes.slice(from, from + aCommit)])))) return false;
  }
  return true;
}

/**
 * Where a deliverable was listed that its state does not know any more, where a release of before has written it since this
 * one listed it: its times, e.g. of a deadline that was moved, and those who held it, e.g. a reviewer who was taken off.
 */
async function forgotten(store: Store, pk: string, state: State): Promise<Key[]> {
  const { id } = state;
  if (pk !== formerKey(id).pk) return [];
  const listed = (await store.get({ pk: "OPEN", sk: id })) ?? (await store.get(summaryKey(state)));
  if (!listed) return [];
  const due = await Array.fromAsync(allOf(store, "DUE"));
  const held = peopleIn(fromData<Summary>(listed)).map((person) => ({ pk: `HELD#${person}`, sk: `open#${id}` }));
  return [...due.filter((row) => idListed(row) === id), ...held];
}

/** What led here goes last, so that a crash leaves it to lead here again. */
function isOf(write: Write, pk: string): boolean {
  return "delete" in write && write.delete.pk === pk;
}

async function lastEventAt(store: Store, { id, seq }: { id: string; seq: number }): Promise<Instant> {
  const row = await store.get(eventKey(id, seq));
  return row ? fromData<{ at: Instant }>(row).at : "";
}
