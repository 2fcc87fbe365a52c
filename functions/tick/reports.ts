import { isReportToRemind, lastReported } from "../../shared/asking/reports.ts";
import { issue } from "../../shared/chain/issue.ts";
import { agreements, reportsDueUntil } from "../../shared/stored/agreement.ts";
import { oweJob } from "../../shared/stored/job.ts";
import { isDone, takeOnce } from "../../shared/stored/once.ts";
import { listPeople } from "../../shared/stored/person.ts";
import type { TickPorts } from "./ask.ts";
import type { Today } from "./today.ts";

/**
 * Reminds who coordinates of financial reports, when the reminder of any of them has come: looked at once a working day, one mail a
 * person, which lists what presses.
 */
export async function remindReports(ports: TickPorts, today: Today): Promise<void> {
  const { date } = today;
  if (!today.open || (await isDone(ports, "reports", date))) return;
  const near = await reportsDueUntil(ports.store, lastReported(date));
  const due = near.filter((report) => isReportToRemind(report, today));
  const people = due.length > 0 ? await listPeople(ports.store) : [];
  for (const { id: to } of people.filter(({ coordinator, removed }) => coordinator && !removed)) {
    const about = { type: "mail", to, letter: "reportDue", cause: "line" } as const;
    await oweJob(ports, { id: `mail/reports/${date}/${to}`, ...about, agreement: due[0]!.agreement });
  }
  for (const { agreement } of due) await issue(agreements, ports, agreement, { type: "remind", by: "line", day: date });
  await takeOnce(ports, "reports", date, "tick");
}
