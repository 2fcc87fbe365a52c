import * as z from "zod";
import type { Command } from "../agreement/command.ts";
import { decide } from "../agreement/decide.ts";
import type { Event } from "../agreement/event.ts";
import { evolve } from "../agreement/evolve.ts";
import { owed } from "../agreement/owed.ts";
import { reportDueOf } from "../agreement/report-due.ts";
import { type Agreement, agreementSchema } from "../agreement/state.ts";
import { type Summary, summarize, summarySchema } from "../agreement/summary.ts";
import type { Aggregate } from "../chain/aggregate.ts";
import type { FunctionName } from "../functions.ts";
import type { Key, Row, Store, Write } from "../ports.ts";
import type { ActionRef } from "../programme/state.ts";
import type { LocalDate, OrganisationId } from "../values.ts";
import { chainOf } from "./chain.ts";
import { defineRow } from "./define.ts";
import { listChanges, type Pointer } from "./listed.ts";
import { toData, until } from "./row.ts";

/** Whoever shows money, or writes of it. */
const by: readonly FunctionName[] = ["web", "notify", "tick"];
const list = { by, leaves: false, own: true } as const;

/** A summary of another shape is made of its state. */
const summary = z.object({ id: z.string(), schema: z.number() });
const pointer = z.object({ agreement: z.string() });
const yearRow = defineRow({
  at: "AGREEMENTS / <year>",
  what: "a year in which agreements were settled",
  ...list,
  shape: z.object({}),
});
const summaryRow = defineRow({
  at: "AGREEMENTS#<when> / <id>",
  what: "the summary of an agreement: of those that are not settled (`open`), or were in a year",
  ...list,
  shape: summary,
});
const actionRow = defineRow({
  at: "AGREEMENTS-OF#<action> / <id>",
  what: "an agreement that pays an action of a programme",
  ...list,
  shape: pointer,
});
const funderRow = defineRow({
  at: "AGREEMENTS-BY#<funder> / <id>",
  what: "an agreement of an organisation that funds",
  ...list,
  shape: pointer,
});
const dueRow = defineRow({
  at: "REPORTS-DUE / <day>#<agreement>",
  what: "an agreement whose financial report is to be handed in by a day, the first first",
  ...list,
  shape: pointer.extend({ day: z.string(), promised: z.string(), reminded: z.array(z.string()) }),
});

/** Written in the commit that writes the agreement. */
export const agreementRows = [summaryRow, yearRow, actionRow, funderRow, dueRow] as const;

/** An agreement whose financial report is due, since when it is promised, and the days on which somebody was reminded of it. */
export type DueReport = { agreement: string; day: LocalDate; promised: LocalDate; reminded: LocalDate[] };

/** Every row that lists an agreement as it stands. */
export function listedAs(state: Agreement): Pointer[] {
  const { id, actions, funder, reminded } = state;
  const summary = summarize(state);
  const data = toData({ agreement: id });
  const year = yearOf(state);
  const promised = state.since.signed ?? state.since.settled ?? "";
  const due = { agreement: id, day: reportDueOf(state), promised, reminded } satisfies DueReport;
  return [
    { ...summaryKey(state), data: toData(summary) },
    ...(year === undefined ? [] : [{ ...yearRow.key({ year }), data: {} }]),
    ...actions.map((action) => ({ ...actionRow.key({ action, id }), data })),
    { ...funderRow.key({ funder, id }), data },
    ...(summary.awaitsReport ? [{ ...dueRow.key({ day: due.day, agreement: id }), data: toData(due) }] : []),
  ];
}

function summaryKey(state: Pick<Agreement, "id" | "stage" | "since">): Key {
  return summaryRow.key({ when: yearOf(state) ?? "open", id: state.id });
}

/** The year in which an agreement was settled. */
function yearOf({ stage, since }: Pick<Agreement, "stage" | "since">): string | undefined {
  return stage === "settled" ? since.settled?.slice(0, 4) : undefined;
}

