import { approvalsOf, type Quorum, voices } from "../../quorum/quorum.ts";
import type { LocalDate, PersonId } from "../../values.ts";
import { hasEnded } from "../place.ts";
import type { Choice, Decision, Outcome, Round, State } from "../state.ts";
import { awaitedSitting } from "./sittings.ts";

/** The round that is open, in the stage of review. */
export function openRound(state: State): Round | undefined {
  const last = state.rounds.at(-1);
  return last && last.closed === undefined ? last : undefined;
}

/** The decisions that count: the last of each reviewer, in the order of the reviewers. */
export function countingDecisions(round: Round): Decision[] {
  return round.reviewers.flatMap(
    (person) => round.decisions.findLast((decision) => decision.reviewer === person) ?? [],
  );
}

/** Reviewers whose decision this round waits for: those who have not decided, and whose access was not ended. */
export function awaitedIn(state: Pick<State, "places">, round: Round): PersonId[] {
  const decided = new Set(round.decisions.map(({ reviewer }) => reviewer));
  return round.reviewers.filter((person) => !decided.has(person) && !hasEnded(state, person));
}

/** Who reviews in a round, and by which rule, once someone reviews instead of another. */
export function handedOver(
  { reviewers, rule }: Pick<Round, "reviewers" | "rule">,
  { from, person, member }: { from: PersonId; person: PersonId; member?: string },
): Pick<Round, "reviewers" | "rule"> {
  return {
    reviewers: reviewers.map((reviewer) => (reviewer === from ? person : reviewer)),
    rule: member === undefined ? rule : { ...rule, members: { ...rule.members, [person]: member } },
  };
}

/** Who reviews in a round, and by which rule, once its deliverable's plan is changed. */
export function amendedRound(
  { reviewers, rule }: Pick<Round, "reviewers" | "rule">,
  changes: { reviewers?: PersonId[]; quorum?: Quorum; members?: Record<PersonId, string> },
): Pick<Round, "reviewers" | "rule"> {
  return {
    reviewers: changes.reviewers ?? reviewers,
    rule: {
      ...rule,
      quorum: changes.quorum ?? rule.quorum,
      members: { ...rule.members, ...changes.members },
    },
  };
}

/** Reviewers whom no change of the plan takes off: who decided in the open round; of a final, all. */
export function keptReviewers(state: State): PersonId[] {
  if (state.stage === "final") return state.reviewers;
  const round = openRound(state);
  const decided = new Set(round?.decisions.map(({ reviewer }) => reviewer));
  return round?.reviewers.filter((person) => decided.has(person)) ?? [];
}

/** The decisions that count and have one of these choices, e.g. all that approve. */
export function decisionsOf(round: Round, ...choices: Choice[]): Decision[] {
  return countingDecisions(round).filter(({ choice }) => choices.includes(choice));
}

/** Approvals as the rule counts them: people, or the members they belong to. */
export function approvals(round: Round): number {
  const people = decisionsOf(round, "approve", "approveWithReservations").map(({ reviewer }) => reviewer);
  return voices(round.rule, people);
}

/** The quorum that the coordinator changes: of the open round, else of the next. */
export function quorumInForce(state: State): Quorum {
  return openRound(state)?.rule.quorum ?? state.quorum;
}

/** Approvals that the rule asks for now, of those who decided or are awaited and neither declined nor abstained. */
export function approvalsNeeded(state: Pick<State, "places">, round: Round): number {
  const decided = countingDecisions(round).filter(({ choice }) => choice !== "decline" && choice !== "abstain");
  return approvalsOf(round.rule, [...decided.map(({ reviewer }) => reviewer), ...awaitedIn(state, round)]);
}

/** Ids of the contributions that have no disposition. */
export function undisposed({ contributions }: Round): string[] {
  return Object.entries(contributions).flatMap(([id, disposition]) => (disposition === "open" ? id : []));
}

/** Whether anything was remarked in it: a round that reservations alone hold back has none. */
export function hasRemarks({ contributions }: Round): boolean {
  return Object.keys(contributions).length > 0;
}

type Standing = Pick<State, "places" | "meetings">;

/**
 * How the round would close now; undefined: the rule does not hold. Requests for changes as many as the veto win over any
 * number of approvals; approval needs the quorum, and that no meeting of the round is awaited.
 */
export function outcomeOf(state: Standing, round: Round): Exclude<Outcome, "unresolved"> | undefined {
  return outcomeWith(state, round, approvalsNeeded(state, round));
}

/** How the round would close if one approval were enough, whatever its quorum: closing with those who decided. */
export function outcomeOfPresent(state: Standing, round: Round): Exclude<Outcome, "unresolved"> | undefined {
  return outcomeWith(state, round, 1);
}

/** The outcome that waits for a meeting alone. */
export function outcomeOnceHeld(state: Standing, round: Round): Exclude<Outcome, "unresolved"> | undefined {
  if (!awaitedSitting(state, round) || outcomeOf(state, round) !== undefined) return undefined;
  return outcomeOf({ ...state, meetings: [] }, round);
}

function outcomeWith(state: Standing, round: Round, needed: number): Exclude<Outcome, "unresolved"> | undefined {
  const { veto, confirmed } = round.rule;
  if (decisionsOf(round, "requestChanges").length >= veto) return "changesRequested";
  if (approvals(round) < needed || awaitedSitting(state, round)) return undefined;
  return confirmed && callsForIntegration(round) ? "toIntegrate" : "approved";
}

/**
 * Whether something is to be worked into the version: reservations, or remarks that were not declined.
 */
export function callsForIntegration(round: Round): boolean {
  const remarked = Object.values(round.contributions).some((disposition) => disposition !== "declined");
  return remarked || decisionsOf(round, "approveWithReservations").length > 0;
}

/** The round before, which a round confirms or whose version it replaces; undefined: there is nothing to tell of it. */
export function roundBefore({ rounds }: Pick<State, "rounds">, round: Round): Round | undefined {
  const before = rounds.findLast(({ number }) => number < round.number);
  const mentioned = round.confirms !== undefined || round.unchanged !== undefined;
  return before?.version === round.version && !mentioned ? undefined : before;
}

/** The round whose integration waits to be confirmed: the next one confirms it. */
export function roundToConfirm({ rounds }: Pick<State, "rounds">): Round | undefined {
  const last = rounds.at(-1);
  return last?.outcome === "toIntegrate" ? last : undefined;
}

/**
 * The day planned for the end of the round to come; none where it confirms, or where that day is of a round that
 * closed.
 */
export function nextReviewDay({ stage, rounds, due }: Pick<State, "stage" | "rounds" | "due">): LocalDate | undefined {
  if (stage !== "draft" || roundToConfirm({ rounds })) return undefined;
  const { closedOn } = rounds.at(-1) ?? {};
  return due.review !== undefined && closedOn !== undefined && due.review <= closedOn ? undefined : due.review;
}
