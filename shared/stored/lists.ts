import { type Summary, summarize, summarySchema } from "../deliverable/summary.ts";
import type { Key, Row, Store, Write } from "../ports.ts";
import type { PersonId } from "../values.ts";
import { loadState, stateKey } from "./deliverable.ts";
import { formerKey, type Held, type Holding, listWrites, openPointers, ownEnded } from "./listing.ts";
import { allOf, fromData, toData, unlessConflict } from "./row.ts";

/** Every deliverable that is open: drafts, reviews, and finals whose documents are being set. */
export async function openSummaries(store: Store): Promise<Summary[]> {
  await listed(store);
  return Array.fromAsync(allOf(store, "OPEN"), (row: Row) => currentSummary(store, row));
}

/** The same, and stores anew what was stored in another shape, so that it is not made at every reading. */
export async function renewSummaries(store: Store): Promise<Summary[]> {
  await listed(store);
  return Array.fromAsync(allOf(store, "OPEN"), async (row: Row) => {
    const summary = await currentSummary(store, row);
    const put = { pk: row.pk, sk: row.sk, data: toData(summary) };
    if (fromData<Summary>(row).schema !== summarySchema)
      await unlessConflict(store.commit([{ put, expect: row.version }]));
    return summary;
  });
}

/** The deliverables that came to their end in a year, "2008". */
export async function endedSummaries(store: Store, year: string): Promise<Summary[]> {
  await listed(store);
  return Array.fromAsync(allOf(store, `ENDED#${year}`), (row: Row) => currentSummary(store, row));
}

/** The years in which deliverables came to their end, the last first. */
export async function endedYears(store: Store): Promise<string[]> {
  await listed(store);
  return (await Array.fromAsync(allOf(store, "ENDED"), ({ sk }: Row) => sk)).reverse();
}

/**
 * Every deliverable of all times, once each, for those who go through everything. What is open is read first and the years
 * in their order, since deliverables only move on from there: one that moves meanwhile is found where it was or where it
 * goes.
 */
export async function everySummary(store: Store): Promise<Summary[]> {
  const found = new Map((await openSummaries(store)).map((summary) => [summary.id, summary]));
  for (const year of (await endedYears(store)).reverse())
    for (const summary of await endedSummaries(store, year)) found.set(summary.id, summary);
  return [...found.values()];
}

/** The ids of the same. */
export async function everyId(store: Store): Promise<string[]> {
  return (await everySummary(store)).map(({ id }) => id);
}

/** Common rows that one call gives to their holders, and rows of one commit. */
const [aTurn, aCommit] = [20, 60];

/**
 * Gives those who hold something that ended rows of their own, where one row stood for all: those rows are read with
 * everybody's until then. What a row says of a role that changes later is looked at in the summary.
 */
export async function spreadHeld(store: Store): Promise<void> {
  const { rows } = await store.query("HELD", { prefix: "ended#", limit: aTurn });
  for (const row of rows) {
    const [, year = ""] = row.sk.split("#");
    const own = ownEnded(fromData<Held>(row), year);
    for (let from = 0; from < own.length; from += aCommit)
      await store.commit(own.slice(from, from + aCommit).map((put) => ({ put })));
    await unlessConflict(store.commit([{ delete: { pk: row.pk, sk: row.sk }, expect: row.version }]));
  }
}

/** What a person holds, or held, of what is open. */
export async function openHeldBy(store: Store, person: PersonId): Promise<Summary[]> {
  await listed(store);
  const own = await Array.fromAsync(allOf(store, `HELD#${person}`, "open#"), idOf);
  const common = await Array.fromAsync(allOf(store, "HELD", "open#"));
  const ids = [...own, ...common.filter((row) => holdersIn(row)[person]).map(idOf)];
  const rows = await Promise.all(ids.map((sk) => store.get({ pk: "OPEN", sk })));
  return Promise.all(rows.flatMap((row) => (row ? [currentSummary(store, row)] : [])));
}

/** Deliverables on one page of what came to its end. */
const aPage = 100;

/** A page of what came to its end; `next`: where the page after it begins, to be given as `after`. */
export type Ended = { summaries: Summary[]; next?: string };

/** A page of the deliverables that came to their end in a year, "2008". */
export async function endedPage(store: Store, year: string, after?: string): Promise<Ended> {
  await listed(store);
  const page = await store.query(`ENDED#${year}`, { limit: aPage, ...(after !== undefined && { after }) });
  const summaries = await Promise.all(page.rows.map((row) => currentSummary(store, row)));
  return { summaries, ...(page.next !== undefined && { next: page.next }) };
}

