import type { ChainEvent } from "../chain/event.ts";
import type { Standing } from "../document/translation/counts.ts";
import type { RefusalCode } from "../errors.ts";
import type { Quorum } from "../quorum/quorum.ts";
import type { FileRef, Hash, Holder, Instant, LocalDate, PersonId, TextRef } from "../values.ts";
import type { Downloadable, EditionWay, Output, Picture } from "./final/final.ts";
import type { CarriedBatch, VersionRef } from "./origins/origin.ts";
import type { SectionRef, Source, SourceThing } from "./origins/source.ts";
import type { Behind, SourceRef } from "./origins/translated.ts";
import type { DueDates } from "./plan/due-dates.ts";
import type {
  Choice,
  Disposition,
  Manifest,
  Outcome,
  PartCheck,
  PartPlan,
  ReadingChoices,
  Reported,
  RoundRule,
  Sitting,
} from "./state.ts";
import type { UndoableType } from "./undoing/undoable.ts";

/** What happened to a deliverable. */
export type Event = { [T in EventType]: ChainEvent<T, EventData[T]> }[EventType];
export type EventType = keyof EventData;
/** An event of one type. */
export type EventOf<T extends EventType> = Extract<Event, { type: T }>;
/** What `decide` returns, before it has its place in the chain. */
export type NewEvent = { [T in EventType]: { type: T; data: EventData[T] } }[EventType];

