import { isToRemind, lastReminded } from "../../shared/asking/resolutions.ts";
import { issue } from "../../shared/chain/issue.ts";
import { actingAs } from "../../shared/deliverable/holder.ts";
import { presentPeople } from "../../shared/stored/holders.ts";
import { oweJob } from "../../shared/stored/job.ts";
import { meetings, meetingsBefore, resolutionsUntil } from "../../shared/stored/meeting.ts";
import { isDone, takeOnce } from "../../shared/stored/once.ts";
import type { TickPorts } from "./ask.ts";
import type { Today } from "./today.ts";

/** Asks its organiser once, the working day after a meeting, what came of it, where nobody said so. */
export async function oweMeetings(ports: TickPorts, today: Today): Promise<void> {
  if (!today.open) return;
  for (const { meeting, organiser: to, date } of await meetingsBefore(ports.store, today.date)) {
    const what = `meeting/${meeting}`;
    if (await isDone(ports, what, date)) continue;
    const about = { type: "mail", to, meeting, letter: "meetingToRecord", cause: "line" } as const;
    await oweJob(ports, { id: `mail/${meeting}/meetingToRecord/${date}`, ...about });
    await takeOnce(ports, what, date, "tick");
  }
}

/**
 * Reminds those who are to do what meetings decided, when the reminder of any of it has come: looked at once a working day, one
 * mail a person, which lists what presses of theirs.
 */
export async function remindResolutions(ports: TickPorts, today: Today): Promise<void> {
  const { date } = today;
  if (!today.open || (await isDone(ports, "resolutions", date))) return;
  const near = await resolutionsUntil(ports.store, lastReminded(date));
  const due = near.filter((resolution) => isToRemind(resolution, today));
  for (const person of await presentPeople(ports.store, [...new Set(due.map((each) => each.person))])) {
    const first = due.find((each) => actingAs(person).includes(each.person))!;
    const about = { type: "mail", to: person.id, meeting: first.meeting, letter: "resolutionReminder" } as const;
    await oweJob(ports, { id: `mail/resolutions/${date}/${person.id}`, ...about, cause: "line" });
  }
  for (const [meeting, theirs] of Map.groupBy(due, (each) => each.meeting)) {
    const resolutions = theirs.map(({ id }) => id);
    await issue(meetings, ports, meeting, { type: "remind", by: "line", resolutions, day: date });
  }
  await takeOnce(ports, "resolutions", date, "tick");
}
