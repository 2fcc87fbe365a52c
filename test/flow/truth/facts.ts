import { createHash } from "node:crypto";
import type { EventData, EventType } from "../../../shared/deliverable/event.ts";
import type { Manifest } from "../../../shared/deliverable/state.ts";
import type { Quorum } from "../../../shared/quorum/quorum.ts";
import { neededOf } from "../../deliverable/quorums.ts";

/**
 * What the events of a deliverable bear, by a fold of its own: none of the code that decides, sums up or writes sentences
 * is used here, only the shape of the rows.
 */

export type Row = { [T in EventType]: { seq: number; at: string; by: string; type: T; data: EventData[T] } }[EventType];

export type Given = {
  by: string;
  choice: string;
  reason?: string;
  at: string;
  submission: string;
  seq: number;
  reported?: { channel: string; received: string; note?: string; recordedBy: string };
};
export type Remark = { id: string; by: string; at: string; file: string; number: number; submission: string };
export type Suite = { as: string; reason?: string; by: string };
/** A meeting at which the version of a round is discussed. */
export type Meeting = {
  id: string;
  date: string;
  place: string;
  starts?: string;
  ends?: string;
  invited: string[];
  wasInvited: Set<string>;
  status: "planned" | "off" | "held";
  present: string[];
  minutes?: string;
};
export type Proposal = { submission: string; from: string; to: string; status: string; person?: string };
export type Read = {
  number: number;
  version: string;
  opened: string;
  openedBy: string;
  deadline: string;
  moved: { deadline: string; extension?: boolean; outage?: { from: string; until: string }; at: string; by: string }[];
  reviewers: string[];
  were: Set<string>;
  quorum: Quorum;
  per: string;
  veto: number;
  atDeadline: string;
  moreDays: number;
  confirmed: boolean;
  anonymous: boolean;
  members: Record<string, string>;
  confirms?: number;
  unchanged?: string;
  given: Given[];
  proposals: Proposal[];
  remarks: Remark[];
  suites: Map<string, Suite>;
  meeting?: Meeting;
  passed: boolean;
  closed?: { at: string; by: string; outcome: string; asIs: boolean; seq: number };
};
export type Draft = {
  version: string;
  upload: string;
  part: string;
  at: string;
  missing: string[];
  warnings: number;
  sources: string[];
  /** Remarks that were applied to it. */
  applied: string[];
};
/** What was approved, or declared corrected: from the second on, why it was made. */
export type Edition = {
  number: number;
  version: string;
  /** The last round of it. */
  round: number;
  at: string;
  by: string;
  corrected: boolean;
  reason?: string;
  outputs?: { format: string; sha256: string; bytes: number; pages?: number }[];
};
export type Facts = {
  id: string;
  title: string;
  action: string;
  /** Its action among all, "2008/interculturalite": then `action` is its title. */
  ref?: string;
  /** What it answers of what is expected of its action. */
  expectation?: string;
  kind: string;
  coordinator: string;
  authors: string[];
  reviewers: string[];
  funders: string[];
  due: { draft?: string; review?: string; final?: string };
  quorum: Quorum;
  parts: { id: string; title: string; people: string[] }[];
  uploads: Map<
    string,
    {
      name: string;
      part: string;
      by: string;
      at: string;
      refused?: { code: string; details: Record<string, string | number>; at: string };
    }
  >;
  drafts: Draft[];
  rounds: Read[];
  /** Files of the newest edition that has them, which are downloaded while another is being made. */
  outputs?: Edition["outputs"];
  editions: Edition[];
  /** The edition that is being made. */
  making?: { number: number; reason: string; way: string };
  /** The version of another that its text began as, and the remarks that came along. */
  origin?: { deliverable: string; version: string; carried: Remark[]; suites: Map<string, Suite> };
  withdrawn?: { at: string; by: string; reason: string };
  rows: Row[];
};

/** What somebody did last of all that still stands: not taken back since. */
export function lastAct({ rows }: Facts): Row | undefined {
  const gone = new Set(rows.flatMap((row) => (row.type === "undone" ? [row.seq, row.data.of] : [])));
  return rows.findLast(({ by, seq }) => by !== "line" && !gone.has(seq));
}

