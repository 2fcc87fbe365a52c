import { hashOf } from "../chain/hash.ts";
import type { Instant, LocalDate, TextRef } from "../values.ts";
import { chasedOn } from "./chasing.ts";
import { senderOf, writerFault } from "./drafting/parts.ts";
import type { Event, EventType } from "./event.ts";
import { editionAhead } from "./final/editions.ts";
import { takenProposals } from "./final/proposing.ts";
import type { Carried, CarriedBatch } from "./origins/origin.ts";
import type { Source } from "./origins/source.ts";
import { pairedAs, sourceChangedIn } from "./origins/translation.ts";
import { placesAfter } from "./place.ts";
import { amendedRound, handedOver } from "./round/round.ts";
import { lastDayOf, seminarId } from "./round/sittings.ts";
import {
  type Behind,
  type Delegation,
  type Disposition,
  type Final,
  type Round,
  type RoundRule,
  type Sitting,
  type State,
  stateSchema,
  type Upload,
  type Version,
} from "./state.ts";

type EventOf<T extends EventType> = Extract<Event, { type: T }>;
type Dispositions = Round["contributions"];
/** What an event makes of the state; the chain's `seq` and `head` are `evolve`'s. */
type Step<T extends EventType> = (state: State, event: EventOf<T>) => State;

/** Uploads kept in the state once they were read, and rounds: a row is bounded, events have all. */
const keptUploads = 20;
const keptRounds = 6;
/** Meetings that are over. */
const keptMeetings = 12;
/** Of these, how many keep their contributions by id. */
const keptContributions = 2;

/** The state after an event. Every event that `decide` ever gave is taken: what happened happened. */
export function evolve(state: State | undefined, event: Event): State {
  const place = { seq: event.seq, head: hashOf(event) };
  if (event.type === "created") return { ...created(event), ...place };
  if (!state) throw new Error(`event ${event.seq} (${event.type}) comes before "created"`);
  const step = steps[event.type] as Step<typeof event.type>;
  const after = step(state, event as never);
  return { ...after, places: placesAfter(state, after, event), ...place };
}

/** Whether the state still has what a round was offered: that of older ones is in the events alone. */
export function hasRemarksOf({ rounds }: Pick<State, "rounds">, { number }: Round): boolean {
  return number > rounds.at(-1)!.number - keptContributions;
}

const steps: { [T in Exclude<EventType, "created">]: Step<T> } = {
  amended,
  translationNoted: (state, { data: { translation, language } }) => ({
    ...state,
    translations: [...(state.translations ?? []), { deliverable: translation, language }],
  }),
  paired: (state, { data }) => ({ ...state, translates: pairedAs(state.translates!, data) }),
  sourceChanged: (state, { data }) => ({ ...state, translates: sourceChangedIn(state.translates!, data) }),
  partsArranged,
  uploadRequested,
  draftAccepted,
  draftRefused,
  correctionsApplied,
  roundOpened,
  seminarPlanned,
  seminarCancelled: (state, { data: { round } }) => withSeminar(state, round, calledOff),
  seminarHeld,
  meetingNoted,
  decided,
  delegationProposed: (state, { data: { submission, to }, by }) =>
    inLastRound(state, ({ delegations }) => ({
      delegations: [...delegations, { submission, from: by, to, status: "proposed" }],
    })),
  delegated,
  delegationRefused: (state, { data }) =>
    inLastRound(state, (round) => settled(round, data.submission, { status: "refused" })),
  contributed,
  disposed: (state, { data }) => inRoundOf(state, data.round, disposing([data.contribution], data.as)),
  reminded,
  deadlinePassed: (state) => inLastRound(state, () => ({ overdue: true })),
  deadlineMoved: (state, { data, at }) =>
    inLastRound(state, ({ extended }) => ({
      ...{ deadline: data.deadline, deadlineGiven: at, overdue: false, reminded: [] },
      extended: extended || data.extension === true,
    })),
  roundClosed,
  outputsReady: (state, { data, seq }) => ({
    ...state,
    final: { ...state.final!, outputs: data.outputs, since: seq },
  }),
  withdrawn,
  editionOpened,
  editionAbandoned,
  correctionDeclared,
  partProposed,
  proposalDeclined: (state, { data: { upload, reason } }) =>
    withUpload(state, upload, refusedProposal(state.uploads[upload]!, "proposal-declined", reason)),
  chased: (state, { data: { day, people } }) => ({
    ...state,
    chased: { day, people: [...chasedOn(state, day), ...people] },
  }),
  accessEnded: (state) => state,
  accessRestored: (state) => state,
  remarksCarried: (state, { data }) => withCarried(state, { ...data, remarks: openRemarks(data.batches) }),
  carriedAnswered: (state, { data: { contribution, as } }) => carriedAs(state, [contribution], as),
  sourceAdded: (state, { data: { source }, at }) => ({
    ...state,
    drawsOn: [...(state.drawsOn ?? []), { ...source, sections: [], added: at } as Source],
  }),
  sourceRemoved: (state, { data }) => withSources(state, (source) => (source.id === data.source ? [] : [source])),
  sourcePlaced: (state, { data: { source: id, sections } }) =>
    withSources(state, (source) => [source.id === id ? { ...source, sections } : source]),
};

