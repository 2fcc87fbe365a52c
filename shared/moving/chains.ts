import { brokenAt } from "../chain/append.ts";
import { hashOf } from "../chain/hash.ts";
import type { Event } from "../deliverable/event.ts";
import type { State } from "../deliverable/state.ts";
import type { Row } from "../ports.ts";

/** Whether a row is the state of a deliverable. */
export function isState({ pk, sk }: Row): boolean {
  return pk.startsWith("DELIVERABLE#") && sk === "state";
}

/** Whether these are all the events of a state, none altered. */
export function isWhole(events: readonly Event[], { seq, head }: State): boolean {
  const last = events.at(-1);
  return last !== undefined && brokenAt(events) === undefined && last.seq === seq && hashOf(last) === head;
}
