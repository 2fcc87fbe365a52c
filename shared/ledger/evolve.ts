import { hashOf } from "../chain/hash.ts";
import type { ActionRef } from "../programme/state.ts";
import type { Event, EventOf, EventType } from "./event.ts";
import { type Ledger, ledgerSchema } from "./state.ts";

/** The state after an event. Every event that `decide` ever gave is taken: what happened happened. */
export function evolve(state: Ledger | undefined, event: Event): Ledger {
  const place = { seq: event.seq, head: hashOf(event) };
  if (event.type === "begun") return { schema: ledgerSchema, ...event.data, entries: [], ...place };
  if (!state) throw new Error(`event ${event.seq} (${event.type}) comes before "begun"`);
  const step = steps[event.type] as (state: Ledger, event: Event) => Ledger;
  return { ...step(state, event), ...place };
}

const steps: { [T in Exclude<EventType, "begun">]: (state: Ledger, event: EventOf<T>) => Ledger } = {
  entered: (state, { data: { entries }, by, at }) => ({
    ...state,
    entries: [...state.entries, ...entries.map((entry) => ({ ...entry, by, at }))],
  }),
  undone: (state, { data: { entry }, by, at }) => ({ ...state, entries: [...state.entries, { ...entry, by, at }] }),
  actionAttached: (state, { data: { from, action } }) => ({
    ...state,
    entries: state.entries.map((entry) => (entry.action === from ? { ...entry, action: action as ActionRef } : entry)),
  }),
};
