import type { Job } from "../jobs/job.ts";
import type { Event } from "./event.ts";
import type { Agreement } from "./state.ts";

/**
 * The jobs that events leave owing: that the people of the funder learn of a statement that was sent. A job's id comes from its event,
 * so that owing it twice is owing it once.
 */
export function owed({ id: agreement, funder }: Agreement, events: readonly Event[]): Job[] {
  return events.flatMap((event): Job[] => {
    if (event.type !== "statementSent") return [];
    const { seq, data } = event;
    const letter = "statementSent";
    const about = { agreement, seq, letter, statement: data.statement.id } as const;
    return [{ id: `mail/${agreement}/${seq}/${letter}/org:${funder}`, type: "mail", to: `org:${funder}`, ...about }];
  });
}
