import * as z from "zod";
import type { Aggregate } from "../chain/aggregate.ts";
import type { FunctionName } from "../functions.ts";
import type { Command } from "../ledger/command.ts";
import { decide } from "../ledger/decide.ts";
import type { Event } from "../ledger/event.ts";
import { evolve } from "../ledger/evolve.ts";
import { type Entry, type Ledger, ledgerSchema, monthOf, type Sum, sumOf, undoneIn } from "../ledger/state.ts";
import { type Summary, summarize, summarySchema } from "../ledger/summary.ts";
import type { Row, Store, Write } from "../ports.ts";
import type { ActionRef } from "../programme/state.ts";
import type { Period } from "../time/period.ts";
import type { Holder } from "../values.ts";
import { chainOf } from "./chain.ts";
import { defineRow } from "./define.ts";
import { listChanges, nameOf, type Pointer } from "./listed.ts";
import { toData } from "./row.ts";

/** Entries are listed by agreement and month, by who entered or did them, and by action. */
const by: readonly FunctionName[] = ["web", "tick"];
const list = { by, leaves: false, own: true } as const;

const pointer = z.object({ ledger: z.string() });
const agreementRow = defineRow({
  at: "LEDGERS / <agreement>",
  what: "an agreement on which something was entered; each commit of a ledger of it writes this row",
  ...list,
  shape: z.object({}),
});
const summaryRow = defineRow({
  at: "LEDGERS#<agreement> / <month>#<holder>",
  what: "the sums of a ledger, by term and action",
  ...list,
  // a summary of another shape is made of its state
  shape: z.object({ id: z.string(), schema: z.number() }),
});
const enteredRow = defineRow({
  at: "ENTERED#<holder> / <month>#<ledger>",
  what: "a ledger of an organisation, or one with a line of a person",
  ...list,
  shape: pointer,
});
const actionRow = defineRow({
  at: "LEDGERS-OF#<action> / <ledger>",
  what: "a ledger with a line of an action of a programme",
  ...list,
  shape: pointer,
});

/** Written in the commit that writes the ledger. */
export const ledgerRows = [agreementRow, summaryRow, enteredRow, actionRow] as const;

/** Every row that lists a ledger as it stands. */
export function listedAs(state: Ledger): Pointer[] {
  const { id: ledger, agreement, month, holder, entries } = state;
  const holders = new Set([holder, ...entries.flatMap(({ person }) => person ?? [])]);
  const actions = new Set(entries.map(({ action }) => action));
  return [
    { ...agreementRow.key({ agreement }), data: {} },
    { ...summaryRow.key({ agreement, month, holder }), data: toData(summarize(state)) },
    ...[...holders].map((holder) => ({ ...enteredRow.key({ holder, month, ledger }), data: { ledger } })),
    ...[...actions].map((action) => ({ ...actionRow.key({ action, ledger }), data: { ledger } })),
  ];
}

/** The row of its agreement is written each time, so that its version says whether anything was entered since it was read. */
function listWrites(before: Ledger | undefined, after: Ledger): Write[] {
  const touched = agreementRow.key({ agreement: after.agreement });
  const others = (ledger: Ledger) => listedAs(ledger).filter((row) => nameOf(row) !== nameOf(touched));
  return [...listChanges(before ? others(before) : [], others(after)), { put: { ...touched, data: {} } }];
}

/** States and events of ledgers. */
export const ledgerChain = chainOf<Ledger, Event>({
  ...{ head: "LEDGER", by, schema: ledgerSchema, evolve },
  lists: listWrites,
});

/** Ledgers, for `issue`: what their commands do, and where they are kept. */
export const ledgers: Aggregate<Ledger, Command, Event> = { ...ledgerChain, decide, owed: () => [] };

/** A ledger and its row's version; undefined: there is none of that id. */
export const loadLedger = ledgerChain.load;

/** A line, with the ledger it stands in; `undone`: it was undone, or undoes another, and counts for nothing with that. */
export type LedgerEntry = Entry & Pick<Ledger, "agreement" | "holder"> & { ledger: string; undone: boolean };

/** Months from the first to the last, "2008-03", both included. */
export type Months = { from: string; until: string };

/**
 * The sums of all ledgers of an agreement, by month, then by holder; of some months alone where given. Lines of single days need
 * `entriesOf`.
 */
export async function ledgersOf(store: Store, agreement: string, months?: Months): Promise<Summary[]> {
  const rows = await Array.fromAsync(summaryRow.rows(store, { agreement }));
  return Promise.all(rows.filter(({ sk }) => isIn(months, sk)).map((row) => currentSummary(store, row)));
}

/** What some ledgers come to of one term. */
export function sumOfTerm(ledgers: readonly Summary[], term: string): Sum {
  return sumOf(ledgers.flatMap(({ sums }) => sums.filter((each) => each.term === term)));
}

/** Of a commit that holds only while nothing more is entered on an agreement: read before what it depends on is. */
export async function enteredCheck(store: Store, agreement: string): Promise<Write> {
  const check = agreementRow.key({ agreement });
  return { check, expect: (await store.get(check))?.version ?? 0 };
}

