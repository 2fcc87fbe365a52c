import * as z from "zod";
import type { Aggregate } from "../chain/aggregate.ts";
import type { FunctionName } from "../functions.ts";
import type { Command } from "../meeting/command.ts";
import { decide } from "../meeting/decide.ts";
import type { Event } from "../meeting/event.ts";
import { evolve } from "../meeting/evolve.ts";
import { owed } from "../meeting/owed.ts";
import { type Meeting, meetingSchema, openResolutions, type Resolution } from "../meeting/state.ts";
import { type Summary, summarize, summarySchema } from "../meeting/summary.ts";
import type { Key, Row, Store, Write } from "../ports.ts";
import type { ActionRef } from "../programme/state.ts";
import { lastDayOf } from "../time/period.ts";
import type { Holder, LocalDate, PersonId } from "../values.ts";
import { chainOf } from "./chain.ts";
import { defineRow } from "./define.ts";
import { listChanges, type Pointer } from "./listed.ts";
import { allOf, toData, until } from "./row.ts";

/**
 * Lists of meetings: what is planned, and what was held or cancelled, by the year of its day. A person's are filtered out of
 * these: no row is written for each who is invited, so that a commit stays bounded.
 */
const by: readonly FunctionName[] = ["web", "notify", "tick"];
const list = { by, leaves: false, own: true } as const;

/** A summary of another shape is made of its state. */
const summary = z.object({ id: z.string(), schema: z.number() });
const yearRow = defineRow({
  at: "MEETINGS / <year>",
  what: "a year in which meetings were held or cancelled",
  ...list,
  shape: z.object({}),
});
const summaryRow = defineRow({
  at: "MEETINGS#<when> / <id>",
  what: "the summary of a meeting: of those planned (`open`), or of a year",
  ...list,
  shape: summary,
});
const actionRow = defineRow({
  at: "MEETINGS-OF#<action> / <id>",
  what: "a meeting of an action of a programme",
  ...list,
  shape: z.object({ meeting: z.string() }),
});
const resolutionRow = defineRow({
  at: "RESOLUTIONS / <day>#<meeting>#<id>",
  what: "what a meeting decided and is not done, the first due first; `9999-99-99` without a day",
  ...list,
  shape: z.object({ meeting: z.string(), id: z.string(), person: z.string() }),
});
const dueRow = defineRow({
  at: "MEETINGS-DUE / <day>#<meeting>",
  what: "a meeting to be recorded once its last day has passed",
  ...list,
  shape: z.object({ meeting: z.string(), organiser: z.string(), date: z.string() }),
});

/** Written in the commit that writes the meeting. */
export const meetingRows = [summaryRow, yearRow, actionRow, resolutionRow, dueRow] as const;

/** A resolution that is open, with the meeting that it is of. */
export type OpenResolution = Omit<Resolution, "closed"> & {
  meeting: string;
  /** Of the meeting: its kind, title and day, and the series it is of. */
  of: Pick<Summary, "kind" | "title" | "date" | "actions" | "organiser"> & { series?: string };
};

/** A meeting of which it is to be said that it was held, once its last day, `date`, has passed. */
export type DueMeeting = { meeting: string; organiser: PersonId; date: LocalDate };

/** Every row that lists a meeting as it stands. */
export function listedAs(state: Meeting): Pointer[] {
  const { id, organiser, actions } = state;
  const year = yearOf(state);
  const date = lastDayOf(state);
  const due = { meeting: id, organiser, date } satisfies DueMeeting;
  return [
    { ...summaryKey(state), data: toData(summarize(state)) },
    ...(year === undefined ? [] : [{ ...yearRow.key({ year }), data: {} }]),
    ...actions.map((action) => ({ ...actionRow.key({ action, id }), data: { meeting: id } })),
    ...openResolutions(state).map((resolution) => resolutionPointer(state, resolution)),
    ...(state.stage === "planned" ? [{ ...dueRow.key({ day: date, meeting: id }), data: toData(due) }] : []),
  ];
}

function summaryKey(state: Pick<Meeting, "id" | "stage" | "date">): Key {
  return summaryRow.key({ when: yearOf(state) ?? "open", id: state.id });
}

/** The year of a meeting that was held or cancelled. */
function yearOf({ stage, date }: Pick<Meeting, "stage" | "date">): string | undefined {
  return stage === "planned" ? undefined : date.slice(0, 4);
}

function resolutionPointer(state: Meeting, { closed: _, ...resolution }: Resolution): Pointer {
  const { id: meeting, kind, title, date, actions, organiser, series } = state;
  const of = { kind, title, date, actions, organiser, ...(series && { series: series.id }) };
  const data = { meeting, ...resolution, of } satisfies OpenResolution;
  const key = resolutionRow.key({ day: resolution.due ?? "9999-99-99", meeting, id: resolution.id });
  return { ...key, data: toData(data) };
}

