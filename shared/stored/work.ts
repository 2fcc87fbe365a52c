import { MailFailure, Refusal } from "../errors.ts";
import type { Job } from "../jobs/job.ts";
import { type Done, isKnown } from "../jobs/steps.ts";
import type { Ports } from "../ports.ts";
import { loadEvents } from "./deliverable.ts";
import { type Failure, failJob, finishJob, getJob, leaseJob, parkJob, returnJob } from "./job.ts";

/** Does a job's work. To throw is to be tried again. */
export type Step = (job: Job) => Promise<Done>;

/**
 * What became of a job that was handed to a worker; `passed`: finished already, or another worker has it; `unknown`: left
 * as it is for a newer release, which owed it; `givenUp`: it is not tried again by itself.
 */
export type WorkResult =
  | { result: "passed" | "unknown" | "done" | "waiting" }
  | { result: "failed"; error: unknown; givenUp: boolean };

/**
 * Takes the job `id` for `seconds`, does its work and says so in its row. A failure is kept there, to be tried again;
 * what the store throws is thrown.
 */
export async function work(
  ports: Pick<Ports, "store" | "clock">,
  id: string,
  seconds: number,
  step: Step,
): Promise<WorkResult> {
  const job = await leaseJob(ports, id, seconds);
  if (!job) return { result: (await isLeft(ports, id)) ? "unknown" : "passed" };
  try {
    const done = (await heldBack(ports, job)) ?? (await step(job));
    if (done === "done") await finishJob(ports, id);
    else if (done === "stopped") await returnJob(ports, id);
    else await parkJob(ports, id, done === "waiting" ? undefined : done.until);
    return { result: done === "done" ? "done" : "waiting" };
  } catch (error) {
    const status = await failJob(ports, id, failureOf(error));
    return { result: "failed", error, givenUp: status === "failed" };
  }
}

/** What tells of an event that may be taken back is done later, or, where that was, not at all: it is done. */
async function heldBack({ store, clock }: Pick<Ports, "store" | "clock">, job: Job): Promise<Done | undefined> {
  const { provisional } = job;
  if (!provisional || !("deliverable" in job) || job.deliverable === undefined) return undefined;
  if (Date.parse(provisional.until) > clock()) return { until: provisional.until };
  const events = await Array.fromAsync(loadEvents(store, job.deliverable));
  return events.some(({ type, data }) => type === "undone" && data.of === provisional.of) ? "done" : undefined;
}

async function isLeft({ store }: Pick<Ports, "store">, id: string): Promise<boolean> {
  const job = await getJob(store, id);
  return job !== undefined && !isKnown(job.type);
}

/** By a code or an error's name: its message may hold what a job row must not. */
function failureOf(error: unknown): Failure {
  if (error instanceof MailFailure) {
    const { code, said } = error;
    return { error: code, said, refused: code === "mail-refused" };
  }
  if (error instanceof Refusal) return { error: error.code };
  return { error: error instanceof Error ? error.name : "Error" };
}