function carriedAs(state: State, ids: readonly string[], as: Disposition): State {
  const carried = state.derivesFrom!.carried!;
  const answered = Object.fromEntries(ids.map((id) => [id, as]));
  return withCarried(state, { ...carried, remarks: { ...carried.remarks, ...answered } });
}

function withCarried(state: State, carried: Carried): State {
  return { ...state, derivesFrom: { ...state.derivesFrom!, carried } };
}

function openRemarks(batches: readonly CarriedBatch[]): Carried["remarks"] {
  return Object.fromEntries(batches.flatMap(({ contributions }) => contributions).map((id) => [id, "open"]));
}

function withSources(state: State, change: (source: Source) => Source[]): State {
  const { drawsOn: before = [], ...rest } = state;
  const drawsOn = before.flatMap(change);
  return drawsOn.length > 0 ? { ...rest, drawsOn } : rest;
}

function created({ data, at }: EventOf<"created">): Omit<State, "seq" | "head"> {
  const nothing = { dropped: [], uploads: {}, versions: [], rounds: [], meetings: [], editions: [], places: {} };
  const { translates, ...plan } = data;
  const origin = translates && { translates: { ...translates, newest: translates.from } };
  return { schema: stateSchema, ...plan, ...origin, dueGiven: at, stage: "draft", ...nothing };
}

/** An open round changes with its plan; what a reviewer who leaves had proposed is moot. */
function amended(state: State, { data, at }: EventOf<"amended">): State {
  const { members: _, expectation, ...changes } = data;
  const changed = { ...state, ...changes, ...(changes.due && { dueGiven: at }), ...(expectation && { expectation }) };
  if (expectation === "") delete changed.expectation;
  if (state.stage !== "review") return changed;
  return inLastRound(changed, (round) => {
    const { reviewers, rule } = amendedRound(round, data);
    return { reviewers, rule, delegations: withMoot(round.delegations, ({ from }) => !reviewers.includes(from)) };
  });
}

/** A part that is dropped leaves the draft; where the draft has no other, there is none but those that were reviewed. */
function partsArranged(state: State, { data, at, by }: EventOf<"partsArranged">): State {
  const { parts, version, manifest, reopened = [] } = data;
  const isThere = (part: string) => parts.some(({ id }) => id === part);
  const arranged = { ...state, parts, dropped: [...state.dropped, ...state.parts.filter(({ id }) => !isThere(id))] };
  const draft = state.versions.at(-1);
  if (version && manifest) {
    return withReopened(withDraft(arranged, { hash: version, accepted: at, by, manifest, checks: {} }), reopened);
  }
  const emptied = draft?.manifest.parts.every(({ part }) => !isThere(part));
  return emptied ? { ...arranged, versions: reviewedVersions(arranged) } : arranged;
}

