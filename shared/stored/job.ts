import * as z from "zod";
import { functionNames } from "../functions.ts";
import type { Job, JobType } from "../jobs/job.ts";
import { awaitsUpload, isKnown, isPatient } from "../jobs/steps.ts";
import type { Ports, Row, Store, Write } from "../ports.ts";
import type { Instant } from "../values.ts";
import { defineRow, text } from "./define.ts";
import { unlessConflict } from "./row.ts";

/**
 * A row lives until its work is done, and is deleted then. Its `kind` is the type of the job, its `status`:
 *
 * - `waiting`: for its object to come (ingest, copy), for the time of its next try or of its first, for open hours
 *   (mail), for the version whose pages it counts to be set (mail), or until what it tells can be taken back no more;
 * - `due`: the feed of changes hands it to a worker;
 * - `leased`: a worker has it until `until`;
 * - `failed`: given up after its last attempt; a person runs it again.
 */
const status = z.enum(["waiting", "due", "leased", "failed"]);
export type JobStatus = z.infer<typeof status>;

const progress = z.object({
  status,
  /** Works begun, the present one included; counted before the work, over all its runs. */
  attempt: z.number(),
  /** The attempt after which it is given up: raised when a person runs it again. Absent: those of one run. */
  lastAttempt: z.number().optional(),
  /** Works that ended with the process that did them, since a person last ran it; none of them is an attempt. */
  interrupted: z.number().optional(),
  /** Since when it has this status. */
  since: z.string(),
  /** Of a lease: its end; of a job that waits for a time: not before. */
  until: z.string().optional(),
  /** Why the last try failed: a code or an error's name, never a text of its own. */
  error: z.string().optional(),
  /** Of a mail: what its server said of the last try, without addresses or links. */
  said: z.string().optional(),
  /** Of a mail that failed: a coordinator was told. */
  reported: z.boolean().optional(),
});
export type StoredJob = Job & z.infer<typeof progress>;

/** What a task names besides its type is for its step to look for: it may be gone. */
const job = progress.extend({ id: z.string(), type: text<JobType>() }) as unknown as z.ZodType<StoredJob>;

export const jobRow = defineRow({
  at: "JOBS / <id>",
  what: "a job that is not finished",
  by: functionNames,
  leaves: false,
  shape: job,
});

/** Why a try failed; `refused`: another would fail as well. */
export type Failure = { error: string; said?: string; refused?: boolean };

/** Seconds to wait after each failure of a run but its last. */
const usual = [0, 60, 600];
const minute = 60;
const hour = 3600;
/** A mail's: three days in all (RFC 5321, 4.5.4.1, asks for four or five of who has a queue and nothing else). */
const patient = [
  ...[0, 1, 9, 20, 30].map((minutes) => minutes * minute),
  ...[1, 2, 4, 8, 8, 12, 12, 12, 12].map((hours) => hours * hour),
];

function pausesOf(type: JobType): readonly number[] {
  return isPatient(type) ? patient : usual;
}

/** Attempts of one run. */
export function attemptsOf(type: JobType): number {
  return pausesOf(type).length + 1;
}

/** Seconds after which a due job that no worker took is taken for lost. */
const lostAfter = 120;

/**
 * How often a process may end at the same work before the job waits, and before it is given up; seconds that it waits.
 */
const interruptions = { atOnce: 5, inAll: 10, pause: 60 };
/** Why a job was given up, or a file refused, that no fault was found with: what worked at it ended, time and again. */
export const interrupted = "interrupted";

type Context = Pick<Ports, "store" | "clock">;

/** Reads a job; undefined once it is finished and gone. */
export async function getJob(store: Store, id: string): Promise<StoredJob | undefined> {
  return jobRow.get(store, { id });
}

/** All jobs that are not finished, the failed ones included, by id. */
export async function listJobs(store: Store): Promise<StoredJob[]> {
  return Array.fromAsync(jobRow.all(store, {}));
}

