import type { Job } from "../jobs/job.ts";
import type { Event } from "./event.ts";
import type { Meeting } from "./state.ts";

/** The jobs that events leave owing, `before` being the state they were decided on. */
export function owed(_state: Meeting, _events: readonly Event[], _before: Meeting | undefined): Job[] {
  return [];
}
