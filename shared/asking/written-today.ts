import type { Store } from "../ports.ts";
import { mentionsTo } from "../stored/digest.ts";
import { listJobs } from "../stored/job.ts";
import { localDate } from "../time/calendar.ts";
import type { PersonId } from "../values.ts";
import type { Now } from "./week.ts";

/** How a letter of today told somebody of what they owe of a deliverable. */
export type Written = "chased" | "reminded";

/**
 * Who was written to today, and how, of what they owe of a deliverable: chased, also where the letter is still on its way, or
 * reminded by the clock.
 */
export async function writtenToday(
  store: Store,
  people: readonly PersonId[],
  { today, timeZone }: Now,
): Promise<(person: PersonId, deliverable: string) => Written | undefined> {
  const written = new Map<string, Written>();
  for (const person of people)
    for (const [thing, { day, letter = "" }] of Object.entries(await mentionsTo(store, person))) {
      const how = letters[letter];
      if (how && day === today) written.set(`${person} ${thing.split("/")[0]}`, how);
    }
  for (const job of await listJobs(store))
    if (job.type === "mail" && job.letter === "chased" && localDate(job.since, timeZone) === today)
      written.set(`${job.to} ${job.deliverable}`, "chased");
  return (person, deliverable) => written.get(`${person} ${deliverable}`);
}

const letters: Record<string, Written> = { chased: "chased", reminder: "reminded", weekly: "reminded" };