/** A year that has a list keeps it, though its last meeting may be planned again. */
function listWrites(before: Meeting | undefined, after: Meeting): Write[] {
  return listChanges(before ? listedAs(before) : [], listedAs(after), yearRow.partition);
}

/** States and events of meetings. */
export const meetingChain = chainOf<Meeting, Event>({
  ...{ head: "MEETING", by, schema: meetingSchema, evolve },
  lists: listWrites,
});

/** Meetings, for `issue`: what their commands do, and where they are kept. */
export const meetings: Aggregate<Meeting, Command, Event> = { ...meetingChain, decide, owed };

/** A meeting and its row's version; undefined: there is none of that id. */
export const loadMeeting = meetingChain.load;

/** The meetings that are planned, the first day first; those whose day is past wait to be recorded. */
export async function plannedMeetings(store: Store): Promise<Summary[]> {
  return (await summariesIn(store, "open")).sort(byDay);
}

/** The meetings of a year, "2008", that were held or cancelled, the last day first. */
export async function pastMeetings(store: Store, year: string): Promise<Summary[]> {
  return (await summariesIn(store, year)).sort(byDay).reverse();
}

/** The years in which meetings were held or cancelled, the last first. */
export async function meetingYears(store: Store): Promise<string[]> {
  return (await Array.fromAsync(yearRow.rows(store, {}), ({ sk }) => sk)).reverse();
}

/** The meeting whose minutes are a deliverable; undefined: it is the minutes of none. */
export async function minutesOfMeeting(store: Store, deliverable: string): Promise<Summary | undefined> {
  for (const year of await meetingYears(store)) {
    const found = (await pastMeetings(store, year)).find((each) => each.minutesDeliverable === deliverable);
    if (found) return found;
  }
  return undefined;
}

/** The meetings of an action, "2008/interculturalite", the first day first. */
export async function meetingsOf(store: Store, action: ActionRef): Promise<Summary[]> {
  const ids = await Array.fromAsync(actionRow.rows(store, { action }), ({ sk }) => sk);
  return (await meetingsNamed(store, ids)).filter(({ actions }) => actions.includes(action)).sort(byDay);
}

/** Some meetings as they stand, by their ids; those that are not there are left out. */
export async function meetingsNamed(store: Store, ids: readonly string[]): Promise<Summary[]> {
  const loaded = await Promise.all([...new Set(ids)].map((id) => loadMeeting(store, id)));
  return loaded.flatMap((each) => (each ? [summarize(each.state)] : []));
}

/** All that meetings decided and is not done, the first due first, then what has no day; of some holders alone where given. */
export async function openResolutionsOf(store: Store, holders?: readonly Holder[]): Promise<OpenResolution[]> {
  const rows = await Array.fromAsync(allOf(store, resolutionRow.partition), resolutionIn);
  return holders ? rows.filter(({ person }) => holders.includes(person)) : rows;
}

/** The same, of those due by a day. */
export async function resolutionsUntil(store: Store, last: LocalDate): Promise<OpenResolution[]> {
  return Array.fromAsync(until(store, { pk: resolutionRow.partition, limit: aPage, last }), resolutionIn);
}

function resolutionIn(row: Row): OpenResolution {
  return resolutionRow.read(row) as OpenResolution;
}

/** Meetings to be recorded whose last day is before `today`, the oldest first. */
export async function meetingsBefore(store: Store, today: LocalDate): Promise<DueMeeting[]> {
  const rows = until(store, { pk: dueRow.partition, limit: aPage, last: today });
  return (await Array.fromAsync(rows, (row: Row) => dueRow.read(row))).filter(({ date }) => date < today);
}

/** Every meeting's id: those planned are read first, since they move on from there. */
export async function everyMeeting(store: Store): Promise<string[]> {
  const ids: string[] = [];
  for await (const { sk } of summaryRow.rows(store, { when: "open" })) ids.push(sk);
  for (const year of await meetingYears(store))
    for await (const { sk } of summaryRow.rows(store, { when: year })) ids.push(sk);
  return [...new Set(ids)];
}

/** How lists have a meeting: its summary as its row has it. */
export async function listedSummary(store: Store, state: Meeting): Promise<Summary | undefined> {
  const row = await store.get(summaryKey(state));
  return row && (summaryRow.read(row) as Summary);
}

const aPage = 100;

async function summariesIn(store: Store, when: string): Promise<Summary[]> {
  const rows = await Array.fromAsync(summaryRow.rows(store, { when }));
  return Promise.all(rows.map((row) => currentSummary(store, row)));
}

async function currentSummary(store: Store, row: Row): Promise<Summary> {
  const stored = summaryRow.read(row) as Summary;
  if (stored.schema === summarySchema) return stored;
  const loaded = await loadMeeting(store, stored.id);
  return loaded ? summarize(loaded.state) : stored;
}

/** By day and hour, those of one moment by id. */
function byDay(a: Summary, b: Summary): number {
  const [first, second] = [a, b].map(({ date, starts = "", id }) => `${date} ${starts} ${id}`);
  return first! < second! ? -1 : 1;
}
