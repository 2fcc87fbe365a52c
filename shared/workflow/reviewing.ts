import { alreadyDone, type CommandOf, type Decision, happens, type Refusing, refuse, unless } from "./decision.ts";
import { openRound, outcomeOf, undecided } from "./round.ts";
import type { Round, State } from "./state.ts";

/** Decisions of one reviewer in one round: each is kept. */
const maxDecisions = 20;

/** Refuses `round-closed` unless the open round has this number. */
export function inRound(state: State, number: number): Refusing | undefined {
  return unless(openRound(state)?.number === number, "round-closed", { round: number });
}

/**
 * A reviewer's decision on the round's version; a submission sent again is the same decision, even after closing. Refuses
 * `request-invalid` (a submission that was another), `not-reviewer`, `round-closed`, `version-replaced`, `reason-missing`,
 * `too-many-requests`.
 */
export function decideVersion(state: State, command: CommandOf<"decide">): Decision {
  const { by, round: number, version, submission, choice, reason } = command;
  const person = by === "line" ? undefined : by.person;
  const round = state.rounds.find((held) => held.number === number);
  const mine = round?.decisions.filter((decision) => decision.reviewer === person) ?? [];
  if (mine.some((decision) => decision.submission === submission)) return alreadyDone;
  if (person === undefined || !asked(state, round).includes(person)) return refuse("not-reviewer");
  return (
    unless(!isKnown(state, submission), "request-invalid", { field: "submission" }) ??
    inRound(state, number) ??
    unless(round?.version === version, "version-replaced", { version: round?.version ?? "" }) ??
    unless(choice !== "requestChanges" || reason !== undefined, "reason-missing") ??
    unless(mine.length < maxDecisions, "too-many-requests") ??
    happens("decided", { round: number, version, submission, choice, ...(reason && { reason }) })
  );
}

/** Whether a submission was made, in any round by anyone: it names one decision. */
function isKnown({ rounds }: State, submission: string): boolean {
  return rounds.some(({ decisions }) => decisions.some((decision) => decision.submission === submission));
}

/** Reminds those who have not decided, once for each number of days before the deadline. Never refuses. */
export function remind(state: State, { round: number, days }: CommandOf<"remind">): Decision {
  const round = openRound(state);
  if (round?.number !== number || round.reminded.includes(days)) return alreadyDone;
  const reviewers = undecided(round);
  return reviewers.length === 0 ? alreadyDone : happens("reminded", { round: number, days, reviewers });
}

/** Refuses `round-closed`; `round-not-ready` when the rule does not hold and the coordinator does not say "unresolved". */
export function closeRound(state: State, { round: number, unresolved }: CommandOf<"closeRound">): Decision {
  const refused = inRound(state, number);
  if (refused) return refused;
  const round = openRound(state)!;
  const outcome = outcomeOf(round) ?? (unresolved ? "unresolved" : undefined);
  return outcome
    ? happens("roundClosed", { round: number, version: round.version, outcome })
    : refuse("round-not-ready");
}

/**
 * Closes a round whose deadline passed with an outcome; else says so once, and leaves it to the coordinator. Never
 * refuses: a round that was closed or given more time meanwhile is left alone.
 */
export function passDeadline(state: State, { round: number }: CommandOf<"passDeadline">, now: number): Decision {
  const round = openRound(state);
  if (round?.number !== number || Date.parse(round.deadline) > now || round.overdue) return alreadyDone;
  const outcome = outcomeOf(round);
  return outcome
    ? happens("roundClosed", { round: number, version: round.version, outcome })
    : happens("deadlinePassed", { round: number });
}

/** Refuses `round-closed`, `date-invalid` (not to come). */
export function moveDeadline(
  state: State,
  { round: number, deadline }: CommandOf<"moveDeadline">,
  now: number,
): Decision {
  return (
    inRound(state, number) ??
    unless(Date.parse(deadline) > now, "date-invalid") ??
    (openRound(state)!.deadline === deadline ? alreadyDone : happens("deadlineMoved", { round: number, deadline }))
  );
}

/** Who is or was asked in a round that the state has; else who reviews the deliverable. */
function asked(state: State, round: Round | undefined) {
  return round?.reviewers ?? state.reviewers;
}
