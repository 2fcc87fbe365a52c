import type { Job, LetterName } from "../jobs/job.ts";
import type { Hash } from "../values.ts";
import type { VersionRef } from "./origins/origin.ts";

/** The id of the job that waits for an upload's object: its arrival wakes it. */
export function ingestJobId(upload: string): string {
  return `ingest/${upload}`;
}

/** The id of the job that waits for a reviewer's annotated copy. */
export function copyJobId(upload: string): string {
  return `copy/${upload}`;
}

/** The jobs that the arrival of an upload's object wakes: whichever of them there is. */
export function jobsAwaiting(upload: string): string[] {
  return [ingestJobId(upload), copyJobId(upload)];
}

/** The id of the job that sets the version of a round for its reviewers. */
export function proofCopyJobId(deliverable: string, round: number): string {
  return `proof/${deliverable}/${round}`;
}

/** Letters of a round that is opened which tell how many pages its version has: they wait for it to be set. */
export const lettersWithPageCount: ReadonlySet<LetterName> = new Set(["invited", "roundOpened"]);

/** The Word file of a draft, once for ever. */
export function draftCopyJob(deliverable: string, version: Hash, draft: { kind: Hash; theme: Hash }): Job {
  return { id: draftCopyJobId(deliverable, version), type: "proof", deliverable, version, draft };
}

/** The id of the job that sets a draft as a Word file. */
export function draftCopyJobId(deliverable: string, version: Hash): string {
  return `proof/${deliverable}/text/${version}`;
}

/** A part of the draft as a Word file with the remarks that wait; `made`: see `draftAndWaiting`. */
export function continuedJob(
  deliverable: string,
  { version, part, made }: { version: Hash; part: string; made: Hash },
  draft: { kind: Hash; theme: Hash },
): Job {
  return { id: continuedJobId(deliverable, made), type: "proof", deliverable, version, draft, part };
}

/** The id of the job that makes that file. */
export function continuedJobId(deliverable: string, made: Hash): string {
  return `proof/${deliverable}/with-remarks/${made}`;
}

/** The redline between two versions of a deliverable, once for ever. */
export function redlineJob(deliverable: string, from: Hash, to: Hash): Job {
  return { id: `redline/${deliverable}/${from}/${to}`, type: "redline", deliverable, from, to };
}

/** The redline from the version that a document's text began as, of another deliverable, to a version of its own. */
export function originRedlineJob(
  deliverable: string,
  { deliverable: source, version: from }: VersionRef,
  to: Hash,
  setting: { kind: Hash; theme: Hash },
): Job {
  return {
    id: redlineJob(deliverable, from, to).id,
    type: "redline",
    deliverable,
    from,
    to,
    origin: { deliverable: source, ...setting },
  };
}

/** The id of the job that takes away the files of a final, withdrawn by the event `seq`. */
export function unpublishJobId(deliverable: string, seq: number): string {
  return `unpublish/${deliverable}/${seq}`;
}

/** The proof archive of a deliverable as its events stand at `seq`. */
export function proofArchiveJob(deliverable: string, seq: number): Job {
  return { id: `dossier/${deliverable}/${seq}`, type: "dossier", deliverable, seq };
}
