import type { Details, RefusalCode, Refused } from "../errors.ts";
import type { Job } from "../jobs/job.ts";
import type { Key, Store, Write } from "../ports.ts";
import type { Asker, ChainEvent, Chained, NewEvent } from "./event.ts";

/** What `decide` returns: what happens (nothing, where it already did), or why it does not. */
export type DecidedOf<New extends NewEvent> = { events: New[] } | { refused: Refused };

/** It is so already: nothing happens. */
export const alreadyDone: { events: never[] } = { events: [] };

/** A refusal, with the details that its sentence names. */
export function refuse(code: RefusalCode, details: Details = {}): { refused: Refused } {
  return { refused: { code, details } };
}

/**
 * Something with a history of its own, such as a deliverable: what its commands do, what its events make, and where they
 * are kept. `decide`, `evolve` and `owed` are pure; `now` is in milliseconds.
 */
export type Aggregate<State extends Chained, Command extends { by: Asker }, Event extends ChainEvent> = {
  decide(state: State | undefined, command: Command, now: number): DecidedOf<Pick<Event, "type" | "data">>;
  evolve(state: State | undefined, event: Event): State;
  /** The jobs that events leave owing; `before`: the state they were decided on. */
  owed(state: State, events: readonly Event[], before: State | undefined): Job[];
  load(store: Store, id: string): Promise<{ state: State; version: number } | undefined>;
  /**
   * What stores events and what they made; `expect`: the version of the state's row they were decided on, 0 for none;
   * `before`: that state.
   */
  writes(state: State, events: readonly Event[], expect: number, before: State | undefined): Write[];
  /** What stores the jobs owed; `now` in milliseconds. */
  jobWrites(jobs: readonly Job[], now: number): Write[];
  eventKey(id: string, seq: number): Key;
};
