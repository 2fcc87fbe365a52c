import { type Job, type JobType, steps, type Worker } from "./job.ts";

/** Jobs that one call of a function is handed at most: files take its memory, mails wait for their server. */
export const batches: Record<Worker, number> = { ingest: 1, render: 1, notify: 10 };

type TypesBy<W extends Worker> = { [T in JobType]: (typeof steps)[T]["by"] extends W ? T : never }[JobType];
type TypesAwaiting = { [T in JobType]: (typeof steps)[T] extends { awaitsUpload: true } ? T : never }[JobType];

/** A job of one type, and which attempt at it this is. */
export type JobOf<T extends JobType> = Extract<Job, { type: T }> & { attempt?: number };

/** What became of a step; `waiting`: what the job needs is not there yet; `stopped`: the worker is to end; `until`: not before then. */
export type Done = "done" | "waiting" | "stopped" | { until: string };

/** The steps of one function: a type of job → what does it. A step that throws is tried again. */
export type StepsBy<W extends Worker> = { [T in TypesBy<W>]: (job: JobOf<T>) => Promise<Done> };

/** The types of job that a function does. */
export function typesBy(worker: Worker): JobType[] {
  return (Object.keys(steps) as JobType[]).filter((type) => steps[type].by === worker);
}

/** Whether this release has such a type of job; a newer one may have owed another, e.g. before it was put back. */
export function isKnown(type: string): type is JobType {
  return Object.hasOwn(steps, type);
}

/** Whether a job waits for an upload: it reads a file that a person sends. */
export function awaitsUpload<J extends { type: JobType }>(job: J): job is Extract<J, { type: TypesAwaiting }> {
  return isKnown(job.type) && "awaitsUpload" in steps[job.type];
}

/** Whether a type of job is tried for days. */
export function isPatient(type: JobType): boolean {
  return isKnown(type) && "patient" in steps[type];
}

/** Does a job by the step of its type. Rejects a job that is none of these functions'. */
export function stepBy(does: Partial<StepsBy<Worker>>): (job: Job) => Promise<Done> {
  return async (job) => {
    const step = does[job.type] as ((job: Job) => Promise<Done>) | undefined;
    if (!step) throw new Error(`no step for a job of type ${job.type}`);
    return step(job);
  };
}
