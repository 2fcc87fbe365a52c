import { organisationIn } from "../deliverable/holder.ts";
import type { Store } from "../ports.ts";
import { mentionsTo } from "../stored/digest.ts";
import { presentPeople } from "../stored/holders.ts";
import { listJobs } from "../stored/job.ts";
import { localDate } from "../time/calendar.ts";
import type { Holder, PersonId } from "../values.ts";
import type { Now } from "./week.ts";

/** How a letter of today told somebody of what they owe of a deliverable. */
export type Written = "chased" | "reminded";

/**
 * Who was written to today, and how, of what they owe of a deliverable: chased, also where the letter is still on its way, or
 * reminded by the clock. An organisation was once all of its people were.
 */
export async function writtenToday(
  store: Store,
  holders: readonly Holder[],
  { today, timeZone }: Now,
): Promise<(holder: Holder, deliverable: string) => Written | undefined> {
  const written = new Map<string, Written>();
  const behind = new Map<Holder, PersonId[]>();
  for (const holder of holders)
    behind.set(holder, organisationIn(holder) ? (await presentPeople(store, [holder])).map(({ id }) => id) : [holder]);
  for (const person of new Set([...behind.values()].flat()))
    for (const [thing, { day, letter = "" }] of Object.entries(await mentionsTo(store, person))) {
      const how = letters[letter];
      if (how && day === today) written.set(`${person} ${thing.split("/")[0]}`, how);
    }
  for (const job of await listJobs(store))
    if (job.type === "mail" && job.letter === "chased" && localDate(job.since, timeZone) === today)
      written.set(`${job.to} ${job.deliverable}`, "chased");
  return (holder, deliverable) => {
    const each = (behind.get(holder) ?? []).map((person) => written.get(`${person} ${deliverable}`));
    return written.get(`${holder} ${deliverable}`) ?? (each.every(Boolean) ? each[0] : undefined);
  };
}

const letters: Record<string, Written> = { chased: "chased", reminder: "reminded", weekly: "reminded" };