function uploadRequested(state: State, { data, by, at }: EventOf<"uploadRequested">): State {
  const { upload, replaces = [], ...sent } = data;
  const refused = { code: "version-replaced" as const, details: {} };
  const replaced = replaces.reduce<State>(
    (before, id) => withUpload(before, id, { ...before.uploads[id]!, status: "refused", refused }),
    state,
  );
  const office = writerFault(state, sent.part, senderOf({ ...sent, by })) !== undefined && { office: true as const };
  const proposes = state.stage === "final" && { proposes: true as const };
  return withUpload(replaced, upload, { ...sent, by, ...office, ...proposes, status: "awaited", requested: at });
}

function draftAccepted(state: State, { data, at }: EventOf<"draftAccepted">): State {
  const { upload, version, manifest, check, reopened = [] } = data;
  const sent = named(state.uploads[upload]!, data.name);
  const draft = { hash: version, accepted: at, by: sent.by, manifest, checks: { [sent.part]: check } };
  const count = reopened.length > 0 ? { reopened: reopened.length } : {};
  const kept = withoutTaken(withDraft(state, draft), sent);
  const read = withUpload(kept, upload, { ...takenUp(state, sent, data), status: "accepted", version, ...count });
  return withReopened(read, reopened);
}

/**
 * A file that was read for a new edition, with what is proposed again where that is given up: it was proposed, or takes the place of
 * such a file of its part.
 */
function takenUp(state: State, sent: Upload, { manifest, check }: EventOf<"draftAccepted">["data"]): Upload {
  const { offer: _, ...read } = sent;
  if (!state.making) return read;
  const replaces = !sent.office && takenProposals(state).some(({ part }) => part === sent.part);
  if (!sent.proposes && !replaces) return read;
  const part = manifest.parts.find((each) => each.part === sent.part)!;
  return { ...read, offer: { part, check }, taken: state.making.edition };
}

/** A file that was taken up is not in the edition once another of its part is; the coordinator's leaves it to be proposed again. */
function withoutTaken(state: State, { part, office }: Upload): State {
  const replaced = takenProposals(state).filter((each) => each.part === part);
  return replaced.reduce((now, { upload }) => {
    const { taken: _, offer, ...sent } = now.uploads[upload]!;
    return withUpload(now, upload, { ...sent, ...(office && offer && { offer }) });
  }, state);
}

/** Contributions that were integrated have no disposition any more; what has none of them stays the same object. */
function withReopened(state: State, ids: readonly string[]): State {
  const rounds = state.rounds.map((round) => {
    const contributions = reopenedIn(round.contributions, ids);
    return contributions === round.contributions ? round : { ...round, contributions };
  });
  const carried = state.derivesFrom?.carried;
  const reopened = { ...state, rounds };
  return carried ? withCarried(reopened, { ...carried, remarks: reopenedIn(carried.remarks, ids) }) : reopened;
}

function reopenedIn(known: Dispositions, ids: readonly string[]): Dispositions {
  const open = ids.filter((id) => known[id] === "integrated").map((id) => [id, "open"] as const);
  return open.length === 0 ? known : { ...known, ...Object.fromEntries(open) };
}

function correctionsApplied(state: State, { data, at, by }: EventOf<"correctionsApplied">): State {
  const { round, contributions, version, manifest, checks } = data;
  const draft = { hash: version, accepted: at, by, manifest, checks };
  const drafted = withDraft(state, draft);
  return round === undefined
    ? carriedAs(drafted, contributions, "integrated")
    : inRoundOf(drafted, round, disposing(contributions, "integrated"));
}

/** The current draft, in the place of one that no round was about; what was found of its other parts still holds. */
function withDraft(state: State, draft: Version): State {
  const current = state.versions.at(-1);
  const checks = { ...current?.checks, ...draft.checks };
  const version = current?.hash === draft.hash ? { ...current, checks } : { ...draft, checks };
  const reviewed = reviewedVersions(state).filter(({ hash }) => hash !== draft.hash);
  return { ...state, versions: [...reviewed, version] };
}

/** Those of a round, or chosen for a meeting; that of the final, and that of the edition before one that is being made. */
function reviewedVersions({ versions, rounds, meetings, final, editions }: State): Version[] {
  const finals = [final?.version, editions.at(-1)?.version];
  const kept = [...rounds, ...meetings].map(({ version }) => version);
  return versions.filter(({ hash }) => [...finals, ...kept].includes(hash));
}

