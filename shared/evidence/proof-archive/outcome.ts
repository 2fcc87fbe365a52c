import { hashOf } from "../../chain/hash.ts";
import type { Event } from "../../deliverable/event.ts";
import { evolve } from "../../deliverable/evolve.ts";
import type { Final } from "../../deliverable/final/final.ts";
import type { Choice, Outcome, Stage, State } from "../../deliverable/state.ts";
import { roundsOf } from "../../stored/history.ts";
import type { Hash, Instant } from "../../values.ts";
import { receiptNumber } from "../receipt.ts";

/** Where a deliverable stands: written to `outcome.json` of a proof archive, and computed again from the events by its verifier. */
export type ArchivedOutcome = {
  deliverable: string;
  title: string;
  stage: Stage;
  seq: number;
  head: Hash;
  /** The last draft, or what the last round was about. */
  version?: Hash;
  rounds: { number: number; version: Hash; outcome?: Outcome }[];
  final?: ArchivedFinal;
  /** Those before, oldest first, where there are any. */
  editions?: ArchivedFinal[];
};

export type ArchivedFinal = Omit<Final, "by" | "since">;

/** The receipt that someone who decided was mailed: `head` is the hash of the event `seq`, which recorded the decision. */
export type ArchivedReceipt = {
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

/** What a proof archive states of a deliverable: its stage, its rounds with their outcomes, its version, its final. */
export function archivedOutcome(state: State, events: readonly Event[]): ArchivedOutcome {
  const { id: deliverable, title, stage, seq, head, versions, final, editions } = state;
  const version = versions.at(-1)?.hash;
  const rounds = roundsOf(events).map(({ number, version, outcome }) => ({
    ...{ number, version },
    ...(outcome && { outcome }),
  }));
  return {
    ...{ deliverable, title, stage, seq, head, rounds },
    ...(version && { version }),
    ...(final && { final: archivedFinal(final) }),
    ...(editions.length > 0 && { editions: editions.map(({ seq: _, ...edition }) => archivedFinal(edition)) }),
  };
}

function archivedFinal({ by: _, since: __, ...final }: Final): ArchivedFinal {
  return final;
}

/** A receipt for each decision, in the order of their events. */
export function archivedReceipts(events: readonly Event[]): ArchivedReceipt[] {
  return events.flatMap((event) => {
    if (event.type !== "decided") return [];
    const { submission, round, version, choice } = event.data;
    const { at, seq } = event;
    return [{ number: receiptNumber(submission), submission, round, version, choice, at, seq, head: hashOf(event) }];
  });
}
