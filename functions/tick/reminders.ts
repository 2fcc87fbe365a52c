import { datedDuties, digestOf, lastPressing, owedByOne } from "../../shared/asking/digest.ts";
import { isWork } from "../../shared/deliverable/duties.ts";
import { type Acting, actingAs } from "../../shared/deliverable/holder.ts";
import type { Summary } from "../../shared/deliverable/summary.ts";
import type { Store } from "../../shared/ports.ts";
import { mentionsTo } from "../../shared/stored/digest.ts";
import { workUntil } from "../../shared/stored/due.ts";
import { presentPeople } from "../../shared/stored/holders.ts";
import { oweJob } from "../../shared/stored/job.ts";
import { openHeldByEach } from "../../shared/stored/lists.ts";
import { isDone, takeOnce } from "../../shared/stored/once.ts";
import type { LocalDate } from "../../shared/values.ts";
import type { TickPorts } from "./ask.ts";
import type { Today } from "./today.ts";

/**
 * Owes each person the day's reminder of what they owe, where something of it presses: looked at once a working day, once
 * the rounds have their reminders. A kind that cannot be read is thrown at the end.
 */
export async function oweReminders(ports: TickPorts, today: Today): Promise<void> {
  const { date, timeZone, holidays } = today;
  if (!today.open || (await isDone(ports, "reminders", date))) return;
  const faults: unknown[] = [];
  const { people, summaries } = await pressedBy(ports.store, await lastPressing(ports.assets, date));
  const owed = await datedDuties(ports.assets, summaries, { today: date, timeZone, holidays }, faults);
  for (const who of people) {
    const [person] = who;
    const [first] = digestOf(owedByOne(who, owed, summaries), await mentionsTo(ports.store, person), date);
    if (!first) continue;
    const about = { type: "mail", to: person, deliverable: first.id, letter: "reminder" } as const;
    await oweJob(ports, { id: `mail/reminder/${date}/${person}`, ...about });
  }
  await takeOnce(ports, "reminders", date, "tick");
  if (faults.length > 0) throw faults[0];
}

type Pressed = { people: Extract<Acting, readonly unknown[]>[]; summaries: Summary[] };

/** Who owes something by a day up to `last`, and all that they hold: what a letter lists depends on everything they owe. */
async function pressedBy(store: Store, last: LocalDate): Promise<Pressed> {
  const due = await workUntil(store, last);
  const duties = due.flatMap(({ duties }) => duties);
  const holders = [...new Set(duties.flatMap(({ person, what }) => (isWork(what) ? [person] : [])))];
  const people = (await presentPeople(store, holders)).map(actingAs);
  const held = [...(await openHeldByEach(store, people)).values()].flat();
  return { people, summaries: [...new Map([...due, ...held].map((summary) => [summary.id, summary])).values()] };
}