/** Of the rows up to an instant, that included. */
export function factsAt(rows: readonly Row[], until = "9999"): Facts | undefined {
  const known = rows.filter(({ at }) => at <= until);
  const [first] = known;
  if (first?.type !== "created") return undefined;
  const { data } = first;
  const facts: Facts = {
    ...{ id: data.id, title: data.title, action: data.action, kind: data.kind, coordinator: data.coordinator },
    ...{ authors: data.authors, reviewers: data.reviewers, funders: data.funders, due: data.due, quorum: data.quorum },
    ...(data.derivesFrom && { origin: { ...data.derivesFrom, carried: [], suites: new Map() } }),
    ...(data.expectation !== undefined && { expectation: data.expectation }),
    parts: data.parts.map(({ id, title, people = [] }) => ({ id, title, people })),
    ...{ uploads: new Map(), drafts: [], rounds: [], editions: [], rows: [...known] },
  };
  for (const row of standing(known)) (fold[row.type] as ((facts: Facts, row: Row) => void) | undefined)?.(facts, row);
  return facts;
}

/** The rows that were not taken back, and what the line made of those that were. */
function standing(rows: readonly Row[]): Row[] {
  const gone = new Set<number>();
  for (const { type, data, seq: at } of rows)
    if (type === "undone")
      for (const { seq, type: made } of rows)
        if (seq === data.of || seq === at || (made === "outputsReady" && seq > data.of && seq < at)) gone.add(seq);
  return rows.filter(({ seq }) => !gone.has(seq));
}

type Fold = { [T in EventType]?: (facts: Facts, row: Extract<Row, { type: T }>) => void };