/** What waited with an act of a deliverable that was taken back, the event `of`, is not to be done any more: its jobs go. */
export async function dropProvisional({ store }: Pick<Ports, "store">, deliverable: string, of: number): Promise<void> {
  const jobs = await listJobs(store);
  const waiting = jobs.filter(
    (job) => job.provisional?.of === of && "deliverable" in job && job.deliverable === deliverable,
  );
  if (waiting.length > 0) await store.commit(waiting.map(({ id }) => jobRow.remove({ id })));
}

/** What stores jobs that events leave owing: one that reads a file waits for its object, one that tells of what may be taken back for the end of that. */
export function jobWrites(jobs: readonly Job[], now: number): Write[] {
  return jobs.map((job) => putOf(newJob(job, now)));
}

function newJob(job: Job, now: number): StoredJob {
  const until =
    job.provisional && Date.parse(job.provisional.until) > now ? { until: job.provisional.until } : undefined;
  const status = awaitsUpload(job) || until ? "waiting" : "due";
  return { ...job, status, attempt: 0, since: instant(now), ...until };
}

/** What stores a job that another store had: whoever worked at it there is gone. */
export function movedJob(job: StoredJob): Write {
  const { until, ...rest } = job;
  if (job.status === "leased") return putOf({ ...rest, status: "due" } as StoredJob);
  return putOf(job);
}

/**
 * Owes a job that no event does, such as the mail of a link asked again, `after` seconds; already owed: nothing more.
 */
export async function oweJob(ports: Context, job: Job, after = 0): Promise<void> {
  await unlessConflict(ports.store.commit([{ ...owedLater(job, ports.clock(), after), expect: 0 }]));
}

/** Owes a job anew, over the one that its id names already: one row, however often. */
export async function oweAnew(ports: Context, job: Job, after = 0): Promise<void> {
  await ports.store.commit([owedLater(job, ports.clock(), after)]);
}

function owedLater(job: Job, now: number, after: number): { put: Omit<Row, "version"> } {
  const later = {
    ...job,
    status: "waiting",
    attempt: 0,
    since: instant(now),
    until: instant(now + after * 1000),
  } as const;
  return putOf(after > 0 ? later : newJob(job, now));
}

/**
 * Takes a due job, or one whose lease ran out, for `seconds`: its attempt is counted before the work. Undefined when it
 * is finished, failed, waits, is of a type that this release does not know, or another worker has it, and when its attempts all ended without a word: then it failed, as
 * `interrupted`.
 */
export async function leaseJob(ports: Context, id: string, seconds: number): Promise<StoredJob | undefined> {
  const found = await jobRow.find(ports.store, { id });
  if (!found) return undefined;
  const job = found.data;
  const now = ports.clock();
  if (!isKnown(job.type)) return undefined;
  if (job.status !== "due" && !(job.status === "leased" && ended(job, now))) return undefined;
  if (job.attempt >= lastAttemptOf(job))
    return void (await change(ports, id, () => ({ status: "failed", error: interrupted })));
  const leased = {
    ...job,
    status: "leased" as const,
    attempt: job.attempt + 1,
    since: instant(now),
    until: instant(now + seconds * 1000),
  };
  return (await unlessConflict(ports.store.commit([putOf(leased, found.version)]))) ? leased : undefined;
}

/** The work is done: the job's row goes. Finishing twice is finishing once. */
export async function finishJob(ports: Pick<Ports, "store">, id: string): Promise<void> {
  await ports.store.commit([jobRow.remove({ id })]);
}

/**
 * The work failed: due again at once, later, or no more. Nothing when the job is finished or its lease was taken by
 * another.
 */
export async function failJob(
  ports: Context,
  id: string,
  { error, said, refused = false }: Failure,
): Promise<JobStatus | undefined> {
  return change(ports, id, (job, now) => {
    if (job.status !== "leased") return undefined;
    const why = { error, said };
    const left = lastAttemptOf(job) - job.attempt;
    if (refused || left <= 0) return { status: "failed", ...why };
    const pause = pausesOf(job.type).at(-left)!;
    return pause === 0 ? { status: "due", ...why } : { status: "waiting", ...why, until: instant(now + pause * 1000) };
  });
}

/** Makes a waiting job due (its object came), and hands a due one to the workers once more. */
export async function wakeJob(ports: Context, id: string): Promise<void> {
  await change(ports, id, (job, now) => {
    const stuck = job.status === "leased" && ended(job, now);
    return job.status === "waiting" || job.status === "due" || stuck ? { status: "due" } : undefined;
  });
}

