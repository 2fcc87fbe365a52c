import type { Summary } from "../../shared/deliverable/summary.ts";
import { oweJob } from "../../shared/stored/job.ts";
import { isDone, takeOnce } from "../../shared/stored/once.ts";
import type { TickPorts } from "./ask.ts";
import type { Today } from "./today.ts";

/** Asks once, the working day after a seminar, whether it was held, where nobody said so. */
export async function oweSeminars(ports: TickPorts, today: Today, summaries: readonly Summary[]): Promise<void> {
  if (!today.open) return;
  for (const { id, coordinator: to, seminars = [] } of summaries)
    for (const { round, date } of seminars) {
      const what = `seminar/${id}/${round}`;
      if (date >= today.date || (await isDone(ports, what, date))) continue;
      const about = { type: "mail", to, deliverable: id, round, letter: "seminarToRecord", cause: "line" } as const;
      await oweJob(ports, { id: `mail/${id}/${round}/seminarToRecord/${date}`, ...about });
      await takeOnce(ports, what, date, "tick");
    }
}