const fold: Fold = {
  amended: (facts, { data }) => {
    const { reviewers, authors, funders, due, title, action, expectation, quorum } = data;
    Object.assign(facts, {
      ...(reviewers && { reviewers }),
      ...(authors && { authors }),
      ...(funders && { funders }),
      ...(due && { due }),
      ...(title && { title }),
      ...(action && { action }),
      ...(expectation !== undefined && { expectation }),
      ...(quorum && { quorum }),
    });
    const round = openIn(facts);
    if (!round) return;
    if (reviewers) {
      round.reviewers = reviewers;
      for (const each of reviewers) round.were.add(each);
    }
    if (quorum) round.quorum = quorum;
    Object.assign(round.members, data.members);
  },
  uploadRequested: (facts, { data, by, at }) => {
    // a name that has a date in it has its narrow spaces too
    const name = data.name.replace(/[\u00a0\u202f]/g, " ");
    facts.uploads.set(data.upload, { name, part: data.part, by, at });
  },
  draftAccepted: (facts, { data, at }) => {
    const { part } = facts.uploads.get(data.upload)!;
    const { missing, warnings } = data.check;
    facts.drafts.push({ ...draftOf(data), upload: data.upload, part, at, missing, warnings });
    reopen(facts, data.reopened);
  },
  draftRefused: (facts, { data, at }) => {
    Object.assign(facts.uploads.get(data.upload)!, { refused: { code: data.code, details: data.details, at } });
  },
  correctionsApplied: (facts, { data, at, by }) => {
    facts.drafts.push({ ...draftOf(data), upload: "", part: "", at, missing: [], warnings: 0 });
    for (const [part, { missing }] of Object.entries(data.checks))
      Object.assign(facts.drafts.findLast((draft) => draft.part === part)!, { missing });
    if (data.round === undefined) return;
    const { suites } = roundOf(facts, data.round);
    for (const id of data.contributions) suites.set(id, { as: "integrated", by });
  },
  partsArranged: (facts, { data, at }) => {
    const { version, manifest } = data;
    facts.parts = data.parts.map(({ id, title, people = [] }) => ({ id, title, people }));
    if (!version || !manifest) return;
    facts.drafts.push({ ...draftOf({ version, manifest }), upload: "", part: "", at, missing: [], warnings: 0 });
    reopen(facts, data.reopened);
  },
  roundOpened: (facts, { data, at, by }) => {
    const { rule } = data;
    const ending = rule?.atDeadline ?? { do: "escalate" as const };
    facts.rounds.push({
      ...{ number: data.round, version: data.version, opened: at, openedBy: by, deadline: data.deadline, moved: [] },
      ...{
        reviewers: data.reviewers,
        were: new Set(data.reviewers),
        quorum: data.quorum,
        members: { ...rule?.members },
      },
      ...{ per: rule?.per ?? "person", veto: rule?.veto ?? 1, atDeadline: ending.do },
      ...{ moreDays: ending.do === "extend" ? ending.days : 0 },
      ...{ confirmed: rule?.confirmed ?? false, anonymous: rule?.anonymous ?? false },
      ...(data.confirms !== undefined && { confirms: data.confirms }),
      ...(data.unchanged !== undefined && { unchanged: data.unchanged }),
      ...{ given: [], proposals: [], remarks: [], suites: new Map(), passed: false },
    });
  },
  meetingNoted: (facts, { data: { meeting: id, sitting } }) => {
    const round = facts.rounds.find(({ meeting }) => meeting?.id === id) ?? openIn(facts);
    if (!round || !sitting) return;
    const { date, place, starts, ends, invited, stage, present = [] } = sitting;
    const minutes = sitting.minutesFile?.hash ?? sitting.minutes;
    round.meeting = {
      ...{ id, date, place, invited, present, status: stage === "cancelled" ? "off" : stage },
      wasInvited: new Set([...(round.meeting?.wasInvited ?? []), ...invited]),
      ...(starts && { starts }),
      ...(ends && { ends }),
      ...(minutes && { minutes }),
    };
  },
  decided: (facts, { data, at, by, seq }) => {
    const { channel, received, note } = data.reported ?? {};
    const round = roundOf(facts, data.round);
    round.given.push({
      ...{ by: data.reviewer ?? by, choice: data.choice, at, submission: data.submission, seq },
      ...(data.reason && { reason: data.reason }),
      ...(channel && received && { reported: { channel, received, recordedBy: by, ...(note && { note }) } }),
    });
  },
  delegationProposed: (facts, { data, by }) => {
    const { round, submission, to } = data;
    roundOf(facts, round).proposals.push({ submission, from: by, to, status: "proposed" });
  },
  delegated: (facts, { data }) => {
    const round = roundOf(facts, data.round);
    Object.assign(proposalOf(round, data.submission), { status: "confirmed", person: data.person });
    const swap = (people: string[]) => people.map((each) => (each === data.from ? data.person : each));
    round.reviewers = swap(round.reviewers);
    facts.reviewers = swap(facts.reviewers);
    round.were.add(data.person);
    if (data.member) round.members[data.person] = data.member;
  },
  delegationRefused: (facts, { data }) => {
    Object.assign(proposalOf(roundOf(facts, data.round), data.submission), { status: "refused" });
  },
  contributed: (facts, { data, at, by }) => {
    const round = roundOf(facts, data.round);
    for (const id of data.contributions) {
      const number = round.remarks.length + 1;
      round.remarks.push({ id, by, at, file: data.file, number, submission: data.submission });
    }
  },
  disposed: (facts, { data, by }) => {
    const { round, contribution, as, reason } = data;
    roundOf(facts, round).suites.set(contribution, { as, by, ...(reason && { reason }) });
  },
  deadlinePassed: (facts, { data }) => {
    roundOf(facts, data.round).passed = true;
  },
  deadlineMoved: (facts, { data, at, by }) => {
    const round = roundOf(facts, data.round);
    round.deadline = data.deadline;
    round.passed = false;
    round.moved.push({ ...data, at, by });
  },
  roundClosed: (facts, { data, at, by, seq }) => {
    const { outcome, asIs = false } = data;
    const { number: round, version } = Object.assign(roundOf(facts, data.round), {
      closed: { at, by, outcome, asIs, seq },
    });
    if (outcome === "approved") publish(facts, { version, round, at, by, corrected: false });
  },
  outputsReady: (facts, { data }) => {
    facts.outputs = data.outputs;
    facts.editions.find(({ number }) => number === data.edition)!.outputs = data.outputs;
  },
  editionOpened: (facts, { data: { edition: number, reason, way, due } }) => {
    Object.assign(facts, { making: { number, reason, way }, due });
  },
  correctionDeclared: (facts, { data, at, by }) => {
    const { round } = facts.editions.at(-1)!;
    publish(facts, { version: data.version, round, at, by, corrected: true });
  },
  remarksCarried: ({ origin }, { data: { batches }, at: carried }) => {
    for (const batch of batches)
      for (const id of batch.contributions) {
        const by = "by" in batch ? batch.by : "";
        origin!.carried.push({
          id,
          by,
          at: batch.at,
          file: batch.file,
          number: origin!.carried.length + 1,
          submission: carried,
        });
      }
  },
  carriedAnswered: ({ origin }, { data: { contribution, as, reason }, by }) => {
    origin!.suites.set(contribution, { as, by, ...(reason && { reason }) });
  },
  withdrawn: (facts, { data, at, by }) => {
    // the files of a final go
    delete facts.outputs;
    delete facts.making;
    facts.withdrawn = { at, by, reason: data.reason };
  },
};

function publish(facts: Facts, edition: Omit<Edition, "number" | "reason">): void {
  const { making, editions } = facts;
  editions.push({ ...edition, number: editions.length + 1, ...(making && { reason: making.reason }) });
  delete facts.making;
}

