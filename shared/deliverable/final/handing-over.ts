import type { State } from "../state.ts";
import { broughtBack } from "../undoing/back.ts";
import { isInTime } from "../undoing/undoable.ts";
import { delivered } from "./editions.ts";

/**
 * A deliverable as whoever is given its final has it: a closing that can still be taken back has not come to them yet, just as its mails
 * wait; that a final which they have was withdrawn since has. `now` in milliseconds.
 */
export function asHandedOver(state: State, now: number): State {
  const { undoable = [] } = state;
  const closing = undoable.findIndex((act) => act.what === "roundClosed" && isInTime(act, now));
  if (closing === -1) return state;
  const before = undoable.slice(closing).reduceRight((later, { back }) => broughtBack(later, back) as State, state);
  return sinceWithdrawn({ ...before, undoable: undoable.slice(0, closing) }, state);
}

/** What somebody was given, without the files of a final that was withdrawn since: it says that they went. */
export function sinceWithdrawn(given: State, { stage, withdrawn, withdrawnOn }: State): State {
  if (stage !== "withdrawn" || !delivered(given)) return given;
  return { ...given, stage, ...(withdrawn && { withdrawn }), ...(withdrawnOn && { withdrawnOn }) };
}
