import { hashOf } from "../chain/hash.ts";
import type { Event } from "../deliverable/event.ts";
import type { Decision, Round, State } from "../deliverable/state.ts";
import { Refusal } from "../errors.ts";
import type { Store } from "../ports.ts";
import { loadEvents } from "../stored/deliverable.ts";
import { everyRound } from "../stored/history.ts";
import type { Hash } from "../values.ts";

/** What someone who decided may keep: `head` is the hash of the event that recorded it, the chain's head at that time. */
export type Receipt = { number: string; decision: Decision; round: Round; seq: number; head: Hash };

/** The receipt of a submitted decision, its round with what it was offered. Throws `not-found`. */
export async function receiptOf(store: Store, state: State, submission: string): Promise<Receipt> {
  const rounds = await everyRound(store, state);
  const round = rounds.find(({ decisions }) => decisions.some((decision) => decision.submission === submission));
  const decision = round?.decisions.find((decision) => decision.submission === submission);
  const event = decision && (await decisionEvent(store, state.id, submission));
  if (!round || !decision || !event) throw new Refusal("not-found");
  return { number: receiptNumber(submission), decision, round, seq: event.seq, head: hashOf(event) };
}

/** The number that a person quotes: "4F2A-91C0". */
export function receiptNumber(submission: string): string {
  const digits = hashOf({ submission }).slice(0, 8).toUpperCase();
  return `${digits.slice(0, 4)}-${digits.slice(4)}`;
}

async function decisionEvent(store: Store, id: string, submission: string): Promise<Event | undefined> {
  for await (const event of loadEvents(store, id)) {
    if (event.type === "decided" && event.data.submission === submission) return event;
  }
  return undefined;
}
