import type { Holder, Instant, LocalDate, PersonId } from "../values.ts";
import { submittable } from "./drafting/completeness.ts";
import { missingParts } from "./drafting/parts.ts";
import { type Duty, dutiesOf } from "./duties.ts";
import { currentRounds, delivered } from "./final/editions.ts";
import type { Final } from "./final/final.ts";
import { proposalsOf } from "./final/proposing.ts";
import { type Acting, holdersIn, isNamed } from "./holder.ts";
import { openCarried } from "./origins/origin.ts";
import { passagesStaleSince } from "./origins/translation.ts";
import { everyoneIn, type Holding, hasEnded, holdersAs, type NamedRole, pastOf } from "./place.ts";
import type { DueDates } from "./plan/due-dates.ts";
import { awaitedIn, countingDecisions, outcomeOf, outcomeOnceHeld, roundToConfirm, undisposed } from "./round/round.ts";
import { awaitedSitting, currentSittings } from "./round/sittings.ts";
import type { Outcome, Round, Sitting, Stage, State } from "./state.ts";

/** Raised when a state makes another summary than it did: a stored one of before is made anew from its state. */
export const summarySchema = 12;

/** What lists show of a deliverable; `round` is the open one, `decided` and `reviewers` its counts. */
export type Summary = {
  schema: typeof summarySchema;
  id: string;
  title: string;
  kind: string;
  /** As `State` has them. */
  action: string;
  expectation?: string;
  stage: Stage;
  language: string;
  coordinator: PersonId;
  /** Of those named, whoever's access was not ended. */
  authors: Holder[];
  reviewers: PersonId[];
  funders: Holder[];
  /** To meetings about the version of the last round, or of the next. */
  invited: PersonId[];
  /** The roles that people and organisations had and have no more: they keep what they were given. */
  past: Record<Holder, NamedRole[]>;
  /** Whose access was ended: a person's, whatever their organisation is named for. */
  ended?: Holder[];
  due: DueDates;
  /** When it was begun; of a new edition, when that was opened. */
  begun: Instant;
  /** Of the rounds of the edition in hand: when the first was opened, and when the last was closed, where none is open. */
  opened?: Instant;
  closed?: Instant;
  /** The day on which the newest edition that there is, or is being set, was approved. */
  approved?: LocalDate;
  /** Of a draft in several parts: how many of them are there. */
  parts?: { there: number; of: number };
  round?: {
    number: number;
    deadline: Instant;
    decided: number;
    reviewers: number;
    /** The rule holds, or changes are requested: the round may be closed. */
    closable: boolean;
    /** How it would close now, where it may be closed; once the meeting that alone is awaited is held, where `onceHeld`. */
    closes?: Exclude<Outcome, "unresolved">;
    overdue: boolean;
    reminded: number[];
    /** The round confirms how the remarks of the round before were integrated. */
    confirms?: boolean;
    /** Reviewers who asked that someone reviews instead, and wait for an answer. */
    delegations?: number;
    /** What they asked, each by its submission. */
    proposed?: { submission: string; from: PersonId }[];
    /** The meeting that is still to be held, or to be recorded, and its days. */
    meeting?: { id: string; date: LocalDate; until?: LocalDate };
    /** Nothing but that meeting is awaited. */
    onceHeld?: true;
  };
  /** A draft that answers a round: its remarks, those without a disposition, and whether a confirming round follows. */
  answering?: { undisposed: number; confirmed: boolean; remarks: number };
  /** Remarks carried over from the document whose text it began as, without a disposition here. */
  carried?: number;
  /** Who has to do what now: for those who may know who reviews. */
  duties: Duty[];
  /** Since when: that a draft, an answer or a review has its day. */
  given: Instant;
  updated: Instant;
  /** The draft is complete and may be submitted. */
  submittable: boolean;
  /** The roles that have a version to read, the coordinators as its authors; absent: there is none yet. */
  readable?: NamedRole[];
  /** The final documents can be downloaded: also while a new edition is being made. */
  ready: boolean;
  /** The newest edition that can be downloaded, from the second on, or while the next is being made. */
  edition?: number;
  /** The edition that is being made, or approved and being set. */
  making?: number;
};

