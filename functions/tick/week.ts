import { isQuietOfReports, weekOfReports } from "../../shared/asking/reports.ts";
import { isQuiet, mondayOf, weekOf } from "../../shared/asking/week.ts";
import { isQuietOfMeetings, weekOfMeetings } from "../../shared/asking/week-meetings.ts";
import type { Job } from "../../shared/jobs/job.ts";
import { jobWrites } from "../../shared/stored/job.ts";
import { isDone, onceWrite } from "../../shared/stored/once.ts";
import { hasWeekly, listPeople } from "../../shared/stored/person.ts";
import { renewedSummaries } from "../../shared/stored/relisting.ts";
import { unlessConflict } from "../../shared/stored/row.ts";
import type { TickPorts } from "./ask.ts";
import type { Today } from "./today.ts";

/**
 * Owes who coordinates the week's letter: once a week, from its first working day, where there is something to say. It reads
 * all that is open, as the letter does.
 */
export async function oweWeek(ports: TickPorts, today: Today): Promise<void> {
  const week = mondayOf(today.date);
  if (!today.open || (await isDone(ports, "weekly", week))) return;
  const summaries = await renewedSummaries(ports.store);
  const seen = weekOf(summaries, { monday: week, today: today.date, timeZone: today.timeZone });
  const meetings = await weekOfMeetings(ports.store, { monday: week, today: today.date });
  const reports = await weekOfReports(ports.store, { monday: week, today: today.date });
  const quiet = isQuiet(seen) && isQuietOfMeetings(meetings) && isQuietOfReports(reports);
  const people = quiet ? [] : await listPeople(ports.store);
  const jobs = people
    .filter(hasWeekly)
    .map(({ id }): Job => ({ id: `mail/weekly/${week}/${id}`, type: "mail", to: id, letter: "weekly", week }));
  const now = ports.clock();
  await unlessConflict(ports.store.commit([onceWrite("weekly", week, today.date, now), ...jobWrites(jobs, now)]));
}
