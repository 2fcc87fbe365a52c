import type { Holding } from "../deliverable/place.ts";
import { holdingsIn, type Summary } from "../deliverable/summary.ts";
import type { Key, Row, Store } from "../ports.ts";
import type { PersonId } from "../values.ts";
import { formerEnded, formerOpen, formerRows, yearOf } from "./former.ts";
import { allOf, until } from "./row.ts";
import { spreadRows } from "./spreading.ts";
import { asSummaries, currentSummary, onceEach } from "./summary.ts";

/** Every deliverable that is open: drafts, reviews, and finals whose documents are being set. */
export async function openSummaries(store: Store): Promise<Summary[]> {
  const former = await formerOpen(store);
  const listed = await Array.fromAsync(allOf(store, "OPEN"), (row: Row) => currentSummary(store, row));
  return onceEach([...former, ...listed]);
}

/** The deliverables that came to their end in a year, "2008". */
export async function endedSummaries(store: Store, year: string): Promise<Summary[]> {
  const former = await formerEnded(store, year);
  const listed = await Array.fromAsync(allOf(store, `ENDED#${year}`), (row: Row) => currentSummary(store, row));
  return onceEach([...former, ...listed]);
}

/** The years in which deliverables came to their end, the last first. */
export async function endedYears(store: Store): Promise<string[]> {
  const former = (await formerEnded(store)).map(yearOf);
  const listed = await listedYears(store);
  return [...new Set([...former, ...listed])].sort().reverse();
}

/** The years that have a list, the first first. */
export async function listedYears(store: Store): Promise<string[]> {
  return Array.fromAsync(allOf(store, "ENDED"), ({ sk }: Row) => sk);
}

/**
 * Every deliverable of all times, once each, for those who go through everything. What is open is read first and the years
 * in their order, since deliverables only move on from there: one that moves meanwhile is found where it was or where it
 * goes.
 */
export async function everySummary(store: Store): Promise<Summary[]> {
  const found: Summary[] = [];
  for (const row of await formerRows(store)) found.push(await currentSummary(store, row));
  for await (const row of listedRows(store)) found.push(await currentSummary(store, row));
  return onceEach(found);
}

/** The ids of the same. */
export async function everyId(store: Store): Promise<string[]> {
  const found = (await formerRows(store)).map(({ sk }) => sk);
  for await (const { sk } of listedRows(store)) found.push(sk);
  return [...new Set(found)];
}

/** What is open, then the years in their order: the years are looked for once what is open was read. */
async function* listedRows(store: Store): AsyncGenerator<Row> {
  yield* allOf(store, "OPEN");
  for (const year of await listedYears(store)) yield* allOf(store, `ENDED#${year}`);
}

/** What a person holds, or held, of what is open. Rows lead to it, and its summary decides. */
export async function openHeldBy(store: Store, person: PersonId): Promise<Summary[]> {
  return (await openHeldByEach(store, [person])).get(person)!;
}

/** The beginning of the rows that lead someone to what is open. */
const open = "open#";

/** What each of several people holds, or held, of what is open; each summary is read once. */
export async function openHeldByEach(store: Store, people: readonly PersonId[]): Promise<Map<PersonId, Summary[]>> {
  const former = await formerOpen(store);
  const spreads = await spreadRows(store);
  const read = new Map<string, Promise<Summary[]>>();
  const summaryOf = (sk: string) => {
    const known = read.get(sk) ?? store.get({ pk: "OPEN", sk }).then((row) => asSummaries(store, row));
    read.set(sk, known);
    return known;
  };
  const held = new Map<PersonId, Summary[]>();
  for (const person of people) {
    const own = await Array.fromAsync(allOf(store, `HELD#${person}`, open), ({ sk }: Row) => sk.slice(open.length));
    const ids = new Set([...own, ...spreads.flatMap(({ is }) => (is.people[person] ? [is.id] : []))]);
    const listed = (await Promise.all([...ids].map(summaryOf))).flat();
    const theirs = onceEach([...former, ...listed]).filter((summary) => holdingsIn(summary, person).length > 0);
    held.set(person, theirs);
  }
  return held;
}

/** Deliverables on one page of what came to its end. */
const aPage = 100;

/** A page of what came to its end; `next`: where the page after it begins, to be given as `after`. */
export type Ended = { summaries: Summary[]; next?: string };

/** A page of the deliverables that came to their end in a year, "2008". */
export async function endedPage(store: Store, year: string, after?: string): Promise<Ended> {
  const page = await store.query(`ENDED#${year}`, { limit: aPage, ...(after !== undefined && { after }) });
  const former = after === undefined ? await formerEnded(store, year) : [];
  const listed = await Promise.all(page.rows.map((row) => currentSummary(store, row)));
  return { summaries: onceEach([...former, ...listed]), ...(page.next !== undefined && { next: page.next }) };
}

/** A page of what a person holds as `roles` of what came to its end, the last years first. */
export async function endedHeldBy(
  store: Store,
  person: PersonId,
  roles: readonly Holding[],
  after?: string,
): Promise<Ended> {
  const own = roles.map((role) => ownPlaces(store, person, role, after));
  const found = await Promise.all([...own, spreadPlaces(store, person, roles)]);
  const places = [...new Set(found.flat())].sort().reverse();
  const older = after === undefined ? places : places.filter((place) => place < after);
  const shown = older.slice(0, aPage);
  const listed = (await Promise.all(shown.map((place) => heldAt(store, place, person, roles)))).flat();
  const former = after === undefined ? await formerEnded(store) : [];
  const theirs = former.filter((summary) => isHeldAs(summary, person, roles));
  return { summaries: onceEach([...theirs, ...listed]), ...(older.length > aPage && { next: shown.at(-1)! }) };
}

/** "2008#<id>" as its summary's key. */
function endedKey(place: string): Key {
  return { pk: `ENDED#${place.slice(0, 4)}`, sk: place.slice(5) };
}

/** What is at such a place, where a person holds it as one of `roles`. */
async function heldAt(store: Store, place: string, person: PersonId, roles: readonly Holding[]): Promise<Summary[]> {
  const summaries = await asSummaries(store, await store.get(endedKey(place)));
  return summaries.filter((summary) => isHeldAs(summary, person, roles));
}

function isHeldAs(summary: Summary, person: PersonId, roles: readonly Holding[]): boolean {
  return holdingsIn(summary, person).some((role) => roles.includes(role));
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

async function spreadPlaces(store: Store, person: PersonId, roles: readonly Holding[]): Promise<string[]> {
  const spreads = await spreadRows(store);
  return spreads.flatMap(({ is: { id, year, people } }) =>
    year !== undefined && roles.some((role) => people[person]?.includes(role)) ? [`${year}#${id}`] : [],
  );
}

/** Whether a person holds anything that came to its end as one of `roles`. */
export async function holdsEnded(store: Store, person: PersonId, roles: readonly Holding[]): Promise<boolean> {
  const isHeld = async (place: string) => (await heldAt(store, place, person, roles)).length > 0;
  for (const role of roles) {
    const prefix = `${role}#`;
    for await (const { sk } of until(store, { pk: `HELD#${person}`, prefix, limit: 1 }))
      if (await isHeld(sk.slice(prefix.length))) return true;
  }
  for (const place of await spreadPlaces(store, person, roles)) if (await isHeld(place)) return true;
  return (await formerEnded(store)).some((summary) => isHeldAs(summary, person, roles));
}
