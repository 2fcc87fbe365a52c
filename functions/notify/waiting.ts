import { lettersWithPageCount, proofCopyJobId } from "../../shared/deliverable/jobs.ts";
import { openRound } from "../../shared/deliverable/round/round.ts";
import type { Round, State } from "../../shared/deliverable/state.ts";
import { heldFor } from "../../shared/deliverable/undoing/undoable.ts";
import type { LetterName } from "../../shared/jobs/job.ts";
import type { JobOf } from "../../shared/jobs/steps.ts";
import { loadState } from "../../shared/stored/deliverable.ts";
import { getJob, listJobs, type StoredJob } from "../../shared/stored/job.ts";
import { proofPages } from "../../shared/stored/outputs.ts";
import type { NotifyPorts } from "./occasion.ts";

/** Milliseconds after which a letter that waits looks again, where nothing woke it. */
const pause = 60_000;
/** Milliseconds after its round opened until which a letter waits for the version to be set, or for the invitation, at most. */
const longest = { set: 10 * 60_000, invited: 30 * 60_000 };

/** Other letters about a round that wait for no invitation to it: what its owner is told at once, the receipt of who decided. */
const atOnce: ReadonlySet<LetterName> = new Set(["allDecided", "decisionReceived"]);

/**
 * Until when a letter about a round waits; undefined: it leaves. Those that open the round wait for its version to be set, and
 * while its end may be taken back, since the open round calls for them; others come after the invitation of their reader.
 */
export async function untilReady(ports: NotifyPorts, job: JobOf<"mail">): Promise<{ until: string } | undefined> {
  const { letter, deliverable, round: number } = job;
  if (deliverable === undefined || number === undefined || atOnce.has(letter)) return undefined;
  const state = (await loadState(ports.store, deliverable))?.state;
  const round = state?.rounds.find((each) => each.number === number);
  if (!state || !round) return undefined;
  const now = ports.clock();
  const since = (most: number) => Date.parse(round.opened) + most;
  const until = lettersWithPageCount.has(letter)
    ? Math.max((await isBeingSet(ports, state, round)) ? since(longest.set) : 0, endIsFinal(state, round))
    : since(longest.invited) > now && (await isToBeInvited(ports, job))
      ? now + pause
      : 0;
  return until > now ? { until: new Date(Math.min(until, now + pause)).toISOString() } : undefined;
}

/** Whether the version of a round is to be set yet: it was not, and nothing says that it cannot be. */
async function isBeingSet({ store, files }: NotifyPorts, { id }: State, { number, version }: Round): Promise<boolean> {
  const setting = await getJob(store, proofCopyJobId(id, number));
  return setting !== undefined && setting.status !== "failed" && (await proofPages(files, version)) === undefined;
}

/** When the closing or the withdrawal that ended a round can no more be taken back, milliseconds; 0 where it is open. */
function endIsFinal(state: State, { number }: Round): number {
  if (openRound(state)?.number === number) return 0;
  const ends = (state.undoable ?? []).filter(({ what }) => what === "roundClosed" || what === "withdrawn");
  return Math.max(0, ...ends.map((end) => Date.parse(heldFor(end) ?? end.at)));
}

/** Whether the reader of a letter is to be invited to its round yet; an invitation whose sending failed is not waited for. */
async function isToBeInvited({ store }: NotifyPorts, { to, deliverable, round }: JobOf<"mail">): Promise<boolean> {
  const invites = (job: StoredJob) =>
    job.type === "mail" && job.letter === "invited" && job.status !== "failed" && job.error === undefined
      ? job.to === to && job.deliverable === deliverable && job.round === round
      : false;
  return (await listJobs(store)).some(invites);
}