function draftOf({ version, manifest }: { version: string; manifest: Manifest }) {
  const { parts } = manifest;
  return {
    version,
    sources: parts.map(({ source }) => source),
    applied: parts.flatMap(({ corrections = [] }) => corrections),
  };
}

/** Remarks that had been applied to a draft, and wait for their dispositions again. */
function reopen({ rounds }: Facts, remarks: readonly string[] = []): void {
  for (const { suites } of rounds) for (const id of remarks) suites.delete(id);
}

function roundOf({ rounds }: Facts, number: number): Read {
  return rounds.find((round) => round.number === number)!;
}

function proposalOf({ proposals }: Read, submission: string): Proposal {
  return proposals.find((each) => each.submission === submission)!;
}

/** The round that is open, if one is. */
export function openIn({ rounds, withdrawn }: Facts): Read | undefined {
  const last = rounds.at(-1);
  return last && !last.closed && !withdrawn ? last : undefined;
}

/** The last of each who reviews. */
export function counting({ reviewers, given }: Read): Given[] {
  return reviewers.flatMap((person) => given.findLast(({ by }) => by === person) ?? []);
}

/** Who reviews and has said nothing. */
export function silent({ reviewers, given }: Read): string[] {
  return reviewers.filter((person) => !given.some(({ by }) => by === person));
}

/** Remarks to which nobody gave an answer. */
export function unanswered({ remarks, suites }: Read): Remark[] {
  return remarks.filter(({ id }) => !suites.has(id));
}

/** Remarks that came along, to which nobody gave an answer. */
export function openCarried({ origin }: Facts): Remark[] {
  return origin?.carried.filter(({ id }) => !origin.suites.has(id)) ?? [];
}

/** How many approve: people, or the members they belong to. */
export function favourable(round: Read): number {
  const people = counting(round).filter(({ choice }) => choice === "approve" || choice === "approveWithReservations");
  const units = people.map(({ by }) => (round.per === "member" ? (round.members[by] ?? by) : by));
  return new Set(units).size;
}

/** How many must. */
export function needed(round: Read): number {
  const voting = counting(round).filter(({ choice }) => choice !== "decline" && choice !== "abstain");
  return neededOf(round.quorum, [...voting.map(({ by }) => by), ...silent(round)], round.members);
}

/** How it would end now, meeting apart; undefined: the rule does not hold. */
export function verdict(round: Read): "changesRequested" | "approved" | "toIntegrate" | undefined {
  const standing = counting(round);
  const asking = standing.filter(({ choice }) => choice === "requestChanges").length;
  if (asking >= round.veto) return "changesRequested";
  if (favourable(round) < needed(round)) return undefined;
  const reserved = standing.some(({ choice }) => choice === "approveWithReservations");
  const offered = round.remarks.some(({ id }) => round.suites.get(id)?.as !== "declined");
  return round.confirmed && (reserved || offered) ? "toIntegrate" : "approved";
}

export type Stage = "draft" | "review" | "final" | "withdrawn";

export function stageOf(facts: Facts): Stage {
  if (facts.withdrawn) return "withdrawn";
  if (openIn(facts)) return "review";
  return facts.editions.length > 0 && !facts.making ? "final" : "draft";
}

/** Its newest edition is there, and no other is being made. */
export function isReady(facts: Facts): boolean {
  return stageOf(facts) === "final" && facts.editions.at(-1)!.outputs !== undefined;
}

/** The last round of the edition that is being made, or of the newest. */
export function currentRound({ rounds, editions, making }: Facts): Read | undefined {
  const before = making && editions.at(-1)!.round;
  return rounds.findLast(({ number }) => number > (before ?? 0));
}

/** The draft of a new edition is that of the one before, and draws on the same sources. */
export function isEditionUnchanged({ making, editions, drafts, rows }: Facts): boolean {
  if (making === undefined || editions.at(-1)!.version !== drafts.at(-1)!.version) return false;
  const opened = rows.findLastIndex(({ type }) => type === "editionOpened");
  return sourcesOf(rows.slice(0, opened)) === sourcesOf(rows);
}

/** All that its text draws on after these rows, with the sections that use each, whatever their ids. */
function sourcesOf(rows: readonly Row[]): string {
  const sources = new Map<string, object>();
  for (const { type, data } of rows) {
    if (type === "sourceAdded") {
      const { id, ...said } = data.source;
      sources.set(id, { ...said, sections: [] });
    }
    if (type === "sourceRemoved") sources.delete(data.source);
    if (type === "sourcePlaced") Object.assign(sources.get(data.source) ?? {}, { sections: data.sections });
  }
  return JSON.stringify([...sources.values()]);
}