function draftRefused(state: State, { data }: EventOf<"draftRefused">): State {
  const { upload, code, details } = data;
  const sent = named(state.uploads[upload]!, data.name);
  return withUpload(state, upload, { ...sent, status: "refused", refused: { code, details } });
}

/** An upload under the name that its file turned out to have. */
function named(sent: Upload, name: string | undefined): Upload {
  return name === undefined ? sent : { ...sent, name };
}

function roundOpened(state: State, { data, at }: EventOf<"roundOpened">): State {
  const { round: number, quorum, rule = firstRule, undisposed: _, behind: _behind, ...opening } = data;
  const round: Round = {
    ...{ number, ...opening, rule: { quorum, ...rule }, opened: at, deadlineGiven: at },
    ...{ decisions: [], delegations: [], batches: [], contributions: {} },
    ...{ reminded: [], extended: false, overdue: false },
  };
  const before = state.rounds.map((held, index) =>
    index < state.rounds.length + 1 - keptContributions ? { ...held, batches: [], contributions: {} } : held,
  );
  const meetings = state.meetings.map((each) =>
    isToCome(each, at) ? { ...each, round: number, version: data.version } : each,
  );
  return { ...state, stage: "review", rounds: [...before, round].slice(-keptRounds), meetings };
}

/** Whether a meeting is to discuss the version of a round that opens; one whose day has passed is to be recorded. */
function isToCome(sitting: Sitting, at: Instant): boolean {
  return sitting.stage === "planned" && !sitting.pinned && !sitting.seminar && lastDayOf(sitting) >= dayOf(at);
}

/** How rounds were decided before kinds said it. */
const firstRule: Omit<RoundRule, "quorum"> = {
  ...{ per: "person", veto: 1, atDeadline: { do: "escalate" } },
  ...{ confirmed: false, anonymous: false, members: {} },
};

/** The seminar of a round, planned once more or for the first time; `of` is the event's own place. */
function seminarPlanned(state: State, { data: { round, agenda, ...planned }, seq }: EventOf<"seminarPlanned">): State {
  const meeting = seminarId(state.id, round);
  const known = state.meetings.find((each) => each.meeting === meeting);
  const version = state.rounds.find(({ number }) => number === round)?.version;
  return withSitting(state, {
    ...{ meeting, of: seq, round, ...(version !== undefined && { version }), invited: [], ...planned },
    ...{ sequence: known ? known.sequence + 1 : 0, stage: "planned", seminar: agenda ? { agenda } : {} },
  });
}

function seminarHeld(state: State, { data: { round, ...record } }: EventOf<"seminarHeld">): State {
  return withSeminar(state, round, (sitting) => ({ ...sitting, stage: "held", ...record }));
}

function withSeminar(state: State, round: number, change: (sitting: Sitting) => Sitting): State {
  const id = seminarId(state.id, round);
  return { ...state, meetings: state.meetings.map((each) => (each.meeting === id ? change(each) : each)) };
}

function calledOff(sitting: Sitting): Sitting {
  if (sitting.stage === "cancelled") return sitting;
  return { ...sitting, stage: "cancelled", sequence: sitting.sequence + 1 };
}

/** Seminars of a round that was closed before their day, or withdrawn on it: before there were meetings, these were off. */
function withoutSeminars(state: State, day: LocalDate, onItsDay: boolean): State {
  const last = state.rounds.at(-1)?.number;
  const isOff = ({ seminar, stage, round, date }: Sitting) =>
    seminar && stage === "planned" && round === last && (date > day || (onItsDay && date === day));
  return { ...state, meetings: state.meetings.map((each) => (isOff(each) ? calledOff(each) : each)) };
}

function meetingNoted(state: State, { data: { meeting, sitting } }: EventOf<"meetingNoted">): State {
  if (sitting) return withSitting(state, { meeting, ...sitting });
  return { ...state, meetings: state.meetings.filter((each) => each.meeting !== meeting) };
}

