import { reportIdOf } from "../agreement/naming.ts";
import type { Agreement } from "../agreement/state.ts";
import { deliveredEditions } from "../deliverable/final/editions.ts";
import type { Final } from "../deliverable/final/final.ts";
import { asHandedOver } from "../deliverable/final/handing-over.ts";
import { organisationHolder, peopleOf } from "../deliverable/holder.ts";
import type { State } from "../deliverable/state.ts";
import type { Summary as Meeting } from "../meeting/summary.ts";
import type { Ports, Store } from "../ports.ts";
import type { ActionRef } from "../programme/state.ts";
import {
  type DeliveredFinal,
  type DownloadReceipt,
  factsSchema,
  type HeldMeeting,
  type Line,
  type StatementFacts,
} from "../statement/facts.ts";
import { loadState } from "../stored/deliverable.ts";
import { entriesOf, type LedgerEntry } from "../stored/ledger.ts";
import { meetingsOf } from "../stored/meeting.ts";
import { deliverablesOf } from "../stored/of-action.ts";
import { listOrganisations } from "../stored/organisation.ts";
import { listPeople, type Person } from "../stored/person.ts";
import { actionTitles } from "../stored/programme.ts";
import { localDate } from "../time/calendar.ts";
import type { Period } from "../time/period.ts";
import type { Holder } from "../values.ts";

type Context = Pick<Ports, "store" | "clock">;

/** What a statement is asked for: of which agreements and days; of one action of theirs alone, where it says so. */
export type AskedStatement = Period & { agreements: readonly Agreement[]; action?: ActionRef };

/** How what is stated is said: where the network is, and how a meeting without a title is called. */
export type StatementWords = { timeZone: string; meetingTitle: (meeting: Meeting) => string };

/**
 * All that is known of what a statement is asked for. `statementOf` and `within` leave out what is not of its days; payments are all
 * there. Documents are those that one of its funders was given, but for its own financial report, and downloads those by them.
 */
export async function statementFacts(
  ports: Context,
  words: StatementWords,
  { agreements, action, from, until }: AskedStatement,
): Promise<StatementFacts> {
  const { store } = ports;
  const actions = action === undefined ? [...new Set(agreements.flatMap((each) => each.actions))] : [action];
  const funders = new Set<Holder>(agreements.map(({ funder }) => organisationHolder(funder)));
  const people = await listPeople(store);
  const lines = (await Promise.all(agreements.map(({ id }) => linesOf(store, id, action)))).flat();
  const delivered = deliveredTo(await statesOf(ports, actions), people, funders);
  const reports = new Set(agreements.map(reportIdOf));
  const listed = delivered.filter(({ id }) => !reports.has(id));
  const receipts = delivered.flatMap((state) => receiptsOf(state, people, funders, words));
  return {
    schema: factsSchema,
    day: localDate(new Date(ports.clock()).toISOString(), words.timeZone),
    ...{ from, until, ...(action !== undefined && { action }) },
    agreements: agreements.map(statedOf),
    lines,
    finals: byDay(
      listed.flatMap((state) => finalsOf(state, words)),
      ({ approved }) => approved,
    ),
    meetings: await heldMeetings(store, actions, words),
    receipts: byDay(receipts, ({ on }) => on),
    names: await namesOf(
      store,
      people,
      [...lines.flatMap(holdersOf), ...funders, ...receipts.map(({ person }) => person)],
      actions,
    ),
  };
}

function statedOf(agreement: Agreement): StatementFacts["agreements"][number] {
  const { id, funder, reference, title, currency, from, until, stage, actions, terms, payments, granted } = agreement;
  const stated = { id, funder, reference, title, currency, from, until, stage, actions, terms, payments };
  return { ...stated, ...(granted !== undefined && { granted }) };
}

async function linesOf(store: Store, agreement: string, action?: ActionRef): Promise<Line[]> {
  const entries = await entriesOf(store, agreement);
  return entries.filter((entry) => action === undefined || entry.action === action).map(lineOf);
}

function lineOf(entry: LedgerEntry): Line {
  const { id, date, action, term, person, quantity, cents, meeting, undoes, agreement, holder, proof } = entry;
  return {
    ...{ agreement, holder, id, date, action, term, cents },
    ...(person !== undefined && { person }),
    ...(quantity !== undefined && { quantity }),
    ...(meeting !== undefined && { meeting }),
    ...(undoes !== undefined && { undoes }),
    ...(proof && { proof: { name: proof.name, hash: proof.hash } }),
  };
}

