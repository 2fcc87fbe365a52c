import { submittable } from "../deliverable/drafting/completeness.ts";
import { type Duty, dutiesOf } from "../deliverable/duties.ts";
import type { Event } from "../deliverable/event.ts";
import { evolve } from "../deliverable/evolve.ts";
import { hasEnded, type Part, pastOf } from "../deliverable/place.ts";
import {
  awaitedIn,
  outcomeOf,
  outcomeOnceHeld,
  roundToConfirm,
  standing,
  undisposed,
  unrecordedSeminar,
} from "../deliverable/round/round.ts";
import { type DueDates, type Stage, type State, stateSchema } from "../deliverable/state.ts";
import type { Row, Store, Write } from "../ports.ts";
import type { Instant, LocalDate, PersonId } from "../values.ts";
import { allOf, fromData, toData, unlessConflict } from "./row.ts";

/**
 * Access patterns: one state; its events, oldest first; every deliverable as a summary.
 *
 * | row     | pk                | sk                       |
 * |---------|-------------------|--------------------------|
 * | state   | DELIVERABLE#<id>  | state                    |
 * | event   | DELIVERABLE#<id>  | event#<seq, nine digits> |
 * | summary | DELIVERABLES      | <id>                     |
 *
 * The three are written in one commit; events are never written again.
 */
export const stateKey = (id: string) => ({ pk: `DELIVERABLE#${id}`, sk: "state" });
export const eventKey = (id: string, seq: number) => ({
  pk: `DELIVERABLE#${id}`,
  sk: `event#${String(seq).padStart(9, "0")}`,
});
export const summaryKey = (id: string) => ({ pk: "DELIVERABLES", sk: id });

/** Raised when a state makes another summary than it did: a stored one of before is made anew from its state. */
const summarySchema = 3;

/** What lists show of a deliverable; `round` is the open one, `decided` and `reviewers` its counts. */
export type Summary = {
  schema: typeof summarySchema;
  id: string;
  title: string;
  kind: string;
  action: string;
  stage: Stage;
  language: string;
  coordinator: PersonId;
  /** Of those named, whoever's access was not ended. */
  authors: PersonId[];
  reviewers: PersonId[];
  funders: PersonId[];
  /** What people were to it who keep what they were given. */
  past: Record<PersonId, Part[]>;
  due: DueDates;
  round?: {
    number: number;
    deadline: Instant;
    decided: number;
    reviewers: number;
    /** The rule holds, or changes are requested: the round may be closed. */
    closable: boolean;
    overdue: boolean;
    reminded: number[];
    /** It confirms how the round before was integrated. */
    confirms?: boolean;
    /** Reviewers who asked that someone reviews instead, and wait for an answer. */
    delegations?: number;
    /** The day of a seminar that is still to be held, or to be recorded. */
    seminar?: LocalDate;
    /** Nothing but that seminar is awaited. */
    onceHeld?: true;
  };
  /** Seminars of which it is to be said whether they were held, once their day has come; of any round. */
  seminars?: { round: number; date: LocalDate }[];
  /** A draft that answers a round: its remarks without a disposition, and whether a confirming round follows. */
  answering?: { undisposed: number; confirmed: boolean };
  /** Who has to do what now: for those who may know who reviews. */
  duties: Duty[];
  /** Since when: that a draft, an answer or a review has its day. */
  given: Instant;
  updated: Instant;
  /** The draft is complete and may be submitted. */
  submittable: boolean;
  /** The final documents can be downloaded. */
  ready: boolean;
};

/**
 * The state and its row's version (to expect at the next commit); undefined: no such deliverable. One that was stored in
 * another shape is what its events make today.
 */
export async function loadState(store: Store, id: string): Promise<{ state: State; version: number } | undefined> {
  const row = await store.get(stateKey(id));
  if (!row) return undefined;
  const stored = fromData<State>(row);
  if (stored.schema === stateSchema) return { state: stored, version: row.version };
  const state = await rebuild(store, id);
  return state && { state, version: row.version };
}

/** The events of a deliverable, oldest first. */
export async function* loadEvents(store: Store, id: string): AsyncGenerator<Event> {
  for await (const row of allOf(store, eventKey(id, 0).pk, "event#")) yield fromData<Event>(row);
}

/** The events that made a state. */
export async function eventsOf(store: Store, { id, seq }: Pick<State, "id" | "seq">): Promise<Event[]> {
  return (await Array.fromAsync(loadEvents(store, id))).slice(0, seq);
}

/** Every deliverable of the network, by id. */
export async function listSummaries(store: Store): Promise<Summary[]> {
  return Array.fromAsync(allOf(store, "DELIVERABLES"), (row: Row) => currentSummary(store, row));
}