/** A meeting in the place that it had, or as the last: of those that are over, the oldest give way. */
function withSitting(state: State, sitting: Sitting): State {
  const isKnown = state.meetings.some(({ meeting }) => meeting === sitting.meeting);
  const others = state.meetings.map((each) => (each.meeting === sitting.meeting ? sitting : each));
  const meetings = isKnown ? others : [...others, sitting];
  const over = meetings.filter(({ stage }) => stage !== "planned");
  const gone = new Set(over.slice(0, Math.max(0, over.length - keptMeetings)));
  return { ...state, meetings: meetings.filter((each) => !gone.has(each)) };
}

/** What a reviewer proposed to hand over is moot once they decide themselves. */
function decided(state: State, { data, by, at }: EventOf<"decided">): State {
  const { submission, choice, reason, reviewer = by, reported } = data;
  const decision = {
    ...{ submission, reviewer, choice, at },
    ...(reason && { reason }),
    ...(reported && { reported: { ...reported, by } }),
  };
  return inLastRound(state, ({ decisions, delegations }) => ({
    decisions: [...decisions, decision],
    delegations: withMoot(delegations, ({ from }) => from === reviewer && choice !== "decline"),
  }));
}

/** Of the proposals that still wait, these are moot. */
function withMoot(delegations: readonly Delegation[], isMoot: (each: Delegation) => boolean): Delegation[] {
  return delegations.map((each) => (each.status === "proposed" && isMoot(each) ? { ...each, status: "moot" } : each));
}

function delegated(state: State, { data }: EventOf<"delegated">): State {
  const { submission, from, person } = data;
  const reviewers = state.reviewers.map((reviewer) => (reviewer === from ? person : reviewer));
  return inLastRound({ ...state, reviewers: [...new Set(reviewers)] }, (round) => ({
    ...settled(round, submission, { status: "confirmed", person }),
    ...handedOver(round, data),
  }));
}

function settled({ delegations }: Round, submission: string, how: Partial<Delegation>): Partial<Round> {
  return { delegations: delegations.map((each) => (each.submission === submission ? { ...each, ...how } : each)) };
}

function contributed(state: State, { data, by, at }: EventOf<"contributed">): State {
  const { submission, file, contributions: ids } = data;
  return inLastRound(state, ({ batches, contributions }) => ({
    batches: [...batches, { submission, file, by, at, count: ids.length }],
    contributions: { ...contributions, ...Object.fromEntries(ids.map((id) => [id, "open"] as const)) },
  }));
}

function disposing(ids: readonly string[], as: Disposition): (round: Round) => Partial<Round> {
  return ({ contributions }) => ({
    contributions: { ...contributions, ...Object.fromEntries(ids.map((id) => [id, as])) },
  });
}

function reminded(state: State, { data }: EventOf<"reminded">): State {
  return inLastRound(state, (round) => ({ reminded: [...round.reminded, data.days] }));
}

function roundClosed(state: State, { data, at, by }: EventOf<"roundClosed">): State {
  const { version, round, outcome, day = dayOf(at) } = data;
  const kept = withoutSeminars(state, day, false);
  const closed = inLastRound(kept, () => ({ outcome, closed: at, closedOn: day }));
  if (outcome !== "approved") return { ...closed, stage: "draft" };
  return withFinal(closed, { version, round, approved: at, by, ...translationOf(state, data.behind) });
}

/** Of a translation that is approved, or declared, what it was made of. */
function translationOf({ translates }: State, behind: Behind | undefined): Pick<Final, "translation"> {
  return translates ? { translation: { from: translates.from, ...(behind && { behind }) } } : {};
}

/** What was approved, or declared, is the final, and its files are still to be made. */
function withFinal(
  { making, ...state }: State,
  final: Pick<Final, "version" | "round" | "approved" | "by" | "corrected" | "day" | "translation">,
): State {
  const edition = editionAhead(state);
  const reason = making && { reason: making.reason };
  const uploads = published(state);
  return { ...state, uploads, stage: "final", final: { ...final, edition, outputs: [], ...reason } };
}

/** Files that were taken up are proposed no more once the edition is there. */
function published({ uploads }: State): State["uploads"] {
  return eachAccepted(uploads, ({ offer: _, ...sent }) => sent);
}

/** Nor where the edition is given up, in which they are not: proposing them again is another event. */
function givenUp({ uploads }: State): State["uploads"] {
  return eachAccepted(uploads, ({ offer: _, taken: __, ...sent }) => sent);
}

