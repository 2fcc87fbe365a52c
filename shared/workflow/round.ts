import type { Decision, PersonId, Round, State } from "./state.ts";

/** The round that is open, in the stage of review. */
export function openRound(state: State): Round | undefined {
  const last = state.rounds.at(-1);
  return last && last.closed === undefined ? last : undefined;
}

/** The decisions that count: the last of each reviewer, in the order of the reviewers. */
export function standing(round: Round): Decision[] {
  return round.reviewers.flatMap(
    (person) => round.decisions.findLast((decision) => decision.reviewer === person) ?? [],
  );
}

/** Reviewers who have not decided in this round. */
export function undecided(round: Round): PersonId[] {
  return round.reviewers.filter((person) => !round.decisions.some((decision) => decision.reviewer === person));
}

/**
 * How the round would close now; undefined: the rule does not hold. A standing request for changes wins over any number
 * of approvals; approval needs the quorum and the planned seminar held.
 */
export function outcomeOf(round: Round): "approved" | "changesRequested" | undefined {
  const decisions = standing(round);
  if (decisions.some((decision) => decision.choice === "requestChanges")) return "changesRequested";
  const approvals = decisions.filter((decision) => decision.choice === "approve").length;
  return approvals >= round.quorum && (round.seminar?.held ?? true) ? "approved" : undefined;
}
