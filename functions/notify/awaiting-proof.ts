import { lettersWithPageCount, proofCopyJobId } from "../../shared/deliverable/jobs.ts";
import type { JobOf } from "../../shared/jobs/steps.ts";
import { loadState } from "../../shared/stored/deliverable.ts";
import { getJob } from "../../shared/stored/job.ts";
import { proofPages } from "../../shared/stored/outputs.ts";
import type { NotifyPorts } from "./occasion.ts";

/** Milliseconds after its round opened until which a letter waits at most, and after which it looks again where nothing woke it. */
const [longest, pause] = [10 * 60_000, 60_000];

/**
 * Until when a letter that tells how many pages a version has waits for that to be set; undefined: it leaves, since it is set, will not
 * be, or takes too long.
 */
export async function untilSet(
  { store, files, clock }: NotifyPorts,
  { letter, deliverable, round: number }: JobOf<"mail">,
): Promise<{ until: string } | undefined> {
  if (!lettersWithPageCount.has(letter) || deliverable === undefined || number === undefined) return undefined;
  const setting = await getJob(store, proofCopyJobId(deliverable, number));
  if (!setting || setting.status === "failed") return undefined;
  const rounds = (await loadState(store, deliverable))?.state.rounds;
  const round = rounds?.find((each) => each.number === number);
  if (!round || (await proofPages(files, round.version)) !== undefined) return undefined;
  const left = Date.parse(round.opened) + longest - clock();
  return left > 0 ? { until: new Date(clock() + Math.min(left, pause)).toISOString() } : undefined;
}