/** A page of what a person holds as `roles` of what came to its end, the last years first. */
export async function endedHeldBy(
  store: Store,
  person: PersonId,
  roles: readonly Holding[],
  after?: string,
): Promise<Ended> {
  await listed(store);
  const own = roles.map((role) => ownPlaces(store, person, role, after));
  const found = await Promise.all([...own, commonPlaces(store, person, roles)]);
  const places = [...new Set(found.flat())].sort().reverse();
  const older = after === undefined ? places : places.filter((place) => place < after);
  const shown = older.slice(0, aPage);
  const rows = await Promise.all(shown.map((place) => store.get(endedKey(place))));
  const summaries = await Promise.all(rows.flatMap((row) => (row ? [currentSummary(store, row)] : [])));
  return { summaries, ...(older.length > aPage && { next: shown.at(-1)! }) };
}

/** "2008#<id>" as its summary's key. */
function endedKey(place: string): Key {
  return { pk: `ENDED#${place.slice(0, 4)}`, sk: place.slice(5) };
}

/** One more than a page shows, so that it is known whether there is another. */
async function ownPlaces(store: Store, person: PersonId, role: Holding, after: string | undefined): Promise<string[]> {
  const from = after === undefined ? {} : { after: `${role}#${after}` };
  const { rows } = await store.query(`HELD#${person}`, {
    ...{ prefix: `${role}#`, newestFirst: true, limit: aPage + 1 },
    ...from,
  });
  return rows.map(({ sk }) => sk.slice(role.length + 1));
}

async function commonPlaces(store: Store, person: PersonId, roles: readonly Holding[]): Promise<string[]> {
  const common = await Array.fromAsync(allOf(store, "HELD", "ended#"));
  const theirs = common.filter((row) => roles.some((role) => holdersIn(row)[person]?.includes(role)));
  return theirs.map(({ sk }) => sk.slice("ended#".length));
}

/** Whether a person holds anything that came to its end as one of `roles`. */
export async function holdsEnded(store: Store, person: PersonId, roles: readonly Holding[]): Promise<boolean> {
  for (const role of roles) {
    const { rows } = await store.query(`HELD#${person}`, { prefix: `${role}#`, limit: 1 });
    if (rows.length > 0) return true;
  }
  return (await commonPlaces(store, person, roles)).length > 0;
}

/** The deliverables whose open round has its deadline by `now`, in milliseconds, the first to be due first. */
export async function dueBy(store: Store, now: number): Promise<string[]> {
  await listed(store);
  const until = new Date(now).toISOString();
  const due: string[] = [];
  for await (const row of allOf(store, "DUE")) {
    if (row.sk.slice(0, until.length) > until) break;
    due.push(idOf(row));
  }
  return due;
}

function idOf(row: Row): string {
  return fromData<{ id: string }>(row).id;
}

function holdersIn(row: Row): Held["people"] {
  return fromData<Held>(row).people;
}

async function currentSummary(store: Store, row: Row): Promise<Summary> {
  const stored = fromData<Summary>(row);
  if (stored.schema === summarySchema) return stored;
  const loaded = await loadState(store, stored.id);
  return loaded ? summarize(loaded.state, stored.updated) : stored;
}

/** Stores known to have the lists of today. */
const ready = new WeakSet<Store>();

/** Makes the lists of a network of before from the one that it had; where some of it is left, the next reading goes on. */
async function listed(store: Store): Promise<void> {
  if (!ready.has(store)) await relistFormer(store);
}

/** The same, also of what a process of before has written since: one that still runs beside those of today. */
export async function relistFormer(store: Store): Promise<void> {
  for await (const row of allOf(store, formerKey("").pk)) await relist(store, row);
  if ((await store.query(formerKey("").pk, { limit: 1 })).rows.length === 0) ready.add(store);
}

/** Most rows that a relisting takes away: beyond, those that are left lead to nothing. */
const stale = 40;

/** Lists a deliverable as it stands, and only there; nothing when it changes meanwhile. */
async function relist(store: Store, { pk, sk: id, ...row }: Row): Promise<void> {
  const loaded = await loadState(store, id);
  const gone: Write = { delete: { pk, sk: id } };
  if (!loaded) return store.commit([gone]);
  const lists = listWrites(undefined, loaded.state, fromData<Summary>({ pk, sk: id, ...row }).updated);
  const written = new Set(lists.map((write) => ("put" in write ? `${write.put.pk}\n${write.put.sk}` : "")));
  const left = openPointers(loaded.state).filter((key) => !written.has(`${key.pk}\n${key.sk}`));
  const state: Write = { put: { ...stateKey(id), data: toData(loaded.state) }, expect: loaded.version };
  const writes = [state, ...lists, gone, ...left.slice(0, stale).map((key) => ({ delete: key }))];
  await unlessConflict(store.commit(writes));
}
