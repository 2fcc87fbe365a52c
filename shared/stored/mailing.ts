import * as z from "zod";
import type { LetterName } from "../jobs/job.ts";
import type { Ports, Store } from "../ports.ts";
import { defineRow, text } from "./define.ts";
import { unlessConflict } from "./row.ts";

/** `at`: when the mail was first handed over. */
const mailing = z.object({
  job: z.string(),
  to: z.string(),
  letter: text<LetterName>(),
  round: z.number().optional(),
  at: z.string(),
  /** As in the mail's header, with its angle brackets (RFC 5322, 3.6.4). */
  messageId: z.string(),
});
export type Mailing = z.infer<typeof mailing>;

/** The least that shows what was sent: no address, no link, none of its words. A mail sent again keeps its first row. */
export const mailingRow = defineRow({
  at: "MAILS#<deliverable> / <job>",
  what: "a mail that left about a deliverable, by the job that owed it",
  by: ["web", "render", "notify"],
  leaves: true,
  shape: mailing,
});

/** Keeps that a mail left now. */
export async function recordMail(
  { store, clock }: Pick<Ports, "store" | "clock">,
  deliverable: string,
  mail: Omit<Mailing, "at">,
): Promise<void> {
  const left = { ...mail, at: new Date(clock()).toISOString() };
  await unlessConflict(store.commit([mailingRow.put({ deliverable, job: mail.job }, left, { expect: 0 })]));
}

/** Whether the mail that a job owes is known to have left. */
export async function hasLeft(store: Store, deliverable: string, job: string): Promise<boolean> {
  return (await store.get(mailingRow.key({ deliverable, job }))) !== undefined;
}

/** The mails that left about a deliverable, by their jobs. */
export async function listMails(store: Store, deliverable: string): Promise<Mailing[]> {
  return Array.fromAsync(mailingRow.all(store, { deliverable }));
}