/**
 * The year in which a deliverable came to its end, "2008", by the calendar of the network's place: its final documents are
 * there, or it was withdrawn; of the newest edition. None while something is asked of it: a new edition that is being made, a
 * part that was sent for one, a translation whose original changed. What is approved in Paris at half past midnight on 1 January 2009 is of 2009.
 */
export function endedIn(state: State): string | undefined {
  const { withdrawn, withdrawnOn, final, rounds } = state;
  if (withdrawn !== undefined) return (withdrawnOn ?? withdrawn).slice(0, 4);
  if (!final || final.outputs.length === 0) return undefined;
  if (proposalsOf(state).length > 0 || passagesStaleSince(state) > 0) return undefined;
  return approvedOn({ final, rounds }).slice(0, 4);
}

/** The day on which an edition was approved or declared, at the network's place; of one of before that was kept, at Greenwich. */
function approvedOn({ final, rounds }: { final: Final; rounds: readonly Round[] }): LocalDate {
  const closedOn = rounds.find(({ number }) => number === final.round)?.closedOn;
  return final.day ?? closedOn ?? final.approved.slice(0, 10);
}

/** The day by which the plan wants what authors owe: of a draft, the first that it has; of an answer, the final's. */
export function plannedDay({
  stage,
  due,
  answering,
}: Pick<Summary, "stage" | "due" | "answering">): LocalDate | undefined {
  return stage === "draft" && !answering ? (due.draft ?? due.review ?? due.final) : due.final;
}

/** All people and organisations that have a role in a deliverable, or had one, by its summary. */
export function peopleIn({ authors, reviewers, invited, funders, past }: Summary): Holder[] {
  return [...new Set([...authors, ...reviewers, ...invited, ...funders, ...Object.keys(past)])];
}

/** The roles that someone has, or had, themselves or by their organisation, by the summary of a deliverable. */
export function holdingsIn(summary: Summary, who: Acting): Holding[] {
  const { authors: author, reviewers: reviewer, invited, funders: funder, past } = summary;
  const holders = holdersIn(who);
  if (summary.ended?.includes(holders[0]!)) return [];
  const named = Object.entries({ author, reviewer, invited, funder }) as [NamedRole, Holder[]][];
  const by = (role: NamedRole) => holdersAs(role, holders, summary);
  const now = named.flatMap(([role, named]) => (isNamed(named, by(role)) ? [role] : []));
  const were = new Set(holders.flatMap((holder) => (past[holder] ?? []).filter((role) => by(role).includes(holder))));
  return [...now, ...[...were].filter((role) => !now.includes(role)).map((role) => `past-${role}` as const)];
}

/** The summary of a state as it stood at `updated`. */
export function summarize(state: State, updated: Instant): Summary {
  const { id, title, kind, action, expectation, stage, language } = state;
  const { coordinator, authors, reviewers, funders, due } = state;
  const open = (holders: Holder[]) => holders.filter((holder) => !hasEnded(state, holder));
  const ended = everyoneIn(state).filter((holder) => hasEnded(state, holder));
  const people = {
    coordinator,
    authors: open(authors),
    reviewers: open(reviewers),
    funders: open(funders),
    invited: open([...new Set(currentSittings(state).flatMap(({ invited }) => invited))]),
    past: pastIn(state),
    ...(ended.length > 0 && { ended }),
  };
  const ready = delivered(state) !== undefined;
  const draft = { ...remarksToDispose(state), ...carriedToDispose(state), submittable: submittable(state) };
  const asked = { duties: dutiesOf(state), given: givenOf(state) };
  const of = { action, ...(expectation !== undefined && { expectation }) };
  const plan = { id, title, kind, ...of, stage, language, ...people, due };
  return {
    schema: summarySchema,
    ...plan,
    ...openRoundSummary(state),
    ...timesOf(state),
    ...partsOf(state),
    updated,
    ...draft,
    ...asked,
    ready,
    ...readableIn(state),
    ...editionsIn(state),
  };
}

