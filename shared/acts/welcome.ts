import { organisationHolder } from "../deliverable/holder.ts";
import type { Ports } from "../ports.ts";
import { listJobs, wakeJob } from "../stored/job.ts";
import type { OrganisationId } from "../values.ts";

/** Sends what waits for somebody of these organisations, which have some now; "" is none. */
export async function sendWaiting(
  ports: Pick<Ports, "store" | "clock">,
  organisations: readonly OrganisationId[],
): Promise<void> {
  const holders = new Set<string>(organisations.filter(Boolean).map(organisationHolder));
  if (holders.size === 0) return;
  for (const job of await listJobs(ports.store))
    if (job.type === "mail" && job.status === "waiting" && holders.has(job.to)) await wakeJob(ports, job.id);
}