export type EventData = {
  created: {
    id: string;
    kind: string;
    title: string;
    /** An action's name among all programmes, "2008/interculturalite"; a text where the network has no programme. */
    action: string;
    /** The id of what it answers of what is expected of the action. */
    expectation?: string;
    language: string;
    coordinator: PersonId;
    authors: Holder[];
    reviewers: PersonId[];
    funders: Holder[];
    quorum: Quorum;
    due: DueDates;
    parts: PartPlan[];
    /** The version of another deliverable that its text begins as. */
    derivesFrom?: VersionRef;
    /** The deliverable that it translates, of that language, and the version that it is translated from. */
    translates?: { deliverable: string; language: string; from: SourceRef };
  };
  /** Of a source: another deliverable translates it into that language. */
  translationNoted: { translation: string; language: string };
  /**
   * Which passage of a translation's version translates which of its source is in this file, and what does not follow the newest
   * version of it: of a draft that was read, of a newer version taken up, of passages that somebody says are right still, or paired
   * themselves. `passages`: of how many somebody said so.
   */
  paired: {
    version: Hash;
    from: SourceRef;
    newest: SourceRef;
    file: Hash;
    standing: Standing;
    how: "drafted" | "moved" | "kept" | "corrected";
    passages?: number;
  };
  /** Of a translation: its source has a newer version; `standing`: what does not follow it. */
  sourceChanged: { newest: SourceRef; standing?: Standing };
  /** Of a translation: its source was withdrawn then. */
  sourceWithdrawn: { withdrawn: Instant };
  /** Only what changed; reviewers and quorum are those of the open round too. */
  amended: {
    title?: string;
    action?: string;
    /** "": it answers nothing in particular any more. */
    expectation?: string;
    authors?: Holder[];
    reviewers?: PersonId[];
    funders?: Holder[];
    quorum?: Quorum;
    due?: DueDates;
    /** Of the reviewers who are new to the open round, the member each belongs to. */
    members?: Record<PersonId, string>;
  };
  /**
   * All the parts, as they are to be from now on. `version`, `manifest`: the draft, where it lost some or has them in
   * another order; `reopened`: contributions that the draft had applied, and that have no disposition any more.
   */
  partsArranged: { parts: PartPlan[]; version?: Hash; manifest?: Manifest; reopened?: string[] };
  /**
   * `as`: the organisation as whose author they send it, "org:oriv"; absent: as themselves. `replaces`: uploads of the same
   * person and part that are awaited no more; `takesBack`: its sender knows that it has not all corrections that were applied.
   */
  uploadRequested: {
    upload: string;
    part: string;
    name: string;
    as?: Holder;
    reading?: ReadingChoices;
    replaces?: string[];
    takesBack?: true;
  };
  /**
   * `name`: what the file turned out to be called; `reopened`: contributions that the draft it replaces had applied, and
   * that have no disposition any more.
   */
  draftAccepted: {
    upload: string;
    name?: string;
    version: Hash;
    manifest: Manifest;
    check: PartCheck;
    reopened?: string[];
    /** Of a translation: the version that its file says it was made of, e.g. a Word file of it. */
    madeOf?: Hash;
  };
  /** The parts that contributions were applied to, in a new draft: of a round, or (without it) those that came along. */
  correctionsApplied: {
    round?: number;
    contributions: string[];
    version: Hash;
    manifest: Manifest;
    checks: Record<string, PartCheck>;
  };
  /** What the draft has and lacks, by part, by the sections that its kind demands since it was read. */
  draftChecked: { version: Hash; checks: Record<string, PartCheck> };
  draftRefused: { upload: string; name?: string; code: RefusalCode; details: Record<string, string | number> };
  roundOpened: {
    round: number;
    version: Hash;
    deadline: Instant;
    reviewers: PersonId[];
    quorum: Quorum;
    kind: Hash;
    theme: Hash;
    /** Absent in the first chains: one veto, the coordinator asked at the deadline, nothing to confirm. */
    rule?: Omit<RoundRule, "quorum">;
    confirms?: number;
    /** Contributions of the round before that had no disposition, where the coordinator opened it all the same. */
    undisposed?: number;
    /** Why its text is that of the round before, whose remarks were given their answers. */
    unchanged?: TextRef;
    /** What whoever opened it tells its reviewers, in their invitations. */
    note?: TextRef;
    /** Of a translation that does not follow its source, as who opened the round confirmed. */
    behind?: Behind;
    /** The day it was at the network's place; absent in older chains: that of its instant in UTC. */
    day?: LocalDate;
  };
  /**
   * The seminar of a round, which was one of its fields before there were meetings. `invited` is absent in the first chains:
   * nobody was.
   */
  seminarPlanned: {
    round: number;
    date: LocalDate;
    place: string;
    starts?: string;
    ends?: string;
    call?: string;
    invited?: PersonId[];
    agenda?: TextRef;
  };
  seminarCancelled: { round: number; reason?: TextRef };
  seminarHeld: { round: number; present?: PersonId[]; minutes?: TextRef; minutesFile?: FileRef };
  /** The whole of it as it is now; absent: the deliverable is not on its agenda any more. */
  meetingNoted: { meeting: string; sitting?: Omit<Sitting, "meeting" | "seminar"> };
  /** `reviewer` and `reported`: recorded by the coordinator, whose event it is. */
  decided: {
    round: number;
    version: Hash;
    submission: string;
    choice: Choice;
    reason?: TextRef;
    reviewer?: PersonId;
    reported?: Reported;
  };
  delegationProposed: { round: number; submission: string; to: TextRef };
  delegated: { round: number; submission: string; from: PersonId; person: PersonId; member?: string };
  delegationRefused: { round: number; submission: string; from: PersonId };
  /** `file`: the batch, whose contributions have these ids. */
  contributed: { round: number; version: Hash; submission: string; file: Hash; contributions: string[] };
  disposed: { round: number; contribution: string; as: Disposition; reason?: TextRef };
  reminded: { round: number; days: number; reviewers: PersonId[] };
  deadlinePassed: { round: number };
  /** `extension`: by the round's rule, at its deadline; `outage`: after a time in which the line did not run. */
  deadlineMoved: {
    round: number;
    deadline: Instant;
    extension?: true;
    outage?: { from: Instant; until: Instant };
  };
  /**
   * `asIs`: approved by the coordinator without a confirming round that its contributions called for. `day`: the day it
   * was at the network's place; absent in the first chains, where it is taken from `at`.
   */
  roundClosed: {
    round: number;
    version: Hash;
    outcome: Outcome;
    asIs?: true;
    day?: LocalDate;
    /** Of a translation approved although it does not follow its source, as the coordinator confirmed. */
    behind?: Behind;
  };
  outputsReady: { version: Hash; edition: number; outputs: Output[]; picture?: Picture };
  withdrawn: { reason: TextRef; day?: LocalDate };
  /**
   * By somebody who funds it, or did, or by whoever has the shared link `share`, once a day for each file of an edition; `as`: the
   * organisation by which they fund it, "org:acse"; `day`: at the network's place.
   */
  downloaded: { edition: number; what: Downloadable; day: LocalDate; as?: Holder; share?: string };
  /** A link to the final for somebody outside of the directory: `label` says for whom, in the coordinator's words. */
  shared: { share: string; label: TextRef; expires: Instant };
  shareEnded: { share: string };
  /** The final is a draft again; the edition before stays. `due`: the plan's dates from now on. */
  editionOpened: { edition: number; reason: TextRef; way: EditionWay; due: DueDates };
  /** The edition before is the final, as it was. */
  editionAbandoned: { edition: number; reason?: TextRef };
  /** The draft is the edition, without a round. */
  correctionDeclared: { edition: number; version: Hash; day?: LocalDate; behind?: Behind };
  /** A part that was sent of a final was read: what the final would be with it. */
  partProposed: { upload: string; name?: string; version: Hash; manifest: Manifest; check: PartCheck };
  proposalDeclined: { upload: string; reason: TextRef };
  /** By the coordinator, of what they owe, once a day each; `day`: at the network's place; `note`: the coordinator's own lines. */
  chased: { people: Holder[]; day: LocalDate; round?: number; note?: TextRef };
  /** By the coordinator: a person, or an organisation for its people, sees nothing of the deliverable any more, until this is undone or they are named anew. */
  accessEnded: { person: Holder };
  accessRestored: { person: Holder };
  /** Remarks of the version that the text began as, which had no disposition there; `version`: the one that they are anchored in. */
  remarksCarried: { version: Hash; batches: CarriedBatch[] };
  carriedAnswered: { contribution: string; as: Disposition; reason?: TextRef };
  sourceAdded: { source: Pick<Source, "id" | "title"> & SourceThing };
  sourceRemoved: { source: string };
  /** All the sections that use it from now on. */
  sourcePlaced: { source: string; sections: SectionRef[] };
  /** The event `of`, by its place in the chain, is taken back. */
  undone: { of: number; what: UndoableType };
};
