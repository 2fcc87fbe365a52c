import type { Aggregate } from "../chain/aggregate.ts";
import type { Command } from "../deliverable/command.ts";
import { decide } from "../deliverable/decide.ts";
import type { Event } from "../deliverable/event.ts";
import { evolve } from "../deliverable/evolve.ts";
import { owed } from "../deliverable/owed.ts";
import { type State, stateSchema } from "../deliverable/state.ts";
import type { Store, Write } from "../ports.ts";
import { listWrites } from "./listing.ts";
import { allOf, fromData, toData } from "./row.ts";

/**
 * Access patterns: one state; its events, oldest first.
 *
 * | row     | pk                | sk                       |
 * |---------|-------------------|--------------------------|
 * | state   | DELIVERABLE#<id>  | state                    |
 * | event   | DELIVERABLE#<id>  | event#<seq, nine digits> |
 *
 * They are written in one commit with the lists (`lists.ts`); events are never written again.
 */
export const stateKey = (id: string) => ({ pk: `DELIVERABLE#${id}`, sk: "state" });
/** The key of an event; nine digits keep events in order. */
export const eventKey = (id: string, seq: number) => ({
  pk: `DELIVERABLE#${id}`,
  sk: `event#${String(seq).padStart(9, "0")}`,
});
/**
 * The state and its row's version (to expect at the next commit); undefined: no such deliverable. One that was stored in
 * another shape is what its events make today.
 */
export async function loadState(store: Store, id: string): Promise<{ state: State; version: number } | undefined> {
  const row = await store.get(stateKey(id));
  if (!row) return undefined;
  const stored = fromData<State>(row);
  if (stored.schema === stateSchema) return { state: stored, version: row.version };
  const state = await rebuild(store, id);
  return state && { state, version: row.version };
}

/** The events of a deliverable, oldest first. */
export async function* loadEvents(store: Store, id: string): AsyncGenerator<Event> {
  for await (const row of allOf(store, eventKey(id, 0).pk, "event#")) yield fromData<Event>(row);
}

/** The events that made a state. */
export async function eventsOf(store: Store, { id, seq }: Pick<State, "id" | "seq">): Promise<Event[]> {
  return (await Array.fromAsync(loadEvents(store, id))).slice(0, seq);
}

/** The state that the stored events make; undefined where there is none. */
export async function rebuild(store: Store, id: string): Promise<State | undefined> {
  let state: State | undefined;
  for await (const event of loadEvents(store, id)) state = evolve(state, event);
  return state;
}

/**
 * What stores `events` and what they made; `expect`: the version of the state's row they were decided on, 0 for none;
 * `before`: that state.
 */
export function deliverableWrites(
  state: State,
  events: readonly Event[],
  expect: number,
  before: State | undefined,
): Write[] {
  return [
    { put: { ...stateKey(state.id), data: toData(state) }, expect },
    ...events.map((event) => ({ put: { ...eventKey(state.id, event.seq), data: toData(event) }, expect: 0 })),
    ...listWrites(before, state, events.at(-1)!.at),
  ];
}

/** Deliverables, for `issue`: what their commands do, and where they are kept. */
export const deliverables: Aggregate<State, Command, Event> = {
  decide,
  evolve,
  owed,
  eventKey,
  load: loadState,
  writes: deliverableWrites,
};
