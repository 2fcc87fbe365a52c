import type { Job } from "../jobs/job.ts";
import type { Event } from "./event.ts";
import { documentsOf, type Meeting } from "./state.ts";

/**
 * The jobs that events leave owing, `before` being the state they were decided on: that each deliverable of the agenda knows of
 * them. A job's id comes from the last event, so that owing it twice is owing it once.
 */
export function owed(state: Meeting, events: readonly Event[], before: Meeting | undefined): Job[] {
  return [...noteJob(state, events, before)];
}

function noteJob(state: Meeting, events: readonly Event[], before: Meeting | undefined): Job[] {
  const { id: meeting, seq } = state;
  const documents = [...documentsOf(state), ...(before ? documentsOf(before) : [])];
  if (documents.length === 0 || !events.some(isTold)) return [];
  return [{ id: `note/${meeting}/${seq}`, type: "note", meeting, seq }];
}

/** Whether deliverables keep something of an event: not of what was decided. */
export function isTold({ type }: Event): boolean {
  return !type.startsWith("resolution") && type !== "minutesDrafted";
}
