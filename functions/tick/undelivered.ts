import { type PendingMail, undeliveredMails } from "../../shared/asking/undelivered.ts";
import { loadState } from "../../shared/stored/deliverable.ts";
import { oweJob, reportJob, type StoredJob } from "../../shared/stored/job.ts";
import { takeOnce } from "../../shared/stored/once.ts";
import { listPeople, type Person } from "../../shared/stored/person.ts";
import type { TickPorts } from "./ask.ts";
import type { Today } from "./today.ts";

/**
 * Owes a coordinator the letter that a mail did not reach someone: once a day for each person. That letter itself, where
 * it does not arrive, is only to be seen on the pages.
 */
export async function oweUndelivered(ports: TickPorts, { date }: Today, jobs: readonly StoredJob[]): Promise<void> {
  const news = undeliveredMails(jobs).filter(
    ({ status, reported, letter }) => status === "failed" && !reported && letter !== "undelivered",
  );
  const coordinators = news.length > 0 ? await presentCoordinators(ports) : [];
  for (const job of news) {
    const own = job.deliverable && (await loadState(ports.store, job.deliverable))?.state.coordinator;
    const others = coordinators.filter(({ id }) => id !== job.to);
    const recipient = others.find(({ id }) => id === own) ?? others[0];
    const failure = `${job.id} ${job.attempt}`;
    if (recipient && (await takeOnce(ports, `undelivered/${job.to}`, date, failure)))
      await owe(ports, recipient, job, date);
    await reportJob(ports, job.id);
  }
}

async function presentCoordinators({ store }: TickPorts): Promise<Person[]> {
  return (await listPeople(store)).filter(({ coordinator, removed }) => coordinator && !removed);
}

async function owe(ports: TickPorts, { id: to }: Person, failed: PendingMail, date: string): Promise<void> {
  const { id: about, deliverable } = failed;
  const job = {
    id: `mail/undelivered/${failed.to}/${date}`,
    type: "mail",
    letter: "undelivered",
    cause: "line",
  } as const;
  await oweJob(ports, { ...job, to, about, ...(deliverable !== undefined && { deliverable }) });
}