/** A year that has a list keeps it, though its last agreement may be open again. */
function listWrites(before: Agreement | undefined, after: Agreement): Write[] {
  return listChanges(before ? listedAs(before) : [], listedAs(after), yearRow.partition);
}

/** States and events of agreements. */
export const agreementChain = chainOf<Agreement, Event>({
  ...{ head: "AGREEMENT", by, schema: agreementSchema, evolve },
  lists: listWrites,
});

/** Agreements, for `issue`: what their commands do, what they leave owing, and where they are kept. */
export const agreements: Aggregate<Agreement, Command, Event> = { ...agreementChain, decide, owed };

/** An agreement and its row's version; undefined: there is none of that id. */
export const loadAgreement = agreementChain.load;

/** The agreements that are not settled: the one whose report is due first, first. */
export async function openAgreements(store: Store): Promise<Summary[]> {
  return (await summariesIn(store, "open")).sort(byDue);
}

/** The agreements that were settled in a year, "2009", by the day on which their report was due. */
export async function settledAgreements(store: Store, year: string): Promise<Summary[]> {
  return (await summariesIn(store, year)).sort(byDue);
}

/** The years in which agreements were settled, the last first. */
export async function agreementYears(store: Store): Promise<string[]> {
  return (await Array.fromAsync(yearRow.rows(store, {}), ({ sk }) => sk)).reverse();
}

/** The agreements that pay an action, "2008/interculturalite", by the day on which their report is due. */
export async function agreementsOf(store: Store, action: ActionRef): Promise<Summary[]> {
  const ids = await Array.fromAsync(actionRow.rows(store, { action }), ({ sk }) => sk);
  return (await agreementsNamed(store, ids)).filter(({ actions }) => actions.includes(action)).sort(byDue);
}

/** The agreements of an organisation that funds, by the day on which their report is due. */
export async function agreementsBy(store: Store, funder: OrganisationId): Promise<Summary[]> {
  const ids = await Array.fromAsync(funderRow.rows(store, { funder }), ({ sk }) => sk);
  return (await agreementsNamed(store, ids)).filter((each) => each.funder === funder).sort(byDue);
}

/** Some agreements as they stand, by their ids; those that are not there are left out. */
export async function agreementsNamed(store: Store, ids: readonly string[]): Promise<Summary[]> {
  const loaded = await Promise.all([...new Set(ids)].map((id) => loadAgreement(store, id)));
  return loaded.flatMap((each) => (each ? [summarize(each.state)] : []));
}

/** The agreements whose report is due by a day and was not handed in, the first due first. */
export async function reportsDueUntil(store: Store, last: LocalDate): Promise<DueReport[]> {
  const rows = until(store, { pk: dueRow.partition, limit: aPage, last });
  return Array.fromAsync(rows, (row: Row) => dueRow.read(row));
}

/** Every agreement's id: those that are open are read first, since they move on from there. */
export async function everyAgreement(store: Store): Promise<string[]> {
  const ids: string[] = [];
  for (const when of ["open", ...(await agreementYears(store))])
    for await (const { sk } of summaryRow.rows(store, { when })) ids.push(sk);
  return [...new Set(ids)];
}

const aPage = 100;

async function summariesIn(store: Store, when: string): Promise<Summary[]> {
  const rows = await Array.fromAsync(summaryRow.rows(store, { when }));
  return Promise.all(rows.map((row) => currentSummary(store, row)));
}

async function currentSummary(store: Store, row: Row): Promise<Summary> {
  const stored = summaryRow.read(row) as Summary;
  if (stored.schema === summarySchema) return stored;
  const loaded = await loadAgreement(store, stored.id);
  return loaded ? summarize(loaded.state) : stored;
}

/** By the day on which the report is due, those of one day by id. */
function byDue(a: Summary, b: Summary): number {
  const [first, second] = [a, b].map(({ reportDue, id }) => `${reportDue} ${id}`);
  return first! < second! ? -1 : 1;
}