/** Authors read each version, who reviews those that came to a round, who funds the final. */
function readableIn(state: State): Pick<Summary, "readable"> {
  const { versions, rounds } = state;
  const came = versions.some(({ hash }) => rounds.some(({ version }) => version === hash));
  const readable: NamedRole[] = [
    ...(versions.length > 0 ? (["author"] as const) : []),
    ...(came ? (["reviewer", "invited"] as const) : []),
    ...(delivered(state) ? (["funder"] as const) : []),
  ];
  return readable.length > 0 ? { readable } : {};
}

/** When its stages were, of the edition in hand. */
function timesOf(state: State): Pick<Summary, "begun" | "opened" | "closed" | "approved"> {
  const { created, making, rounds } = state;
  const own = currentRounds(state);
  const final = state.final ?? state.editions.at(-1);
  const closed = own.at(-1)?.closed;
  return {
    begun: making?.opened ?? created,
    ...(own[0] && { opened: own[0].opened }),
    ...(closed !== undefined && { closed }),
    ...(final && { approved: approvedOn({ final, rounds }) }),
  };
}

function partsOf(state: State): Pick<Summary, "parts"> {
  const of = state.parts.length;
  if (state.stage !== "draft" || of < 2) return {};
  return { parts: { there: of - missingParts(state).length, of } };
}

function editionsIn(state: State): Pick<Summary, "edition" | "making"> {
  const { making, final } = state;
  const edition = delivered(state)?.edition ?? 0;
  const next = making?.edition ?? (final && final.outputs.length === 0 ? final.edition : 0);
  const isMaking = state.stage !== "withdrawn" && next > 1;
  return {
    ...(edition > 0 && (edition > 1 || isMaking) && { edition }),
    ...(isMaking && { making: next }),
  };
}

/** Of an open round, when it got its deadline; else when it was left to answer, or the plan got its dates. */
function givenOf({ rounds, dueGiven }: State): Instant {
  const last = rounds.at(-1);
  if (last && last.closed === undefined) return last.deadlineGiven;
  return last?.closed !== undefined && last.closed > dueGiven ? last.closed : dueGiven;
}

function pastIn(state: State): Record<Holder, NamedRole[]> {
  const pasts = Object.keys(state.places).map(
    (person) => [person, pastOf(state, person).map(({ role }) => role)] as const,
  );
  return Object.fromEntries(pasts.filter(([, parts]) => parts.length > 0));
}

function carriedToDispose(state: State): Pick<Summary, "carried"> {
  const carried = state.stage === "draft" ? openCarried(state).length : 0;
  return carried > 0 ? { carried } : {};
}

/** Remarks of the last round that a draft answers: how many, those without an answer yet, whether the draft waits for them. */
export function remarksToDispose(state: State): Pick<Summary, "answering"> {
  const last = currentRounds(state).at(-1);
  if (state.stage !== "draft" || !last) return {};
  const remarks = Object.keys(last.contributions).length;
  const confirmed = roundToConfirm(state) !== undefined;
  return { answering: { undisposed: undisposed(last).length, confirmed, remarks } };
}

function meetingIn({ meeting, date, until }: Sitting): { id: string; date: LocalDate; until?: LocalDate } {
  return { id: meeting, date, ...(until !== undefined && { until }) };
}

function openRoundSummary(state: State): Pick<Summary, "round"> {
  const round = state.rounds.at(-1);
  if (state.stage !== "review" || !round) return {};
  const { number, deadline, overdue, reminded } = round;
  const decided = countingDecisions(round).length;
  const outcome = outcomeOf(state, round);
  const onceHeld = outcomeOnceHeld(state, round);
  const closes = outcome ?? onceHeld;
  const counts = {
    decided,
    reviewers: decided + awaitedIn(state, round).length,
    closable: outcome !== undefined,
    ...(closes && { closes }),
  };
  const { confirms, delegations } = round;
  const awaited = awaitedSitting(state, round);
  const proposed = delegations.filter(({ status }) => status === "proposed");
  const more = {
    ...(confirms !== undefined && { confirms: true }),
    delegations: proposed.length,
    ...(proposed.length > 0 && { proposed: proposed.map(({ submission, from }) => ({ submission, from })) }),
    ...(awaited && { meeting: meetingIn(awaited) }),
    ...(onceHeld && { onceHeld: true as const }),
  };
  return { round: { number, deadline, ...counts, overdue, reminded, ...more } };
}
