import { Refusal } from "../../shared/errors.ts";
import { listJobs, rerunJob, type StoredJob } from "../../shared/stored/job.ts";
import { wrapped } from "../lines.ts";
import { misused, say } from "../say.ts";
import type { Asked } from "./grammar.ts";
import { type Opened, withNetwork } from "./network.ts";

/** Prints the jobs that are not finished; with `--rerun`, makes a failed one, or all of them, due again. */
export async function run({ values, operands: [job] }: Asked<"status">): Promise<void> {
  const asked = values.rerun ? (job === undefined) === Boolean(values.failed) : !values.failed && job === undefined;
  if (!asked) throw misused("wrong.rerun");
  await withNetwork(async ({ ports }) => {
    if (values.rerun) await rerun(ports, job);
    report(await listJobs(ports.store));
  });
}

/** All that failed, or one of them. Throws `job-unknown`. */
async function rerun(ports: Opened["ports"], job: string | undefined): Promise<void> {
  const failed = (await listJobs(ports.store)).filter(({ status }) => status === "failed");
  const wanted = failed.filter(({ id }) => job === undefined || id === job);
  if (job !== undefined && wanted.length === 0) throw new Refusal("job-unknown", { job });
  for (const { id } of wanted) await rerunJob(ports, id);
}

function report(jobs: StoredJob[]): void {
  const count = (status: StoredJob["status"]) => jobs.filter((job) => job.status === status).length;
  const counts = { due: count("due"), leased: count("leased"), waiting: count("waiting"), failed: count("failed") };
  console.log(say("status.counts", counts));
  for (const { id, type, status, attempt, since, until, error, said } of jobs) {
    const tried = say("status.attempt", { attempt, since });
    const next = status === "waiting" && until ? [say("status.until", { until })] : [];
    const facts = [tried, ...next, ...(error ? [error] : [])].join(", ");
    console.log(`  ${say(`status.${status}`)}\t${type}\t${id}`);
    for (const sentence of [facts, ...(said ? [said] : [])]) console.log(wrapped(`    ${sentence}`, 4));
  }
  if (counts.failed > 0) console.log(say("status.rerun"));
}
