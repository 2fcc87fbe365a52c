import type { LetterName } from "../../shared/jobs/job.ts";
import type { JobOf } from "../../shared/jobs/steps.ts";
import { loadState } from "../../shared/stored/deliverable.ts";
import { listJobs, type StoredJob } from "../../shared/stored/job.ts";
import type { NotifyPorts } from "./occasion.ts";

/** Letters about a round that wait for no invitation: those that open it, what its owner is told at once, the receipt of who decided. */
const first: ReadonlySet<LetterName> = new Set(["invited", "roundOpened", "allDecided", "decisionReceived"]);

/** Milliseconds after its round opened until which a letter looks for the invitation to it, and after which it looks again. */
const [longest, pause] = [30 * 60_000, 60_000];

/**
 * Until when a letter about a round, such as a chase, waits since its reader's invitation is still to leave; undefined: it does not
 * wait. An invitation whose sending failed is not waited for.
 */
export async function untilInvited(
  { store, clock }: NotifyPorts,
  job: JobOf<"mail">,
): Promise<{ until: string } | undefined> {
  const { letter, deliverable, round: number } = job;
  if (first.has(letter) || deliverable === undefined || number === undefined) return undefined;
  const rounds = (await loadState(store, deliverable))?.state.rounds;
  const round = rounds?.find((each) => each.number === number);
  if (!round || Date.parse(round.opened) + longest <= clock()) return undefined;
  const announced = (await listJobs(store)).some((each) => announces(each, job));
  return announced ? { until: new Date(clock() + pause).toISOString() } : undefined;
}

/** Whether a job owes the invitation to the reader of a letter about its round. */
function announces(job: StoredJob, { to, deliverable, round }: JobOf<"mail">): boolean {
  if (job.type !== "mail" || job.letter !== "invited") return false;
  if (job.status === "failed" || job.error !== undefined) return false;
  return job.to === to && job.deliverable === deliverable && job.round === round;
}
