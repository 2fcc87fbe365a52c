import type { Hash, Holder, Instant, LocalDate, PersonId, TextRef } from "../values.ts";

/**
 * Work that an event leaves owing. Named by what it is for, so that owing it twice is owing it once; safe to run twice.
 * A job row holds no text, no address and no link.
 */
export type Job = { id: string; provisional?: Provisional } & Task;

/** Of what tells of an event that may be taken back, `of` by its place in the chain: it waits `until` that is over, and tells nothing of one that was. */
export type Provisional = { of: number; until: Instant };

export type Task =
  /** Waits for the object to arrive at `uploads/<upload>`. */
  | { type: "ingest"; deliverable: string; upload: string }
  /** Which passage of a draft of a translation translates which of its source; `madeOf`: the version that its file was made of. */
  | { type: "pair"; deliverable: string; seq: number; version: Hash; madeOf?: Hash }
  /** What translations of a deliverable do not follow by its newest version, or that it was withdrawn. */
  | { type: "follow"; deliverable: string; seq: number }
  | { type: "render"; deliverable: string; version: Hash; edition: number }
  /**
   * The version of a round as its reviewers may download it; `draft`: of a draft, as its authors go on from it in Word, set as a kind
   * and a theme are today; `part`: of that one alone, with the remarks that wait, as both stand then.
   */
  | {
      type: "proof";
      deliverable: string;
      round?: number;
      version: Hash;
      draft?: { kind: Hash; theme: Hash };
      part?: string;
    }
  /** What changed between two versions, as a page and as a Word file. */
  | { type: "redline"; deliverable: string; from: Hash; to: Hash; origin?: RedlineOrigin }
  /**
   * A document that no deliverable is, from its stored tree and theme, as a stored kind; without one, one wide table on its side.
   * `instant`: when it was asked for.
   */
  | { type: "typeset"; tree: Hash; theme: Hash; kind?: Hash; instant: Instant }
  /** The matrix of a programme, as the first releases owed it. */
  | { type: "matrix"; tree: Hash; theme: Hash; instant: Instant }
  /** All that proves a deliverable, up to the event `seq`. */
  | { type: "dossier"; deliverable: string; seq: number }
  /** The files of a final that was withdrawn by the event `seq` go, and the proof archives that hold them. */
  | { type: "unpublish"; deliverable: string; seq: number }
  /** A reviewer's annotated copy of the version of a round; waits for the object as an ingest does. */
  | { type: "copy"; deliverable: string; round: number; person: PersonId; upload: string }
  /** Tells the deliverables of a meeting's agenda what the meeting is, up to its event `seq`. */
  | { type: "note"; meeting: string; seq: number }
  /** Many mails of one letter: writes a job for each of them. */
  | {
      type: "mails";
      to: Holder[];
      deliverable?: string;
      /** Of a letter about a meeting. */
      meeting?: string;
      /** Of a letter about an agreement. */
      agreement?: string;
      seq?: number;
      letter: LetterName;
      cause?: Cause;
      round?: number;
      note?: TextRef;
      sequence?: number;
      resolutions?: string[];
      announces?: string[];
      except?: PersonId;
    }
  | {
      type: "mail";
      /** An organisation, "org:acse": the job writes one for each of its people. */
      to: Holder;
      /** The organisation by which its reader has it: none who left it meanwhile. */
      through?: Holder;
      /** Whose act it was: of an organisation, everyone but them. */
      except?: PersonId;
      deliverable?: string;
      /** Of a letter about a meeting; `seq` and `sequence` are the meeting's then. */
      meeting?: string;
      /** Of a letter about an agreement; `seq` is the agreement's then. */
      agreement?: string;
      /** Of the event that owes it; absent: none does, as for the day's reminder (first rows: the id says it). */
      seq?: number;
      letter: LetterName;
      cause?: Cause;
      round?: number;
      /** The coordinator's own lines. */
      note?: TextRef;
      /** Of a letter that tells all of a day at once: when what it tells happened. */
      happened?: Instant;
      /** Of a link that a coordinator sent: who did. */
      by?: PersonId;
      submission?: string;
      upload?: string;
      /** Of a meeting as it was planned then: a later plan has its own mail. */
      sequence?: number;
      /** Of resolutions: which, of its meeting. */
      resolutions?: string[];
      /** Of an invitation to several meetings of a series: the others. */
      announces?: string[];
      /** Of a mail that did not arrive: its job. */
      about?: string;
      /** Of a letter that an organisation has nobody to have: which. */
      of?: Holder;
      /** Of a statement of an agreement that was sent: which. */
      statement?: string;
      /** Of a weekly letter: the first day of its week. */
      week?: LocalDate;
    };

/** Where the earlier version of a comparison is another deliverable's: which; `kind`, `theme`: as both are set before any round. */
export type RedlineOrigin = { deliverable: string; kind: Hash; theme: Hash };

/** `line`: time brought a letter, such as a deadline; absent: a person's act did. */
export type Cause = "line";

export type JobType = Task["type"];

/** The functions that do jobs. */
export type Worker = "ingest" | "render" | "notify";

/**
 * What is known of a type of job besides its data. `by`: the function that does it; `awaitsUpload`: it waits for the object
 * `uploads/<upload>` to come; `patient`: what it needs may be away for days, so that it is tried for so long.
 */
type StepFacts = { by: Worker; awaitsUpload?: true; patient?: true };

/** Every type of job. What one does is in `functions/<by>/steps.ts`; this is all that the rest of the house is told. */
export const steps = {
  ingest: { by: "ingest", awaitsUpload: true },
  copy: { by: "ingest", awaitsUpload: true },
  pair: { by: "ingest" },
  follow: { by: "ingest" },
  render: { by: "render" },
  proof: { by: "render" },
  redline: { by: "render" },
  typeset: { by: "render" },
  matrix: { by: "render" },
  dossier: { by: "render" },
  unpublish: { by: "render" },
  note: { by: "notify" },
  mail: { by: "notify", patient: true },
  mails: { by: "notify" },
} as const satisfies Record<JobType, StepFacts>;

/** The letters that a job, or the record of a mail, may name. */
export type LetterName = WrittenLetter | FormerLetter;

/** Letters about the seminar of a round, of before there were meetings: one that is still owed is written as the meeting's. */
export type FormerLetter = "seminarInvited" | "seminarChanged" | "seminarCancelled" | "seminarToRecord";

/** Those that are written, each with its texts in `i18n/<language>/mails.json` and its writer in `functions/notify/letters/`. */
export type WrittenLetter =
  | "draftAsked"
  | "chased"
  | "invited"
  | "reminder"
  | "decisionReceived"
  | "roundOpened"
  | "newDecision"
  | "allDecided"
  | "draftRead"
  | "draftUnreadable"
  | "roundClosed"
  | "deadlinePassed"
  | "deadlineMoved"
  | "sourceChanged"
  | "sourceWithdrawn"
  | "meetingInvited"
  | "meetingChanged"
  | "meetingCancelled"
  | "meetingToRecord"
  | "meetingRecorded"
  | "resolutionGiven"
  | "resolutionChased"
  | "resolutionReminder"
  | "reportDue"
  | "statementSent"
  | "decisionReported"
  | "delegationProposed"
  | "delegated"
  | "delegationRefused"
  | "dispositions"
  | "weekly"
  | "undelivered"
  | "unreached"
  | "final"
  | "editionOpened"
  | "editionAbandoned"
  | "partProposed"
  | "proposalTaken"
  | "proposalDeclined"
  | "finalWithdrawn"
  | "withdrawn"
  | "access"
  | "accessSent";
