import type { Quorum } from "../../shared/quorum/quorum.ts";

type Counted = { people: number; members: number };

/** What each rule that is no count needs of those who vote, as the oracles of tests reckon it. */
const rules: Record<Exclude<Quorum, number>, (voting: Counted) => number> = {
  all: ({ people }) => Math.max(1, people),
};

/** Approvals that a round needs of `voting`, the people who have not declined or abstained; `members`: who belongs where. */
export function neededOf(quorum: Quorum, voting: readonly string[], members: Readonly<Record<string, string>>): number {
  if (typeof quorum === "number") return quorum;
  const represented = new Set(voting.map((person) => members[person] ?? person)).size;
  return rules[quorum]({ people: voting.length, members: represented });
}
