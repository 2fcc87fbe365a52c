import { parseArgs } from "node:util";
import { Refusal } from "../../shared/errors.ts";
import { listJobs, rerunJob, type StoredJob } from "../../shared/line/rows/job.ts";
import { withNetwork } from "./network.ts";

export const usage =
  "  status [--rerun JOB]                            jobs that are not finished; run a failed one again";

/** Prints the jobs that are not finished; with `--rerun`, makes a failed one due again. */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { rerun: { type: "string" } } });
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
  console.log(
    `jobs: ${count("due")} due, ${count("leased")} at work, ${count("waiting")} waiting, ${count("failed")} failed`,
  );
  for (const { id, type, status, attempt, since, error } of jobs) {
    console.log(`  ${status}\t${type}\t${id}\tattempt ${attempt}, since ${since}${error ? `, ${error}` : ""}`);
  }
  if (count("failed") > 0) console.log("Run a failed one again: npx livrable status --rerun JOB");
}
