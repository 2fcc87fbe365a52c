import type { ChainEvent } from "../chain/event.ts";
import type { Period } from "../time/period.ts";
import type { Action, Family } from "./state.ts";

/** What happened to a programme. */
export type Event = { [T in EventType]: ChainEvent<T, EventData[T]> }[EventType];
export type EventType = keyof EventData;
/** An event of one type. */
export type EventOf<T extends EventType> = Extract<Event, { type: T }>;
/** What `decide` returns, before it has its place in the chain. */
export type NewEvent = { [T in EventType]: { type: T; data: EventData[T] } }[EventType];

export type EventData = {
  created: Period & { id: string; title: string; families: Family[] };
  /** Only what changed. */
  amended: Partial<Period & { title: string; families: Family[] }>;
  /** The whole action, as it is from now on. */
  actionAdded: { action: Action };
  actionChanged: { action: Action };
  actionRemoved: { action: string };
  /** All ids of actions, in their new order. */
  actionsOrdered: { actions: string[] };
};
