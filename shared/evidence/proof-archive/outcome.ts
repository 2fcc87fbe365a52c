import { hashOf } from "../../chain/hash.ts";
import type { Event } from "../../deliverable/event.ts";
import { evolve } from "../../deliverable/evolve.ts";
import type { Choice, Final, Outcome, Stage, State } from "../../deliverable/state.ts";
import { roundsOf } from "../../stored/history.ts";
import type { Hash, Instant } from "../../values.ts";
import { receiptNumber } from "../receipt.ts";

/** Where a deliverable stands, as its events make it: what a proof archive tells and its verifier works out again. */
export type Told = {
  deliverable: string;
  title: string;
  stage: Stage;
  seq: number;
  head: Hash;
  /** The last draft, or what the last round was about. */
  version?: Hash;
  rounds: { number: number; version: Hash; outcome?: Outcome }[];
  final?: Omit<Final, "by">;
};

/** What someone who decided was given: `head` is the hash of the event `seq`, which recorded the decision. */
export type ReceiptTold = {
  number: string;
  submission: string;
  round: number;
  version: Hash;
  choice: Choice;
  at: Instant;
  seq: number;
  head: Hash;
};

/** Throws an Error where there is no event. */
export function stateOf(events: readonly Event[]): State {
  const state = events.reduce<State | undefined>(evolve, undefined);
  if (!state) throw new Error("a deliverable has events");
  return state;
}

/** What the archive tells of a deliverable: its stage, its rounds with their outcomes, its version, its final. */
export function outcomeTold(state: State, events: readonly Event[]): Told {
  const { id: deliverable, title, stage, seq, head, versions, final } = state;
  const version = versions.at(-1)?.hash;
  const rounds = roundsOf(events).map(({ number, version, outcome }) => ({
    ...{ number, version },
    ...(outcome && { outcome }),
  }));
  const told = { deliverable, title, stage, seq, head, rounds };
  if (!final) return { ...told, ...(version && { version }) };
  const { by: _, ...approved } = final;
  return { ...told, ...(version && { version }), final: approved };
}

/** One a decision, in the order of their events. */
export function receiptsTold(events: readonly Event[]): ReceiptTold[] {
  return events.flatMap((event) => {
    if (event.type !== "decided") return [];
    const { submission, round, version, choice } = event.data;
    const { at, seq } = event;
    return [{ number: receiptNumber(submission), submission, round, version, choice, at, seq, head: hashOf(event) }];
  });
}