export type Owed = {
  what: "draft" | "answer" | "dispositions" | "submission" | "review";
  date?: string;
  parts: string[];
};

/** What one person has still to do of it. */
export function owes(facts: Facts, person: string): Owed[] {
  const stage = stageOf(facts);
  const round = openIn(facts);
  if (stage === "review" && round) {
    const asked = round.proposals.some(({ from, status }) => from === person && status === "proposed");
    return silent(round).includes(person) && !asked
      ? [{ what: "review", date: lastDay(round.deadline), parts: [] }]
      : [];
  }
  if (stage !== "draft" || !facts.authors.includes(person)) return [];
  const last = currentRound(facts);
  const { draft, review, final } = facts.due;
  const date = last ? final : (draft ?? review ?? final);
  const on = date === undefined ? {} : { date };
  if (last?.closed?.outcome === "toIntegrate" && unanswered(last).length > 0)
    return [{ what: "dispositions", ...on, parts: [] }];
  const lacking = lackingParts(facts);
  if (lacking.length > 0) {
    const mine = lacking.filter(({ people }) => people.length === 0 || people.includes(person));
    return mine.length > 0 ? [{ what: "draft", ...on, parts: mine.flatMap(({ title }) => title || []) }] : [];
  }
  if (openCarried(facts).length > 0) return [{ what: "dispositions", ...on, parts: [] }];
  const sentBack = last?.closed?.outcome === "changesRequested" && facts.drafts.at(-1)?.version === last.version;
  if (sentBack || isEditionUnchanged(facts)) return [{ what: "answer", ...on, parts: [] }];
  return facts.making?.way === "correction" ? [] : [{ what: "submission", ...on, parts: [] }];
}

/** A correction is there, and waits for the coordinator. */
export function isToDeclare(facts: Facts): boolean {
  return facts.making?.way === "correction" && stageOf(facts) === "draft" && !isEditionUnchanged(facts);
}

/** Of which no file was read, or one that lacks a section. */
export function lackingParts({ parts, drafts }: Facts): Facts["parts"] {
  return parts.filter(({ id }) => {
    const draft = drafts.findLast(({ part }) => part === id);
    return !draft || draft.missing.length > 0;
  });
}

/** What it waits for next, and by when. */
export function awaits(facts: Facts): { what: "draft" | "review" | "final"; date?: string; who: string[] }[] {
  const stage = stageOf(facts);
  if (stage === "withdrawn" || isReady(facts)) return [];
  const round = openIn(facts);
  const everyone = [...new Set([...facts.authors, ...(round?.reviewers ?? [])])];
  const owing = everyone.filter((person) => owes(facts, person).length > 0);
  const { draft, review, final } = facts.due;
  const last = final === undefined ? {} : { date: final };
  const who = owing.length > 0 || stage !== "review" ? owing : [facts.coordinator];
  if (isToDeclare(facts)) return [{ what: "final", ...last, who: [facts.coordinator] }];
  if (stage === "review" && round)
    return [
      { what: "review", date: lastDay(round.deadline), who },
      ...(final ? [{ what: "final" as const, ...last, who }] : []),
    ];
  if (stage === "draft" && !currentRound(facts)) {
    const date = draft ?? review ?? final;
    const next = { what: "draft" as const, ...(date && { date }), who };
    return [next, ...(final && final !== date ? [{ what: "final" as const, date: final, who }] : [])];
  }
  return [{ what: "final", ...last, who }];
}

const clock = new Intl.DateTimeFormat("sv-SE", {
  timeZone: "Europe/Paris",
  dateStyle: "short",
  timeStyle: "short",
});

/** "2008-04-09 18:00", on the clocks of the network. */
export function clockOf(instant: string): string {
  return clock.format(Date.parse(instant));
}

export function dayOf(instant: string): string {
  return clockOf(instant).slice(0, 10);
}

/** The day that a deadline ends. */
export function lastDay(deadline: string): string {
  return dayOf(new Date(Date.parse(deadline) - 1).toISOString());
}

export function daysFrom(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

/** The canonical JSON of what is stored (RFC 8785): keys in order. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, each]) => `${JSON.stringify(key)}:${canonical(each)}`).join(",")}}`;
}

export function sha256(value: unknown): string {
  return createHash("sha256").update(canonical(value)).digest("hex");
}
