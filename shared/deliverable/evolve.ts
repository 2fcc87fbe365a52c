import { hashOf } from "../chain/hash.ts";
import type { Event, EventType } from "./event.ts";
import { draftSteps } from "./evolve/drafts.ts";
import { finalSteps } from "./evolve/final.ts";
import { meetingSteps } from "./evolve/meetings.ts";
import { originSteps } from "./evolve/origins.ts";
import { created, planSteps } from "./evolve/plan.ts";
import { roundSteps } from "./evolve/round.ts";
import type { Step, Steps } from "./evolve/step.ts";
import { undoingSteps, withUndoable } from "./evolve/undoing.ts";
import { uploadSteps } from "./evolve/uploads.ts";
import { placesAfter } from "./place.ts";
import type { State } from "./state.ts";

/** What each event makes of the state, by what it is about. */
const steps: Steps<Exclude<EventType, "created">> = {
  ...{ ...planSteps, ...uploadSteps, ...draftSteps, ...originSteps },
  ...{ ...roundSteps, ...meetingSteps, ...finalSteps, ...undoingSteps },
};

/** The state after an event. Every event that `decide` ever gave is taken: what happened happened. */
export function evolve(state: State | undefined, event: Event): State {
  const place = { seq: event.seq, head: hashOf(event) };
  if (event.type === "created") return { ...created(event), ...place };
  if (!state) throw new Error(`event ${event.seq} (${event.type}) comes before "created"`);
  const step = steps[event.type] as Step<typeof event.type>;
  const { undone: _, ...before } = state;
  const after = step(before, event as never);
  return { ...withUndoable(before, after, event), places: placesAfter(before, after, event), ...place };
}
