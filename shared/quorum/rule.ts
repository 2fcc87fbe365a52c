import type * as z from "zod";
import type { Refused } from "../errors.ts";
import type { QuorumKey } from "../i18n/quorums.ts";

/** What a quorum counts: people who approve, or the members they belong to. */
export type Unit = "person" | "member";

/** Whom a round waits for or heard, but for who declined or abstained; `members`: the members they belong to. */
export type Voting = { people: number; members: number };

/** The sentences of a rule, with `{count}`, where it is a number, and `{reviewers}`. */
export type QuorumWords = {
  /** In a line of facts: "2 of 3". */
  short: QuorumKey;
  /** What reviewers and authors are told: "2 approvals are needed, from 3 reviewers." */
  sentence: QuorumKey;
  /** Within a sentence of the approval record: "2 approvals (reviewers asked: 3)". */
  record: QuorumKey;
};

/**
 * One rule by which approvals suffice. `Demand`: as a kind.json has it, e.g. `{ "members": 2 }`; `Stored`: as the plan and
 * the round store it, e.g. 2.
 */
export type QuorumRule<Demand = unknown, Stored = unknown> = {
  demand: z.ZodType<Demand>;
  /** As a faulty kind.json is told of it. */
  example: string;
  unit: Unit;
  /** What is stored of a demand, within what so many reviewers can give. */
  within(demand: Demand, reviewers: number): Stored;
  stores(quorum: unknown): quorum is Stored;
  /** Approvals needed of those who vote. */
  needed(quorum: Stored, voting: Voting): number;
  /** Why reviewers of so many voices cannot give them; undefined: they can. */
  beyond(quorum: Stored, voices: number): Refused | undefined;
  words: QuorumWords;
};

/** Whether a quorum is a count of approvals. */
export function isCount(quorum: unknown): quorum is number {
  return Number.isSafeInteger(quorum) && (quorum as number) >= 1;
}
