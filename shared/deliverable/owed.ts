import type { Job, JobType } from "../jobs/job.ts";
import type { Event } from "./event.ts";
import { draftsOwed } from "./owed/drafts.ts";
import { finalOwed } from "./owed/final.ts";
import type { Owed } from "./owed/owing.ts";
import { planOwed } from "./owed/plan.ts";
import { roundOwed } from "./owed/round.ts";
import type { State } from "./state.ts";
import { heldFor } from "./undoing/undoable.ts";

/** What each event leaves owing, by what it is about. */
const owing: Owed = { ...planOwed, ...draftsOwed, ...roundOwed, ...finalOwed };

/**
 * The jobs that events leave owing, `state` being the one after them and `before` the one before. A job's id comes from
 * the event (or upload, or edition) it follows, so that owing it twice is owing it once.
 */
export function owed(state: State, events: readonly Event[], before: State = state): Job[] {
  return events.flatMap((event) => {
    const jobs = owing[event.type] as ((event: Event, state: State, before: State) => Job[]) | undefined;
    return provisionally(jobs?.(event, state, before) ?? [], event, state);
  });
}

/** What tells others of what may be taken back, or takes away what would be back. */
const telling: ReadonlySet<JobType> = new Set<JobType>(["mail", "mails", "follow", "unpublish"]);

/**
 * Jobs of an event that may be taken back, of what the line made of one, and of a chase for what comes of a closing: those that others
 * would notice wait.
 */
function provisionally(jobs: Job[], { seq, type }: Event, { undoable = [] }: State): Job[] {
  const ofClosing = type === "outputsReady" || type === "chased";
  const act = undoable.find(({ of, what }) => of === seq || (ofClosing && what === "roundClosed"));
  const until = act && heldFor(act);
  if (until === undefined) return jobs;
  return jobs.map((job) => (telling.has(job.type) ? { ...job, provisional: { of: act!.of, until } } : job));
}