/** What was done on an agreement, by the id of each term that has lines: what ledgers add up to, counter-entries included. */
export async function doneByTerm(store: Store, agreement: string, months?: Months): Promise<Map<string, Sum>> {
  const done = new Map<string, Sum>();
  for (const { sums } of await ledgersOf(store, agreement, months))
    for (const { term, quantity, cents } of sums) {
      const before = done.get(term) ?? { quantity: 0, cents: 0 };
      done.set(term, { quantity: before.quantity + quantity, cents: before.cents + cents });
    }
  return done;
}

/** All lines entered on an agreement, the first day first; of some days alone where given. */
export async function entriesOf(store: Store, agreement: string, period?: Period): Promise<LedgerEntry[]> {
  const months = period && { from: monthOf(period.from), until: monthOf(period.until) };
  const rows = await Array.fromAsync(summaryRow.rows(store, { agreement }));
  const ids = rows.filter(({ sk }) => isIn(months, sk)).map((row) => (summaryRow.read(row) as Summary).id);
  const entries = await entriesIn(store, ids);
  return period ? entries.filter(({ date }) => period.from <= date && date <= period.until) : entries;
}

/** The lines of some ledgers that `isOf` chooses, `count` of each, the last day first, from a place on: only those of the months that they fall in are read. */
export async function entriesAt(
  store: Store,
  ledgers: readonly { id: string; month: string; count: number }[],
  { isOf, skip, take }: { isOf: (entry: LedgerEntry) => boolean; skip: number; take: number },
): Promise<LedgerEntry[]> {
  const found: LedgerEntry[] = [];
  let left = skip;
  for (const [, of] of [...Map.groupBy(ledgers, ({ month }) => month)].sort(([a], [b]) => (a < b ? 1 : -1))) {
    const count = of.reduce((sum, each) => sum + each.count, 0);
    if (found.length < take && left < count) {
      const entries = (
        await entriesIn(
          store,
          of.map(({ id }) => id),
        )
      )
        .filter(isOf)
        .reverse();
      found.push(...entries.slice(left, left + take - found.length));
    }
    left = Math.max(0, left - count);
  }
  return found;
}

/** All lines of an action of a programme, on whichever agreement, the first day first. */
export async function entriesOfAction(store: Store, action: ActionRef): Promise<LedgerEntry[]> {
  const entries = await entriesIn(store, await ledgersWith(store, action));
  return entries.filter((entry) => entry.action === action);
}

/** The ids of ledgers with a line of an action. */
export async function ledgersWith(store: Store, action: ActionRef): Promise<string[]> {
  return Array.fromAsync(actionRow.rows(store, { action }), ({ sk }) => sk);
}

/**
 * The lines of an organisation, or those of a person, whichever organisation they entered them for, of some months, the first day
 * first.
 */
export async function entriesOfHolder(store: Store, holder: Holder, months: Months): Promise<LedgerEntry[]> {
  const rows = await Array.fromAsync(enteredRow.rows(store, { holder }));
  const ids = rows.filter(({ sk }) => isIn(months, sk)).map((row) => enteredRow.read(row).ledger);
  const entries = await entriesIn(store, ids);
  return entries.filter((entry) => entry.holder === holder || entry.person === holder);
}

/** The months in which an organisation, or a person, has lines, the last first. */
export async function monthsOfHolder(store: Store, holder: Holder): Promise<string[]> {
  const months = await Array.fromAsync(enteredRow.rows(store, { holder }), ({ sk }) => sk.slice(0, 7));
  return [...new Set(months)].reverse();
}

/** The ids of all ledgers. */
export async function everyLedger(store: Store): Promise<string[]> {
  const ids: string[] = [];
  for await (const { sk: agreement } of agreementRow.rows(store, {}))
    for await (const row of summaryRow.rows(store, { agreement })) ids.push((summaryRow.read(row) as Summary).id);
  return ids;
}

/** Ledgers that are read at a time. */
const atOnce = 20;

/** The lines of one ledger, by its id; none where there is no such ledger. */
export function entriesInLedger(store: Store, id: string): Promise<LedgerEntry[]> {
  return entriesIn(store, [id]);
}

async function entriesIn(store: Store, ids: readonly string[]): Promise<LedgerEntry[]> {
  const found: LedgerEntry[] = [];
  for (let from = 0; from < ids.length; from += atOnce) {
    const loaded = await Promise.all(ids.slice(from, from + atOnce).map((id) => loadLedger(store, id)));
    for (const { state } of loaded.filter((each) => each !== undefined)) {
      const { id: ledger, agreement, holder } = state;
      const undone = undoneIn(state);
      const of = (entry: Entry) => ({ ...entry, ledger, agreement, holder, undone: undone.has(entry.id) });
      found.push(...state.entries.map(of));
    }
  }
  return found.sort(byDay);
}

/** By day, those of one day as they were entered; a counter-entry after what it undoes. */
function byDay(a: LedgerEntry, b: LedgerEntry): number {
  const [first, second] = [a, b].map(({ date, at, ledger }) => `${date} ${at} ${ledger}`);
  return first! < second! ? -1 : first! > second! ? 1 : 0;
}

/** Whether a sort key begins with one of these months. */
function isIn(months: Months | undefined, sk: string): boolean {
  const month = sk.slice(0, 7);
  return !months || (months.from <= month && month <= months.until);
}

async function currentSummary(store: Store, row: Row): Promise<Summary> {
  const stored = summaryRow.read(row) as Summary;
  if (stored.schema === summarySchema) return stored;
  const loaded = await loadLedger(store, stored.id);
  return loaded ? summarize(loaded.state) : stored;
}