/** The same, and stores anew what was stored in another shape, so that it is not made at every reading. */
export async function renewSummaries(store: Store): Promise<Summary[]> {
  return Array.fromAsync(allOf(store, "DELIVERABLES"), async (row: Row) => {
    const summary = await currentSummary(store, row);
    const put = { ...summaryKey(row.sk), data: toData(summary) };
    if (fromData<Summary>(row).schema !== summarySchema)
      await unlessConflict(store.commit([{ put, expect: row.version }]));
    return summary;
  });
}

async function currentSummary(store: Store, row: Row): Promise<Summary> {
  const stored = fromData<Summary>(row);
  if (stored.schema === summarySchema) return stored;
  const loaded = await loadState(store, stored.id);
  return loaded ? summarize(loaded.state, stored.updated) : stored;
}

/** The state that the stored events make; undefined where there is none. */
export async function rebuild(store: Store, id: string): Promise<State | undefined> {
  let state: State | undefined;
  for await (const event of loadEvents(store, id)) state = evolve(state, event);
  return state;
}

/** What stores `events` and what they made; `expect`: the version of the state's row they were decided on, 0 for none. */
export function deliverableWrites(state: State, events: readonly Event[], expect: number): Write[] {
  return [
    { put: { ...stateKey(state.id), data: toData(state) }, expect },
    ...events.map((event) => ({ put: { ...eventKey(state.id, event.seq), data: toData(event) }, expect: 0 })),
    { put: { ...summaryKey(state.id), data: toData(summarize(state, events.at(-1)!.at)) } },
  ];
}

/** The summary of a state as it stood at `updated`. */
export function summarize(state: State, updated: Instant): Summary {
  const { id, title, kind, action, stage, language, coordinator, authors, reviewers, funders, due } = state;
  const open = (people: PersonId[]) => people.filter((person) => !hasEnded(state, person));
  const people = {
    coordinator,
    authors: open(authors),
    reviewers: open(reviewers),
    funders: open(funders),
    past: pastIn(state),
  };
  const ready = (state.final?.outputs.length ?? 0) > 0;
  const draft = { ...answeringRound(state), submittable: submittable(state) };
  const asked = { duties: dutiesOf(state), given: givenOf(state) };
  const plan = { id, title, kind, action, stage, language, ...people, due };
  return {
    schema: summarySchema,
    ...plan,
    ...openRound(state),
    ...seminarsOf(state),
    updated,
    ...draft,
    ...asked,
    ready,
  };
}

function seminarsOf({ stage, rounds }: State): Pick<Summary, "seminars"> {
  if (stage !== "draft" && stage !== "review") return {};
  const seminars = rounds.flatMap((round) => {
    const date = unrecordedSeminar(round);
    return date === undefined ? [] : [{ round: round.number, date }];
  });
  return seminars.length > 0 ? { seminars } : {};
}

/** Of an open round, when it got its deadline; else when it was left to answer, or the plan got its dates. */
function givenOf({ rounds, dueGiven }: State): Instant {
  const last = rounds.at(-1);
  if (last && last.closed === undefined) return last.deadlineGiven;
  return last?.closed !== undefined && last.closed > dueGiven ? last.closed : dueGiven;
}

function pastIn(state: State): Record<PersonId, Part[]> {
  const pasts = Object.keys(state.places).map(
    (person) => [person, pastOf(state, person).map(({ part }) => part)] as const,
  );
  return Object.fromEntries(pasts.filter(([, parts]) => parts.length > 0));
}

function answeringRound(state: State): Pick<Summary, "answering"> {
  const last = state.rounds.at(-1);
  if (state.stage !== "draft" || !last) return {};
  return { answering: { undisposed: undisposed(last).length, confirmed: roundToConfirm(state) !== undefined } };
}

function openRound(state: State): Pick<Summary, "round"> {
  const round = state.rounds.at(-1);
  if (state.stage !== "review" || !round) return {};
  const { number, deadline, overdue, reminded } = round;
  const decided = standing(round).length;
  const counts = {
    decided,
    reviewers: decided + awaitedIn(state, round).length,
    closable: outcomeOf(state, round) !== undefined,
  };
  const { confirms, delegations } = round;
  const seminar = unrecordedSeminar(round);
  const more = {
    ...(confirms !== undefined && { confirms: true }),
    delegations: delegations.filter(({ status }) => status === "proposed").length,
    ...(seminar !== undefined && { seminar }),
    ...(outcomeOnceHeld(state, round) && { onceHeld: true as const }),
  };
  return { round: { number, deadline, ...counts, overdue, reminded, ...more } };
}
