import type { Hash, Instant, PersonId } from "../../values.ts";
import type { Disposition } from "../remarks/contribution.ts";

/** A version of a deliverable, pinned: what it says never changes, whatever becomes of the deliverable. */
export type VersionRef = { deliverable: string; version: Hash };

/** The version that a document's text began as, and the remarks on it that wait for an answer in the new document. */
export type Origin = VersionRef & { carried?: Carried };

/** Remarks that came along, as `Round` has its own; `version`: the first of the new document, which their anchors are of. */
export type Carried = {
  version: Hash;
  batches: CarriedBatch[];
  remarks: Record<string, "open" | Disposition>;
  /** As `Round` has it. */
  answered?: Readonly<Record<string, number>>;
};

/**
 * Remarks of one batch of the source that had no disposition there. `file`: a copy of these alone; `copies`: the files that it
 * copies, the source's last, whose erasure erases it; `at`: when they were sent; who sent them: a person, or, of an anonymous
 * round, no more than their place in it (0: none).
 */
export type CarriedBatch = {
  file: Hash;
  copies: Hash[];
  at: Instant;
  contributions: string[];
} & ({ by: PersonId } | { seat: number });

/** Ids of the remarks that came along and have no disposition here. */
export function openCarried({ derivesFrom }: { derivesFrom?: Origin }): string[] {
  const remarks = derivesFrom?.carried?.remarks ?? {};
  return Object.entries(remarks).flatMap(([id, disposition]) => (disposition === "open" ? id : []));
}

/** The reader of a part that was read in no file: it began as a version of another document. */
export const versionReader = "version/1";
/** Readers of drafts that are composed of what is recorded of a meeting, of a programme, of an agreement. */
export const minutesReader = "meeting/2";
export const programmeReader = "programme/1";
export const reportReader = "agreement/1";
/** What composed drafts that were never a file, in all its versions: "meeting" of "meeting/1". */
const recordedBy = new Set(["meeting", "programme", "agreement"]);

/** Whether a part was composed of what was recorded. */
export function isRecorded(reader: string): boolean {
  return recordedBy.has(reader.split("/")[0]!);
}
