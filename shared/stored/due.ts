import { openRound } from "../deliverable/round/round.ts";
import type { Summary } from "../deliverable/summary.ts";
import type { Row, Store } from "../ports.ts";
import type { LocalDate } from "../values.ts";
import { dropPointer, loadState } from "./deliverable.ts";
import { type DueRound, listedAs } from "./listing.ts";
import { fromData, until } from "./row.ts";
import { asSummaries } from "./summary.ts";

/** What has its time, read up to now: the rows are `listing.ts`'s. */

/** Rows that one page has of what is due, which is few things at once, and of what is looked at once a day. */
const [fewDue, aPage] = [25, 100];

/**
 * The deliverables whose open round has its deadline by `now`, in milliseconds, the first to be due first. Rows of a deadline
 * that no state has, which an older release left behind, are taken away.
 */
export async function dueBy(store: Store, now: number): Promise<string[]> {
  const last = new Date(now).toISOString();
  const ids: string[] = [];
  for await (const row of until(store, { pk: "DUE", limit: fewDue, last }))
    if (await hasDeadline(store, row)) ids.push(idOf(row));
  return ids;
}

async function hasDeadline(store: Store, row: Row): Promise<boolean> {
  const loaded = await loadState(store, idOf(row));
  if (loaded && listedAs(loaded.state, "").some(({ pk, sk }) => pk === row.pk && sk === row.sk)) return true;
  await dropPointer(store, row, idOf(row), loaded?.version);
  return false;
}

/** Every open round that has its deadline before it, the first to be due first: for what is looked at once a day. */
export async function roundsAhead(store: Store): Promise<DueRound[]> {
  const rounds: DueRound[] = [];
  for await (const row of until(store, { pk: "DUE", limit: aPage, last: "9" }))
    rounds.push(...(await dueRound(store, row)));
  return rounds;
}

/** What a row of before did not tell is in the state. */
async function dueRound(store: Store, row: Row): Promise<DueRound[]> {
  const stored = fromData<DueRound | { id: string }>(row);
  if ("deadline" in stored) return [stored];
  const loaded = await loadState(store, stored.id);
  const round = loaded && openRound(loaded.state);
  return round ? [{ ...round, id: stored.id }] : [];
}

/** Summaries of those of which authors or reviewers owe something by a day up to `last`. */
export async function workUntil(store: Store, last: LocalDate): Promise<Summary[]> {
  const prefix = "work#";
  const ids = await Array.fromAsync(until(store, { pk: "DUE", limit: aPage, prefix, last: `${prefix}${last}` }), idOf);
  const rows = await Promise.all([...new Set(ids)].map((sk) => store.get({ pk: "OPEN", sk })));
  return (await Promise.all(rows.map((row) => asSummaries(store, row)))).flat();
}

function idOf(row: Row): string {
  return fromData<{ id: string }>(row).id;
}
