import type { RefusalCode } from "../errors.ts";
import type {
  Choice,
  DueDates,
  Hash,
  Instant,
  LocalDate,
  Manifest,
  Output,
  PartCheck,
  PartPlan,
  PersonId,
  ReadingChoices,
  TextRef,
} from "./state.ts";

/**
 * What happened, for ever. `v`: the schema of `data`; `seq`: from 1, without a gap; `prev`: the SHA-256 of the canonical
 * JSON (RFC 8785) of the event before, 64 zeros for the first.
 */
export type Event = {
  [T in EventType]: { v: 1; seq: number; at: Instant; by: Actor; type: T; data: EventData[T]; prev: Hash };
}[EventType];
export type EventType = keyof EventData;
/** What `decide` returns, before it has its place in the chain. */
export type NewEvent = { [T in EventType]: { type: T; data: EventData[T] } }[EventType];
/** A person's id, or the line itself. */
export type Actor = PersonId | "line";

export type EventData = {
  created: {
    id: string;
    kind: string;
    title: string;
    action: string;
    language: string;
    coordinator: PersonId;
    authors: PersonId[];
    reviewers: PersonId[];
    funders: PersonId[];
    quorum: number;
    due: DueDates;
    parts: PartPlan[];
  };
  /** Only what changed. */
  amended: {
    title?: string;
    action?: string;
    authors?: PersonId[];
    reviewers?: PersonId[];
    funders?: PersonId[];
    quorum?: number;
    due?: DueDates;
  };
  uploadRequested: { upload: string; part: string; name: string; reading?: ReadingChoices };
  draftAccepted: { upload: string; version: Hash; manifest: Manifest; check: PartCheck };
  draftRefused: { upload: string; code: RefusalCode; details: Record<string, string | number> };
  roundOpened: {
    round: number;
    version: Hash;
    deadline: Instant;
    reviewers: PersonId[];
    quorum: number;
    kind: Hash;
    theme: Hash;
  };
  seminarPlanned: { round: number; date: LocalDate; place: string };
  seminarHeld: { round: number; minutes?: TextRef };
  decided: { round: number; version: Hash; submission: string; choice: Choice; reason?: TextRef };
  reminded: { round: number; days: number; reviewers: PersonId[] };
  deadlinePassed: { round: number };
  deadlineMoved: { round: number; deadline: Instant };
  roundClosed: { round: number; version: Hash; outcome: "approved" | "changesRequested" | "unresolved" };
  outputsReady: { version: Hash; edition: number; outputs: Output[] };
  withdrawn: { reason: TextRef };
};
