import { alreadyDone, refuse } from "../../chain/aggregate.ts";
import type { PersonId } from "../../values.ts";
import { type CommandOf, type Decided, happens, type Refusing, unless } from "../decided.ts";
import type { NewEvent } from "../event.ts";
import { contribute, contributedBy } from "../remarks/contributing.ts";
import type { Choice, State } from "../state.ts";
import { asked, inRound, withinReach } from "./reviewing.ts";
import { handedOver } from "./round.ts";

/** Decisions of one reviewer in one round: each is kept. */
const maxDecisions = 20;
const maxDelegations = 20;

/**
 * A reviewer's decision on the round's version, with what they offer along; a submission sent again is the same decision,
 * even after closing. Refuses `request-invalid` (a submission that was another), `not-reviewer`, `round-closed`,
 * `version-replaced`, `reason-missing`, `too-many-requests`, and as `contribute`.
 */
export function decideVersion(state: State, command: CommandOf<"decide">): Decided {
  const { by, round, version, submission, choice, reason, offer } = command;
  const person = by === "line" ? undefined : by.person;
  if (isDone(state, round, submission, person)) return alreadyDone;
  const refused = checkDecision(state, person, command);
  if (refused) return refused;
  const remarked: NewEvent[] = [];
  if (offer && offer.contributions.length > 0) {
    const contributed = contribute(state, { type: "contribute", by, round, version, submission, offer });
    if ("refused" in contributed) return contributed;
    remarked.push(...contributed.events);
  }
  const data = { round, version, submission, choice, ...(reason && { reason }) };
  return { events: [...remarked, { type: "decided", data }] };
}

/**
 * A decision that was given elsewhere, recorded by the coordinator with what proves it; it never takes the place of one
 * that its reviewer gave here. Refuses as `decide`, `decision-given`, `evidence-missing`.
 */
export function report(state: State, command: CommandOf<"report">): Decided {
  const { round: number, version, submission, reviewer, choice, reason, reported } = command;
  if (isDone(state, number, submission, reviewer)) return alreadyDone;
  const round = state.rounds.find((held) => held.number === number);
  const own = round?.decisions.some((decision) => decision.reviewer === reviewer && !decision.reported);
  const data = { round: number, version, submission, choice, ...(reason && { reason }), reviewer, reported };
  return (
    checkDecision(state, reviewer, command) ??
    unless(!own, "decision-given") ??
    unless(reported.note !== undefined || reported.file !== undefined, "evidence-missing") ??
    happens("decided", data)
  );
}

/** What needs a reason: words, or the remarks that come along. */
export const withReason: readonly Choice[] = ["requestChanges", "approveWithReservations"];

function checkDecision(
  state: State,
  person: PersonId | undefined,
  { round: number, version, submission, choice, reason, offer }: Omit<CommandOf<"decide">, "type" | "by">,
): Refusing | undefined {
  const round = state.rounds.find((held) => held.number === number);
  const mine = round?.decisions.filter((decision) => decision.reviewer === person) ?? [];
  if (person === undefined || !asked(state, round).includes(person)) return refuse("not-reviewer");
  const isReasoned = reason !== undefined || (offer?.contributions.length ?? 0) > 0;
  return (
    unless(!isKnown(state, submission), "request-invalid", { field: "submission" }) ??
    inRound(state, number) ??
    unless(round?.version === version, "version-replaced", { version: round?.version ?? "" }) ??
    unless(!withReason.includes(choice) || isReasoned, "reason-missing") ??
    unless(mine.length < maxDecisions, "too-many-requests")
  );
}

function isDone({ rounds }: State, number: number, submission: string, person: PersonId | undefined): boolean {
  const round = rounds.find((held) => held.number === number);
  return (
    round?.decisions.some((decision) => decision.submission === submission && decision.reviewer === person) ?? false
  );
}

/** Whether a submission was made, in any round by anyone: it names one decision, one delegation or one batch. */
function isKnown(state: State, submission: string): boolean {
  return (
    contributedBy(state, submission) !== undefined ||
    state.rounds.some(({ decisions, delegations }) =>
      [...decisions, ...delegations].some((each) => each.submission === submission),
    )
  );
}

/**
 * A reviewer names who should review instead; the coordinator settles it. Refuses `not-reviewer`, `round-closed`,
 * `request-invalid`, `delegation-pending`, `too-many-requests`.
 */
export function delegate(state: State, { by, round: number, submission, to }: CommandOf<"delegate">): Decided {
  const round = state.rounds.find((held) => held.number === number);
  const person = by === "line" ? undefined : by.person;
  const mine = round?.delegations.filter(({ from }) => from === person) ?? [];
  if (mine.some((delegation) => delegation.submission === submission)) return alreadyDone;
  if (person === undefined || !asked(state, round).includes(person)) return refuse("not-reviewer");
  return (
    unless(!isKnown(state, submission), "request-invalid", { field: "submission" }) ??
    inRound(state, number) ??
    unless(!mine.some(({ status }) => status === "proposed"), "delegation-pending") ??
    unless(mine.length < maxDelegations, "too-many-requests") ??
    happens("delegationProposed", { round: number, submission, to })
  );
}

/**
 * The coordinator lets someone review instead, or does not. Refuses `round-closed`, `delegation-settled` (also when its
 * reviewer decided or left meanwhile), `already-reviewer`, `quorum-beyond-members`.
 */
export function settleDelegation(state: State, command: CommandOf<"settleDelegation">): Decided {
  const { round: number, submission, person, member } = command;
  const round = state.rounds.find((held) => held.number === number);
  const delegation = round?.delegations.find((each) => each.submission === submission);
  const done = person === undefined ? "refused" : "confirmed";
  if (delegation?.status === done && delegation.person === person) return alreadyDone;
  const refused =
    inRound(state, number) ??
    unless(delegation?.status === "proposed" && round!.reviewers.includes(delegation.from), "delegation-settled") ??
    unless(person === undefined || !round!.reviewers.includes(person), "already-reviewer");
  if (refused) return refused;
  const { from } = delegation!;
  if (person === undefined) return happens("delegationRefused", { round: number, submission, from });
  const data = { round: number, submission, from, person, ...(member !== undefined && { member }) };
  const { reviewers, rule } = handedOver(round!, data);
  return withinReach(rule, reviewers) ?? happens("delegated", data);
}
