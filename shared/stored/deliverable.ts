import type { Aggregate } from "../chain/aggregate.ts";
import type { Command } from "../deliverable/command.ts";
import { decide } from "../deliverable/decide.ts";
import type { Event } from "../deliverable/event.ts";
import { evolve } from "../deliverable/evolve.ts";
import { owed } from "../deliverable/owed.ts";
import { type State, stateSchema } from "../deliverable/state.ts";
import { functionNames } from "../functions.ts";
import type { Key, Row, Store } from "../ports.ts";
import { chainOf } from "./chain.ts";
import { jobWrites } from "./job.ts";
import { listWrites } from "./listing.ts";
import { unlessConflict } from "./row.ts";

/** States and events of deliverables. */
export const deliverableChain = chainOf<State, Event>({
  head: "DELIVERABLE",
  by: functionNames,
  schema: stateSchema,
  evolve,
  lists: listWrites,
});

/** Where the state of a deliverable is. */
export const stateKey = (id: string): Key => deliverableChain.stateKey(id);
/** The key of an event; nine digits keep events in order. */
export const eventKey = (id: string, seq: number): Key => deliverableChain.eventKey(id, seq);

/**
 * The state and its row's version (to expect at the next commit); undefined: no such deliverable. One that was stored in
 * another shape is what its events make today.
 */
export const loadState = deliverableChain.load;

/** Takes away a row that leads to a deliverable for nothing, unless either changed since; `version`: of the state read, 0 for none. */
export async function dropPointer(store: Store, row: Row, id: string, version = 0): Promise<void> {
  const { pk, sk, version: expect } = row;
  await unlessConflict(
    store.commit([
      { check: stateKey(id), expect: version },
      { delete: { pk, sk }, expect },
    ]),
  );
}

/** The events of a deliverable, oldest first. */
export const loadEvents = deliverableChain.events;

/** The state that the stored events make; undefined where there is none. */
export const rebuild = deliverableChain.rebuild;

/** The events that made a state. */
export async function eventsOf(store: Store, { id, seq }: Pick<State, "id" | "seq">): Promise<Event[]> {
  return (await Array.fromAsync(loadEvents(store, id))).slice(0, seq);
}

/** What stores events and what they made, as `Aggregate` says. */
export const deliverableWrites = deliverableChain.writes;

/** Deliverables, for `issue`: what their commands do, and where they are kept. Named one by one, so that bundles leave out what they do not use. */
export const deliverables: Aggregate<State, Command, Event> = {
  decide,
  evolve,
  owed,
  eventKey,
  load: loadState,
  writes: deliverableWrites,
  jobWrites,
};
