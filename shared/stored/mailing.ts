import type { LetterName } from "../jobs/job.ts";
import type { Ports, Store } from "../ports.ts";
import type { Instant, PersonId } from "../values.ts";
import { allOf, fromData, toData, unlessConflict } from "./row.ts";

/**
 * Access pattern: the mails that left about a deliverable, by the job that owed each: MAILS#<deliverable> / <job id>. The
 * least that shows what was sent: no address, no link, none of its words. A mail sent again keeps its first row.
 */
const mailsKey = (deliverable: string, job: string) => ({ pk: `MAILS#${deliverable}`, sk: job });

/** `at`: when the mail was first handed over. */
export type Mailing = {
  job: string;
  to: PersonId;
  letter: LetterName;
  round?: number;
  at: Instant;
  /** As in the mail's header, with its angle brackets (RFC 5322, 3.6.4). */
  messageId: string;
};

/** Keeps that a mail left now. */
export async function recordMail(
  { store, clock }: Pick<Ports, "store" | "clock">,
  deliverable: string,
  mail: Omit<Mailing, "at">,
): Promise<void> {
  const data = toData({ ...mail, at: new Date(clock()).toISOString() } satisfies Mailing);
  await unlessConflict(store.commit([{ put: { ...mailsKey(deliverable, mail.job), data }, expect: 0 }]));
}

/** Whether the mail that a job owes is known to have left. */
export async function hasLeft(store: Store, deliverable: string, job: string): Promise<boolean> {
  return (await store.get(mailsKey(deliverable, job))) !== undefined;
}

/** The mails that left about a deliverable, by their jobs. */
export async function listMails(store: Store, deliverable: string): Promise<Mailing[]> {
  return Array.fromAsync(allOf(store, `MAILS#${deliverable}`), (row) => fromData<Mailing>(row));
}
