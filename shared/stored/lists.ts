import { type Acting, holdersIn } from "../deliverable/holder.ts";
import type { Holding } from "../deliverable/place.ts";
import { holdingsIn, type Summary } from "../deliverable/summary.ts";
import type { Key, Row, Store } from "../ports.ts";
import type { Holder } from "../values.ts";
import { formerEnded, formerOpen, formerRows, yearOf } from "./former.ts";
import { allOf, until } from "./row.ts";
import { spreadRows } from "./spreading.ts";
import { asSummaries, currentSummary, onceEach } from "./summary.ts";

/** Every deliverable that is open: drafts, new editions too, reviews, and finals whose documents are being set, to which a part is proposed, or whose original changed. */
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
 * Every deliverable of all times, once each, for those who go through everything. What is open is read first, the years in
 * their order, and what is open once more: one that moves on meanwhile, or back as a new edition of it is opened, is found where
 * it was or where it goes.
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

/** What is open, then the years in their order, looked for once what is open was read, then what was opened again since. */
async function* listedRows(store: Store): AsyncGenerator<Row> {
  const seen = new Set<string>();
  const open = async function* () {
    for await (const row of allOf(store, "OPEN")) if (!seen.has(row.sk)) yield row;
  };
  for await (const row of open()) {
    seen.add(row.sk);
    yield row;
  }
  for (const year of await listedYears(store))
    for await (const row of allOf(store, `ENDED#${year}`)) {
      seen.add(row.sk);
      yield row;
    }
  yield* open();
}

/**
 * What someone holds, or held, of what is open, themselves or by their organisation. Rows lead to it, and its summary
 * decides.
 */
export async function openHeldBy(store: Store, who: Acting): Promise<Summary[]> {
  return (await openHeldByEach(store, [who])).get(holdersIn(who)[0]!)!;
}

/** The beginning of the rows that lead someone to what is open. */
const open = "open#";

/** What each of several people holds, or held, of what is open; each summary and each list is read once. */
export async function openHeldByEach(store: Store, people: readonly Acting[]): Promise<Map<Holder, Summary[]>> {
  const former = await formerOpen(store);
  const spreads = await spreadRows(store);
  const read = new Map<string, Promise<Summary[]>>();
  const summaryOf = (sk: string) => {
    const known = read.get(sk) ?? store.get({ pk: "OPEN", sk }).then((row) => asSummaries(store, row));
    read.set(sk, known);
    return known;
  };
  const lists = new Map<Holder, Promise<string[]>>();
  const listOf = (holder: Holder) => {
    const ids = lists.get(holder) ?? openIds(store, holder);
    lists.set(holder, ids);
    return ids;
  };
  const held = new Map<Holder, Summary[]>();
  for (const who of people) {
    const holders = holdersIn(who);
    const own = (await Promise.all(holders.map(listOf))).flat();
    const spread = spreads.filter(({ is }) => holders.some((holder) => is.people[holder])).map(({ is }) => is.id);
    const listed = (await Promise.all([...new Set([...own, ...spread])].map(summaryOf))).flat();
    const theirs = onceEach([...former, ...listed]).filter((summary) => holdingsIn(summary, who).length > 0);
    held.set(holders[0]!, theirs);
  }
  return held;
}

function openIds(store: Store, holder: Holder): Promise<string[]> {
  return Array.fromAsync(allOf(store, `HELD#${holder}`, open), ({ sk }: Row) => sk.slice(open.length));
}

/** Deliverables on one page of what came to its end. */
const aPage = 100;

/** A page of what came to its end; `next`: where the page after it begins, to be given as `after`. */
export type Ended = { summaries: Summary[]; next?: string };

/** A page of what someone holds as `roles` of what came to its end, themselves or by their organisation, the last years first. */
export async function endedHeldBy(
  store: Store,
  who: Acting,
  roles: readonly Holding[],
  after?: string,
): Promise<Ended> {
  const own = holdersIn(who).flatMap((holder) => roles.map((role) => ownPlaces(store, holder, role, after)));
  const found = await Promise.all([...own, spreadPlaces(store, who, roles)]);
  const places = [...new Set(found.flat())].sort().reverse();
  const older = after === undefined ? places : places.filter((place) => place < after);
  const shown = older.slice(0, aPage);
  const listed = (await Promise.all(shown.map((place) => heldAt(store, place, who, roles)))).flat();
  const former = after === undefined ? await formerEnded(store) : [];
  const theirs = former.filter((summary) => isHeldAs(summary, who, roles));
  return { summaries: onceEach([...theirs, ...listed]), ...(older.length > aPage && { next: shown.at(-1)! }) };
}

/** "2008#<id>" as its summary's key. */
function endedKey(place: string): Key {
  return { pk: `ENDED#${place.slice(0, 4)}`, sk: place.slice(5) };
}

/** What is at such a place, where someone holds it as one of `roles`. */
async function heldAt(store: Store, place: string, who: Acting, roles: readonly Holding[]): Promise<Summary[]> {
  const summaries = await asSummaries(store, await store.get(endedKey(place)));
  return summaries.filter((summary) => isHeldAs(summary, who, roles));
}

function isHeldAs(summary: Summary, who: Acting, roles: readonly Holding[]): boolean {
  return holdingsIn(summary, who).some((role) => roles.includes(role));
}

/** One more than a page shows, so that it is known whether there is another. */
async function ownPlaces(store: Store, holder: Holder, role: Holding, after: string | undefined): Promise<string[]> {
  const from = after === undefined ? {} : { after: `${role}#${after}` };
  const { rows } = await store.query(`HELD#${holder}`, {
    ...{ prefix: `${role}#`, newestFirst: true, limit: aPage + 1 },
    ...from,
  });
  return rows.map(({ sk }) => sk.slice(role.length + 1));
}

async function spreadPlaces(store: Store, who: Acting, roles: readonly Holding[]): Promise<string[]> {
  const spreads = await spreadRows(store);
  const isListed = (people: Record<Holder, Holding[]>): boolean =>
    holdersIn(who).some((holder) => roles.some((role) => people[holder]?.includes(role)));
  return spreads.flatMap(({ is: { id, year, people } }) =>
    year !== undefined && isListed(people) ? [`${year}#${id}`] : [],
  );
}

/** Whether someone holds anything such that came to its end as one of `roles`, themselves or by their organisation. */
export async function holdsEnded(
  store: Store,
  who: Acting,
  roles: readonly Holding[],
  isSuch: (summary: Summary) => boolean = () => true,
): Promise<boolean> {
  const isHeld = async (place: string) => (await heldAt(store, place, who, roles)).some(isSuch);
  for (const holder of holdersIn(who))
    for (const role of roles) {
      const prefix = `${role}#`;
      for await (const { sk } of until(store, { pk: `HELD#${holder}`, prefix, limit: 1 }))
        if (await isHeld(sk.slice(prefix.length))) return true;
    }
  for (const place of await spreadPlaces(store, who, roles)) if (await isHeld(place)) return true;
  return (await formerEnded(store)).some((summary) => isHeldAs(summary, who, roles) && isSuch(summary));
}
