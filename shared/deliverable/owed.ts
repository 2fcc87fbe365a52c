import type { Job } from "../jobs/job.ts";
import type { Event } from "./event.ts";
import { draftsOwed } from "./owed/drafts.ts";
import { finalOwed } from "./owed/final.ts";
import type { Owed } from "./owed/owing.ts";
import { planOwed } from "./owed/plan.ts";
import { roundOwed } from "./owed/round.ts";
import type { State } from "./state.ts";

/** What each event leaves owing, by what it is about. */
const owing: Owed = { ...planOwed, ...draftsOwed, ...roundOwed, ...finalOwed };

/**
 * The jobs that events leave owing, `state` being the one after them and `before` the one before. A job's id comes from
 * the event (or upload, or edition) it follows, so that owing it twice is owing it once.
 */
export function owed(state: State, events: readonly Event[], before: State = state): Job[] {
  return events.flatMap((event) => {
    const jobs = owing[event.type] as ((event: Event, state: State, before: State) => Job[]) | undefined;
    return jobs?.(event, state, before) ?? [];
  });
}
