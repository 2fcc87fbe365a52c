import type { StoredJob } from "../stored/job.ts";

/** A mail that has not left yet. */
export type PendingMail = Extract<StoredJob, { type: "mail" }>;

/** Mails that are owed and have not left: those given up first, then the others, the oldest first in each. */
export function pendingMails(jobs: readonly StoredJob[]): PendingMail[] {
  const pending = jobs.filter((job) => job.type === "mail");
  const order = (job: PendingMail) => [job.status === "failed" ? 0 : 1, Date.parse(job.since)] as const;
  return pending.sort((a, b) => order(a)[0] - order(b)[0] || order(a)[1] - order(b)[1]);
}

/** Pending mails whose last try failed, whether they are tried again or given up. */
export function undeliveredMails(jobs: readonly StoredJob[]): PendingMail[] {
  return pendingMails(jobs).filter(({ status, error }) => status === "failed" || error !== undefined);
}
