import type { RefusalCode } from "../errors.ts";

/** One deliverable, as its events made it: ids, hashes and counts only (texts are files named by their hash). */
export type State = {
  id: string;
  /** Of the last event, from 1, and its hash: the head of the chain. */
  seq: number;
  head: string;
  stage: Stage;
  kind: string;
  title: string;
  action: string;
  /** BCP 47, the document's own. */
  language: string;
  coordinator: PersonId;
  authors: PersonId[];
  reviewers: PersonId[];
  funders: PersonId[];
  /** Approvals needed. */
  quorum: number;
  due: DueDates;
  /** The parts to come, in order: one, or one a member. */
  parts: PartPlan[];
  /** Those awaited, and the last that were read; events have all. */
  uploads: Record<string, Upload>;
  /** The current draft is the last; before it, those that a round was about. Events have all. */
  versions: Version[];
  /** The last of them; events have all. */
  rounds: Round[];
  final?: Final;
};

export type Stage = "draft" | "review" | "final" | "withdrawn";
export type PersonId = string;
/** A calendar day at the network's place, "2008-05-12"; it ends at midnight there. */
export type LocalDate = string;
/** UTC, ISO 8601 with milliseconds and Z. */
export type Instant = string;
/** SHA-256, lower-case hex. */
export type Hash = string;
/** A text kept in the file store under its salted hash, so that it can be erased without breaking the chain. */
export type TextRef = Hash;

export type DueDates = { draft?: LocalDate; review?: LocalDate; final?: LocalDate };

/** `title`: the member's name where a kind has one part a member, else "". */
export type PartPlan = { id: string; title: string };

export type Upload = {
  part: string;
  by: PersonId;
  name: string;
  status: "awaited" | "accepted" | "refused";
  requested: Instant;
  /** Absent: nothing was chosen. */
  reading?: ReadingChoices;
  version?: Hash;
  refused?: { code: RefusalCode; details: Record<string, string | number> };
};

/** How an author asks for a file to be read: as if all its tracked changes were accepted, or all rejected. */
export type ReadingChoices = { changes: "accepted" | "rejected" };

/** A version: its manifest, named by the SHA-256 of its canonical JSON (RFC 8785). */
export type Version = {
  hash: Hash;
  accepted: Instant;
  by: PersonId;
  manifest: Manifest;
  checks: Record<string, PartCheck>;
};
export type Manifest = { schema: 1; deliverable: string; kind: string; parts: ManifestPart[] };
export type ManifestPart = {
  part: string;
  /** Of the file as sent. */
  source: Hash;
  /** Of the tree as read, its name in the file store. */
  tree: Hash;
  /** Which reader, at which version: "docx/1". */
  reader: string;
  /** As it was asked for. */
  reading: Partial<ReadingChoices>;
  assets: Hash[];
};
/** What reading a part found: sections its kind requires and it lacks, figures without alternative, warnings in all. */
export type PartCheck = { missing: string[]; withoutAlternative: number; warnings: number };

export type Round = {
  number: number;
  version: Hash;
  opened: Instant;
  deadline: Instant;
  reviewers: PersonId[];
  quorum: number;
  /** Of the kind and theme as they were at opening. */
  kind: Hash;
  theme: Hash;
  seminar?: { date: LocalDate; place: string; held: boolean; minutes?: TextRef };
  /** All of them, oldest first; one's last counts. */
  decisions: Decision[];
  /** Days before the deadline at which reminders went out. */
  reminded: number[];
  /** Set when the deadline passed without an outcome: the coordinator was told. */
  overdue: boolean;
  outcome?: "approved" | "changesRequested" | "unresolved";
  closed?: Instant;
};

export type Decision = {
  /** Given by the form, so that a repeated submission is one decision. */
  submission: string;
  reviewer: PersonId;
  choice: Choice;
  reason?: TextRef;
  at: Instant;
};
export type Choice = "approve" | "requestChanges";

/** `outputs` is empty while they are being rendered. */
export type Final = { version: Hash; round: number; edition: number; approved: Instant; outputs: Output[] };
export type Output = { format: Format; key: string; sha256: Hash; bytes: number; pages?: number };
export type Format = "docx" | "pdf" | "html";
