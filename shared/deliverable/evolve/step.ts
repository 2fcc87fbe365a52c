import type { Instant, LocalDate } from "../../values.ts";
import type { EventOf, EventType } from "../event.ts";
import type { State } from "../state.ts";

/** What an event makes of the state; the chain's `seq` and `head` are `evolve`'s. */
export type Step<T extends EventType> = (state: State, event: EventOf<T>) => State;
/** The steps of some events; `evolve.ts` has a step for each that there is. */
export type Steps<T extends EventType> = { [E in T]: Step<E> };

/** Of an event that does not say which day it was. */
export function dayOf(at: Instant): LocalDate {
  return at.slice(0, 10);
}