/** The deliverables of actions, as they are handed over. */
async function statesOf({ store, clock }: Context, actions: readonly ActionRef[]): Promise<State[]> {
  const summaries = (await Promise.all(actions.map((action) => deliverablesOf(store, action)))).flat();
  const ids = [...new Set(summaries.map(({ id }) => id))];
  const loaded = await Promise.all(ids.map((id) => loadState(store, id)));
  return loaded.flatMap((each) => (each ? [asHandedOver(each.state, clock())] : []));
}

/** The first day first; of one day as they come. */
function byDay<T>(all: readonly T[], dayOf: (each: T) => string): T[] {
  return all.toSorted((a, b) => (dayOf(a) < dayOf(b) ? -1 : Number(dayOf(a) > dayOf(b))));
}

/** Those that name one of the funders, or somebody of theirs. */
function deliveredTo(states: readonly State[], people: readonly Person[], funders: ReadonlySet<Holder>): State[] {
  const theirs = new Set<Holder>([...funders, ...peopleOf(people, [...funders]).map(({ id }) => id)]);
  return states.filter((state) => state.funders.some((each) => theirs.has(each)));
}

function finalsOf(state: State, words: StatementWords): DeliveredFinal[] {
  const { id: deliverable, title } = state;
  return deliveredEditions(state).map((final) => ({
    ...{ deliverable, title, edition: final.edition, approved: approvedOn(final, words) },
    files: final.outputs.flatMap(({ format, sha256 }) => (format === "html" ? [] : [{ format, sha256 }])),
  }));
}

function approvedOn({ day, approved }: Final, { timeZone }: StatementWords): string {
  return day ?? localDate(approved, timeZone);
}

/** What somebody of the funders downloaded: each file first. */
function receiptsOf(
  { id: deliverable, title, downloads = [] }: State,
  people: readonly Person[],
  funders: ReadonlySet<Holder>,
  { timeZone }: StatementWords,
): DownloadReceipt[] {
  const belongs = new Map(people.map((person) => [person.id, organisationHolder(person.belongs)]));
  return downloads.flatMap(({ by: person, as, edition, what, first }) => {
    const funder = as ?? belongs.get(person);
    if (funder === undefined || !funders.has(funder)) return [];
    return [{ deliverable, title, edition, person, funder, format: what, on: localDate(first, timeZone) }];
  });
}

async function heldMeetings(
  store: Store,
  actions: readonly ActionRef[],
  { meetingTitle }: StatementWords,
): Promise<HeldMeeting[]> {
  const all = (await Promise.all(actions.map((action) => meetingsOf(store, action)))).flat();
  const held = new Map(all.filter(({ stage }) => stage === "held").map((meeting) => [meeting.id, meeting]));
  return byDay([...held.values()], ({ date }) => date).map((meeting) => {
    const { id, date, until, place, present = [], outsiders = 0 } = meeting;
    const counts = { people: present.length, outsiders };
    const when = { date, ...(until !== undefined && { until }) };
    return { meeting: id, title: meetingTitle(meeting), ...when, place, ...counts };
  });
}

function holdersOf({ holder, person }: Line): Holder[] {
  return person === undefined ? [holder] : [holder, person];
}

/** What these people, organisations and actions are called today. */
async function namesOf(
  store: Store,
  people: readonly Person[],
  holders: readonly Holder[],
  actions: readonly ActionRef[],
): Promise<Record<string, string>> {
  const called = new Map<Holder, string>([
    ...people.map(({ id, name }) => [id, name] as const),
    ...people.map(({ belongs, organisation }) => [organisationHolder(belongs), organisation] as const),
    ...(await listOrganisations(store)).map(({ id, short }) => [organisationHolder(id), short] as const),
  ]);
  const titled = await actionTitles(store, actions);
  return Object.fromEntries([
    ...[...new Set(holders)].flatMap((holder) => (called.has(holder) ? [[holder, called.get(holder)!]] : [])),
    ...actions.map((action) => [action, titled(action)]),
  ]);
}
