import { organisationIn } from "../deliverable/holder.ts";
import type { Store } from "../ports.ts";
import { mentionsTo } from "../stored/digest.ts";
import { presentPeople } from "../stored/holders.ts";
import { listJobs } from "../stored/job.ts";
import { localDate } from "../time/calendar.ts";
import type { Holder, LocalDate, PersonId } from "../values.ts";
import type { Now } from "./week.ts";

/** How a letter told somebody of what they owe of a deliverable. */
export type Written = "chased" | "reminded";
/** Such a letter, and its day. */
export type LastWritten = { how: Written; day: LocalDate };

/**
 * How, and when, somebody was last written to of what they owe of a deliverable: chased, also where the letter is still on its way, or
 * reminded by the clock. An organisation was once all of its people were.
 */
export async function lastWritten(
  store: Store,
  holders: readonly Holder[],
  { timeZone }: Pick<Now, "timeZone">,
): Promise<(holder: Holder, deliverable: string) => LastWritten | undefined> {
  const written = new Map<string, LastWritten>();
  const note = (person: PersonId, deliverable: string, letter: LastWritten): void => {
    const known = written.get(`${person} ${deliverable}`);
    if (!known || isAfter(letter, known)) written.set(`${person} ${deliverable}`, letter);
  };
  const behind = await peopleBehind(store, holders);
  for (const person of new Set([...behind.values()].flat()))
    for (const [thing, { day, letter = "" }] of Object.entries(await mentionsTo(store, person))) {
      const how = letters[letter];
      if (how) note(person, thing.split("/")[0]!, { how, day });
    }
  for (const job of await listJobs(store))
    if (job.type === "mail" && job.letter === "chased" && job.deliverable !== undefined)
      note(job.to, job.deliverable, { how: "chased", day: localDate(job.since, timeZone) });
  return (holder, deliverable) => {
    const each = (behind.get(holder) ?? []).map((person) => written.get(`${person} ${deliverable}`));
    const known = each.flatMap((letter) => letter ?? []);
    const first = known.length === each.length ? known.toSorted((a, b) => (a.day < b.day ? -1 : 1))[0] : undefined;
    return written.get(`${holder} ${deliverable}`) ?? first;
  };
}

/** Of one day, a chase is what is told. */
function isAfter(letter: LastWritten, known: LastWritten): boolean {
  return letter.day === known.day ? letter.how === "chased" : letter.day > known.day;
}

/** The people of each holder. */
async function peopleBehind(store: Store, holders: readonly Holder[]): Promise<Map<Holder, PersonId[]>> {
  const behind = new Map<Holder, PersonId[]>();
  for (const holder of holders)
    behind.set(holder, organisationIn(holder) ? (await presentPeople(store, [holder])).map(({ id }) => id) : [holder]);
  return behind;
}

const letters: Record<string, Written> = { chased: "chased", reminder: "reminded", weekly: "reminded" };

/** Who was written to today, and how, of what they owe of a deliverable. */
export async function writtenToday(
  store: Store,
  holders: readonly Holder[],
  now: Now,
): Promise<(holder: Holder, deliverable: string) => Written | undefined> {
  const last = await lastWritten(store, holders, now);
  return (holder, deliverable) => {
    const letter = last(holder, deliverable);
    return letter?.day === now.today ? letter.how : undefined;
  };
}
