import { seminarsBefore } from "../../shared/stored/due.ts";
import { oweJob } from "../../shared/stored/job.ts";
import { isDone, takeOnce } from "../../shared/stored/once.ts";
import type { TickPorts } from "./ask.ts";
import type { Today } from "./today.ts";

/** Asks once, the working day after a seminar, whether it was held, where nobody said so. */
export async function oweSeminars(ports: TickPorts, today: Today): Promise<void> {
  if (!today.open) return;
  for (const { id, coordinator: to, round, date } of await seminarsBefore(ports.store, today.date)) {
    const what = `seminar/${id}/${round}`;
    if (await isDone(ports, what, date)) continue;
    const about = { type: "mail", to, deliverable: id, round, letter: "seminarToRecord", cause: "line" } as const;
    await oweJob(ports, { id: `mail/${id}/${round}/seminarToRecord/${date}`, ...about });
    await takeOnce(ports, what, date, "tick");
  }
}
