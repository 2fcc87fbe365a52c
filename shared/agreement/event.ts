import type { ChainEvent } from "../chain/event.ts";
import type { LocalDate } from "../values.ts";
import type { AgreementPlan, AgreementStage, Payment, SentStatement, Term } from "./state.ts";

/** What happened to an agreement. */
export type Event = { [T in EventType]: ChainEvent<T, EventData[T]> }[EventType];
export type EventType = keyof EventData;
/** An event of one type. */
export type EventOf<T extends EventType> = Extract<Event, { type: T }>;
/** What `decide` returns, before it has its place in the chain. */
export type NewEvent = { [T in EventType]: { type: T; data: EventData[T] } }[EventType];

export type EventData = {
  opened: { id: string; stage: AgreementStage; on: LocalDate; terms: Term[] } & AgreementPlan;
  /** Only what changed; null: what it had and has no more. */
  changed: { [K in keyof AgreementPlan]?: AgreementPlan[K] | null };
  advanced: { stage: AgreementStage; on: LocalDate };
  /** The whole term, as it is from now on. */
  termSet: { term: Term };
  termRemoved: { term: string };
  paid: { payment: Omit<Payment, "cancelled"> };
  paymentCancelled: { payment: string };
  paymentRestored: { payment: string };
  statementSent: { statement: Omit<SentStatement, "sent" | "received"> };
  statementReceived: { statement: string; format: string; day: LocalDate };
  /** `on` null: it was not, after all. */
  reported: { on: LocalDate | null };
  reminded: { day: LocalDate };
  actionAttached: { from: string; action: string };
};
