import { Refusal } from "../../shared/errors.ts";
import { listJobs, rerunJob, type StoredJob } from "../../shared/line/rows/job.ts";
import { say } from "../say.ts";
import type { Asked } from "./grammar.ts";
import { withNetwork } from "./network.ts";

/** Prints the jobs that are not finished; with `--rerun`, makes a failed one due again. */
export async function run({ values }: Asked<"status">): Promise<void> {
  await withNetwork(async ({ ports }) => {
    const { rerun } = values;
    if (rerun !== undefined) {
      const job = (await listJobs(ports.store)).find(({ id }) => id === rerun);
      if (job?.status !== "failed") throw new Refusal("job-unknown", { job: rerun });
      await rerunJob(ports, rerun);
    }
    report(await listJobs(ports.store));
  });
}

function report(jobs: StoredJob[]): void {
  const count = (status: StoredJob["status"]) => jobs.filter((job) => job.status === status).length;
  const counts = { due: count("due"), leased: count("leased"), waiting: count("waiting"), failed: count("failed") };
  console.log(say("status.counts", counts));
  for (const { id, type, status, attempt, since, error } of jobs) {
    const tried = say("status.attempt", { attempt, since });
    console.log(`  ${say(`status.${status}`)}\t${type}\t${id}\t${tried}${error ? `, ${error}` : ""}`);
  }
  if (counts.failed > 0) console.log(say("status.rerun"));
}
