import type { Job, JobType } from "../jobs/job.ts";
import type { Hash } from "../values.ts";
import { editionOf } from "./final/editions.ts";
import type { State } from "./state.ts";

type Knows<T extends JobType> = (state: State, job: Extract<Job, { type: T }>) => boolean;

/** By its type, whether a state has all that a job names. */
const known: { [T in JobType]: Knows<T> } = {
  ingest: ({ uploads }, { upload }) => uploads[upload] !== undefined,
  copy: hasRound,
  pair: hasEvent,
  follow: hasEvent,
  render: (state, { edition }) => editionOf(state, edition) !== undefined,
  unpublish: hasEvent,
  proof: hasRound,
  redline: (state, { from, to, origin }) => (origin !== undefined || hasVersion(state, from)) && hasVersion(state, to),
  // about what is no deliverable: it names nothing of one
  typeset: () => true,
  matrix: () => true,
  // about a meeting, likewise
  note: () => true,
  dossier: hasEvent,
  mail: (state, job) => hasEvent(state, job) && hasRound(state, job),
  mails: (state, job) => hasEvent(state, job) && hasRound(state, job),
};

/** Whether a state has all that a job about its deliverable names: no later event owed it. */
export function knows(state: State, job: Job): boolean {
  return (known[job.type] as Knows<typeof job.type>)(state, job as never);
}

function hasEvent(state: State, { seq }: { seq?: number }): boolean {
  return seq === undefined || seq <= state.seq;
}

function hasRound({ rounds }: State, { round }: { round?: number }): boolean {
  return round === undefined || rounds.some(({ number }) => number === round);
}

function hasVersion({ versions }: State, version: Hash): boolean {
  return versions.some(({ hash }) => hash === version);
}
