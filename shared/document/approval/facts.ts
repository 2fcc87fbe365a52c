import type { Ballot } from "../../quorum/quorum.ts";
import type { Standing } from "../translation/counts.ts";

/**
 * What the line knows of an approval, for the record that ends a final: raw dates, names as readers may see them (those
 * of an anonymous round veiled). Gathered by the line, set by `approval.ts`.
 */
export type Approval = {
  /** The approved version and the event that closed its round, or declared it: SHA-256, hex; `seq` is that event's place. */
  version: string;
  head: string;
  seq: number;
  /** Instant, ISO 8601; absent `closedBy`: at the deadline, by the round's rule. */
  closed: string;
  closedBy?: string;
  /** Closed at its deadline with those who decided, fewer than its rule asks for. */
  present?: true;
  /** Without the confirming round that its contributions called for. */
  asIs: boolean;
  /** From the second edition on. */
  edition?: ApprovedEdition;
  /**
   * Of a translation: its original's language, BCP 47, the version that it was made of, what does not follow a newer one, and when the
   * original had been withdrawn before.
   */
  translation?: {
    language: string;
    dated: string;
    withdrawn?: string;
    behind?: { dated: string; unpaired?: true } & Standing;
  };
  /** IANA. */
  timeZone: string;
  /** At least one, the last being the one that approved; of a corrected edition, those of the one that it corrects. */
  rounds: ApprovedRound[];
  /** Remarks that came along from the document whose text this one began as, of the first edition; absent: none did. */
  carried?: Treated[];
};

/** A new edition: why it was made (absent: erased), and those before. `corrected`: without a round, of edition `corrects`. */
export type ApprovedEdition = {
  number: number;
  reason?: string;
  corrected?: true;
  corrects?: number;
  before: { number: number; version: string; approved: string; corrected?: true }[];
};

export type ApprovedRound = {
  number: number;
  version: string;
  opened: string;
  closed: string;
  outcome: "approved" | "toIntegrate" | "changesRequested" | "unresolved";
  /** The round whose integration this one confirms. */
  confirms?: number;
  /** Its text is that of the round before; without a reason where that was erased. */
  unchanged?: { reason?: string };
  rule: Pick<Ballot, "quorum" | "per"> & { veto: number };
  /** How many were asked. */
  reviewers: number;
  opinions: Opinion[];
  /** The first meeting that was held about its version, and others: records of before have one, under this name. */
  seminar?: HeldSitting;
  sittings?: HeldSitting[];
  contributions: Treated[];
};

/** The decision that counts of one reviewer; without a choice, there was none. */
export type Opinion = {
  name: string;
  organisation?: string;
  choice?: "approve" | "approveWithReservations" | "requestChanges" | "abstain" | "decline";
  at?: string;
  /** The written reason of reservations; without a text where that was erased. */
  reservation?: { text?: string };
  /** Recorded by the coordinator: how it came, and on what day. */
  reported?: { channel: "mail" | "telephone" | "meeting"; received: string };
};

/**
 * A meeting that was held; `until`: its last day, of one that took several; `starts` and `ends` as "14:30"; `outsiders`: how many came besides who is named; `minutes`: SHA-256 of the
 * minutes, hex.
 */
export type HeldSitting = {
  date: string;
  until?: string;
  starts?: string;
  ends?: string;
  place: string;
  present: string[];
  outsiders?: number;
  minutes?: string;
};

/** A remark and its disposition; a text that was erased is absent. */
export type Treated = {
  /** Its place among all that its round was offered, from 1. */
  number: number;
  type: "comment" | "correction" | "addition" | "reference";
  /** The words it is about; absent: the whole document. */
  passage?: string;
  text?: string;
  proposal?: string;
  /** What was answered to it in its file, in order. */
  replies?: string[];
  done: "open" | "integrated" | "partly" | "declined";
  reason?: string;
};