function eachAccepted(uploads: State["uploads"], change: (sent: Upload) => Upload): State["uploads"] {
  const each = Object.entries(uploads).map(([id, sent]) => [id, sent.status === "accepted" ? change(sent) : sent]);
  return Object.fromEntries(each);
}

/** The final is put beside those of before, and the plan has new dates. */
function editionOpened({ final, ...state }: State, { data, at, by }: EventOf<"editionOpened">): State {
  const { due, ...opening } = data;
  const editions = [...state.editions, { ...final!, seq: state.seq }];
  const making = { ...opening, opened: at, by, planned: state.due };
  return { ...state, stage: "draft", editions, making, due, dueGiven: at };
}

function editionAbandoned({ making, ...state }: State, { at }: EventOf<"editionAbandoned">): State {
  const { seq: _, ...final } = state.editions.at(-1)!;
  const uploads = givenUp(state);
  const before = { ...state, uploads, stage: "final" as const, editions: state.editions.slice(0, -1), final };
  return { ...before, versions: reviewedVersions(before), due: making?.planned ?? state.due, dueGiven: at };
}

function correctionDeclared(state: State, { data, at, by }: EventOf<"correctionDeclared">): State {
  const { version, day = dayOf(at) } = data;
  const { round } = state.editions.at(-1)!;
  return withFinal(state, {
    version,
    round,
    approved: at,
    by,
    corrected: true,
    day,
    ...translationOf(state, data.behind),
  });
}

/** The last proposal of a part stands for it. */
function partProposed(state: State, { data }: EventOf<"partProposed">): State {
  const { upload, version, manifest, check } = data;
  const { taken: _, ...sent } = named(state.uploads[upload]!, data.name);
  const part = manifest.parts.find((each) => each.part === sent.part)!;
  const others = Object.entries(state.uploads).filter(
    ([, each]) => each.status === "proposed" && each.part === sent.part,
  );
  const alone = others.reduce(
    (now, [id, each]) => withUpload(now, id, refusedProposal(each, "version-replaced")),
    state,
  );
  return withUpload(alone, upload, { ...sent, status: "proposed", version, offer: { part, check } });
}

function refusedProposal(
  { offer: _, ...sent }: Upload,
  code: "proposal-declined" | "version-replaced",
  reason?: TextRef,
): Upload {
  return { ...sent, status: "refused", refused: { code, details: {}, ...(reason !== undefined && { reason }) } };
}

function withdrawn({ making: _, ...state }: State, { data: { day }, at }: EventOf<"withdrawn">): State {
  const ended = { closed: at, closedOn: day ?? dayOf(at) };
  const closed =
    state.stage === "review" ? inLastRound(withoutSeminars(state, ended.closedOn, true), () => ended) : state;
  return { ...closed, stage: "withdrawn", withdrawn: at, withdrawnOn: ended.closedOn };
}

/** Of an event that does not say which day it was. */
function dayOf(at: Instant): LocalDate {
  return at.slice(0, 10);
}

function inRoundOf(state: State, number: number, change: (round: Round) => Partial<Round>): State {
  const rounds = state.rounds.map((round) => (round.number === number ? { ...round, ...change(round) } : round));
  return { ...state, rounds };
}

function inLastRound(state: State, change: (round: Round) => Partial<Round>): State {
  const last = state.rounds.at(-1)!;
  return { ...state, rounds: [...state.rounds.slice(0, -1), { ...last, ...change(last) }] };
}

/** Sets an upload; of those that were read and wait for nobody, the oldest asked for give way. */
function withUpload(state: State, id: string, upload: Upload): State {
  const uploads = { ...state.uploads, [id]: upload };
  const read = Object.entries(uploads).filter(([, sent]) => sent.status !== "awaited" && !sent.offer);
  const oldest = read.sort(([a, { requested: x }], [b, { requested: y }]) => (x < y || (x === y && a < b) ? -1 : 1));
  for (const [gone] of oldest.slice(0, Math.max(0, read.length - keptUploads))) if (gone !== id) delete uploads[gone];
  return { ...state, uploads };
}
