import type { Hash, PersonId } from "./state.ts";

/**
 * Work that an event leaves owing. Named by what it is for, so that owing it twice is owing it once; safe to run twice.
 * A job row holds no text, no address and no link.
 */
export type Job = { id: string } & Task;

export type Task =
  /** Waits for the object to arrive at `uploads/<upload>`. */
  | { type: "ingest"; deliverable: string; upload: string }
  | { type: "render"; deliverable: string; version: Hash; edition: number }
  /** Many mails of one letter: writes a job for each of them. */
  | { type: "mails"; to: PersonId[]; deliverable: string; letter: Letter; round?: number }
  | {
      type: "mail";
      to: PersonId;
      deliverable?: string;
      letter: Letter;
      round?: number;
      submission?: string;
      upload?: string;
    };

export type JobType = Task["type"];

/** The mails of INTERFACE, each with its texts in `i18n/<language>/mails.json`. */
export type Letter =
  | "invited"
  | "reminder"
  | "decisionReceived"
  | "newDecision"
  | "allDecided"
  | "draftRead"
  | "draftUnreadable"
  | "roundClosed"
  | "deadlinePassed"
  | "deadlineMoved"
  | "final"
  | "withdrawn"
  | "access";