/**
 * A person asks for a failed job to be tried again: as many attempts more as a new one has, counted on from the last.
 */
export async function rerunJob(ports: Context, id: string): Promise<void> {
  await change(ports, id, (job) =>
    job.status === "failed"
      ? { status: "due", lastAttempt: job.attempt + attemptsOf(job.type), reported: false, interrupted: 0 }
      : undefined,
  );
}

/** Keeps that a coordinator was told of a mail that failed. */
export async function reportJob(ports: Context, id: string): Promise<void> {
  await change(ports, id, ({ status, since }) => (status === "failed" ? { reported: true, since } : undefined));
}

/**
 * Puts a leased job back to wait, its attempt not counted: its object has not come after all, or `until` it may go on.
 */
export async function parkJob(ports: Context, id: string, until?: Instant): Promise<void> {
  await change(ports, id, (job) =>
    job.status === "leased" ? { status: "waiting", attempt: uncounted(job), ...(until && { until }) } : undefined,
  );
}

/** Hands a leased job to the next worker, its attempt not counted: the one that had it is to end. */
export async function returnJob(ports: Context, id: string): Promise<void> {
  await change(ports, id, (job) => (job.status === "leased" ? { status: "due", attempt: uncounted(job) } : undefined));
}

/**
 * Hands out again all that the last process had in hand when it ended: for the one that holds the store alone now. Those
 * works were no attempts, whatever their leases say; one at which process after process ended waits between them, and is
 * given up in the end, as `interrupted`.
 */
export async function releaseJobs(ports: Context): Promise<void> {
  for (const { id, status } of await listJobs(ports.store))
    if (status === "leased") await change(ports, id, afterInterruption);
}

function afterInterruption(job: StoredJob, now: number): Change {
  const times = (job.interrupted ?? 0) + 1;
  const counts = { attempt: uncounted(job), interrupted: times };
  if (times >= interruptions.inAll) return { status: "failed", error: interrupted, ...counts };
  if (times <= interruptions.atOnce) return { status: "due", ...counts };
  return { status: "waiting", until: instant(now + interruptions.pause * 1000), ...counts };
}

function uncounted({ attempt }: StoredJob): number {
  return Math.max(0, attempt - 1);
}

/** Whether `tick` should wake this job: its pause is over, its lease ran out, or its record was lost. */
export function isStuck(job: StoredJob, now: number): boolean {
  if (job.status === "due") return now - Date.parse(job.since) >= lostAfter * 1000;
  return (job.status === "leased" || job.status === "waiting") && job.until !== undefined && ended(job, now);
}

type Change = Partial<
  Pick<StoredJob, "status" | "attempt" | "lastAttempt" | "until" | "error" | "since" | "reported" | "interrupted"> & {
    said: string | undefined;
  }
>;

/** Rewrites a job; `until` holds for one status only. Nothing when another changed it meanwhile: they saw to it. */
async function change(
  { store, clock }: Context,
  id: string,
  decide: (job: StoredJob, now: number) => Change | undefined,
): Promise<JobStatus | undefined> {
  const found = await jobRow.find(store, { id });
  if (!found) return undefined;
  const now = clock();
  const { until: _, ...job } = found.data;
  const changes = decide(found.data, now);
  if (!changes) return undefined;
  const changed = { ...job, since: instant(now), ...changes } as StoredJob;
  return (await unlessConflict(store.commit([putOf(changed, found.version)]))) ? changed.status : undefined;
}

function putOf(job: StoredJob, expect?: number): { put: Omit<Row, "version">; expect?: number } {
  const { id, status, type: kind } = job;
  return jobRow.put({ id }, job, { status, kind, ...(expect !== undefined && { expect }) });
}

function lastAttemptOf({ lastAttempt, type }: StoredJob): number {
  return lastAttempt ?? attemptsOf(type);
}

function ended(job: StoredJob, now: number): boolean {
  return job.until !== undefined && Date.parse(job.until) <= now;
}

function instant(milliseconds: number): Instant {
  return new Date(milliseconds).toISOString();
}
