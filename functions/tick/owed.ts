import { digestOf, thingsOwed } from "../../shared/line/digest.ts";
import type { Summary } from "../../shared/line/rows/deliverable.ts";
import { lastDigest } from "../../shared/line/rows/digest.ts";
import { oweJob } from "../../shared/line/rows/job.ts";
import { isDone, takeOnce } from "../../shared/line/rows/once.ts";
import type { TickPorts } from "./ask.ts";
import type { Today } from "./today.ts";

/** Owes each person the day's reminder of what they owe, where something of it presses: looked at once a working day. */
export async function oweReminders(ports: TickPorts, today: Today, summaries: readonly Summary[]): Promise<void> {
  const { date, timeZone, holidays } = today;
  if (!today.open || (await isDone(ports, "reminders", date))) return;
  const owed = await thingsOwed(ports.assets, summaries, { today: date, timeZone, holidays });
  for (const [person, things] of owed) {
    const last = await lastDigest(ports.store, person, date);
    const [first] = last.today ? [] : digestOf(things, last.told, date);
    if (!first) continue;
    const about = { type: "mail", to: person, deliverable: first.id, letter: "reminder" } as const;
    await oweJob(ports, { id: `mail/reminder/${date}/${person}`, ...about });
  }
  await takeOnce(ports, "reminders", date, "tick");
}
