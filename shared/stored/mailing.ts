import * as z from "zod";
import type { LetterName } from "../jobs/job.ts";
import type { Ports, Store } from "../ports.ts";
import type { PersonId } from "../values.ts";
import { defineRow, text } from "./define.ts";
import { unlessConflict } from "./row.ts";

/** `at`: when the mail was first handed over. */
const mailing = z.object({
  job: z.string(),
  to: z.string(),
  letter: text<LetterName>(),
  round: z.number().optional(),
  at: z.string(),
  /** As in the mail's header, with its angle brackets (RFC 5322, 3.6.4): the carrier's, where it gives its own. */
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

/** A mail that left, and what it was about. */
export type LeftMail = Omit<Mailing, "at"> & { about: string };

/** At most so many are kept in one commit. */
const atOnce = 80;

/** Keeps that one mail left now, for all the jobs that owed it: at once, so that none of them is done again alone. */
export async function recordMails(
  { store, clock }: Pick<Ports, "store" | "clock">,
  mails: readonly LeftMail[],
): Promise<void> {
  const at = new Date(clock()).toISOString();
  const known = await Promise.all(mails.map(({ about, job }) => hasLeft(store, about, job)));
  const fresh = mails.filter((_, index) => !known[index]);
  const writes = fresh.map(({ about: deliverable, ...mail }) =>
    mailingRow.put({ deliverable, job: mail.job }, { ...mail, at }, { expect: 0 }),
  );
  for (let from = 0; from < writes.length; from += atOnce)
    await unlessConflict(store.commit(writes.slice(from, from + atOnce)));
}

/** Letters that may be about more than the thing by which they are kept: nothing follows them. */
const ofSeveral: ReadonlySet<LetterName> = new Set([
  "reminder",
  "weekly",
  "resolutionReminder",
  "reportDue",
  "newDecision",
]);

/** The Message-ID of the first mail to a person about a deliverable, a meeting or an agreement, which later ones follow. */
export async function firstMailTo(store: Store, about: string, person: PersonId): Promise<string | undefined> {
  const theirs = (await listMails(store, about)).filter(({ to, letter }) => to === person && !ofSeveral.has(letter));
  const [first] = theirs.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.job < b.job ? -1 : 1));
  return first?.messageId;
}

/** Whether the mail that a job owes is known to have left. */
export async function hasLeft(store: Store, deliverable: string, job: string): Promise<boolean> {
  return (await store.get(mailingRow.key({ deliverable, job }))) !== undefined;
}

/** The mails that left about a deliverable, by their jobs. */
export async function listMails(store: Store, deliverable: string): Promise<Mailing[]> {
  return Array.fromAsync(mailingRow.all(store, { deliverable }));
}
