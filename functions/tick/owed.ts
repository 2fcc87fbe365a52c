import { datedDuties, digestOf } from "../../shared/asking/digest.ts";
import { mentionsTo } from "../../shared/stored/digest.ts";
import { oweJob } from "../../shared/stored/job.ts";
import { openSummaries } from "../../shared/stored/lists.ts";
import { isDone, takeOnce } from "../../shared/stored/once.ts";
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
  const summaries = await openSummaries(ports.store);
  const owed = await datedDuties(ports.assets, summaries, { today: date, timeZone, holidays }, faults);
  for (const [person, things] of owed) {
    const [first] = digestOf(things, await mentionsTo(ports.store, person), date);
    if (!first) continue;
    const about = { type: "mail", to: person, deliverable: first.id, letter: "reminder" } as const;
    await oweJob(ports, { id: `mail/reminder/${date}/${person}`, ...about });
  }
  await takeOnce(ports, "reminders", date, "tick");
  if (faults.length > 0) throw faults[0];
}
