import type { ChainEvent } from "../chain/event.ts";
import type { LedgerName, NewEntry } from "./state.ts";

/** What happened to a ledger. */
export type Event = { [T in EventType]: ChainEvent<T, EventData[T]> }[EventType];
export type EventType = keyof EventData;
/** An event of one type. */
export type EventOf<T extends EventType> = Extract<Event, { type: T }>;
/** What `decide` returns, before it has its place in the chain. */
export type NewEvent = { [T in EventType]: { type: T; data: EventData[T] } }[EventType];

export type EventData = {
  /** The first lines say whose it is. */
  begun: { id: string } & LedgerName;
  entered: { entries: NewEntry[] };
  /** `entry`: the counter-entry, whose `undoes` says which line it undoes. */
  undone: { entry: NewEntry };
  actionAttached: { from: string; action: string };
};
