import { alreadyDone, refuse } from "../../chain/aggregate.ts";
import { beyondReach } from "../../quorum/quorum.ts";
import type { PersonId } from "../../values.ts";
import { type CommandOf, type Decided, happens, type Refusing, unless } from "../decided.ts";
import { behindOf, checkBehind } from "../origins/translation.ts";
import type { Round, RoundRule, State } from "../state.ts";
import { awaitedIn, openRound, outcomeOf, outcomeOfPresent, outcomeOnceHeld } from "./round.ts";

/** Refuses `round-closed` unless the open round has this number. */
export function inRound(state: State, number: number): Refusing | undefined {
  return unless(openRound(state)?.number === number, "round-closed", { round: number });
}

/**
 * Whether as many approvals can be had of these reviewers: refuses `quorum-impossible`, or `quorum-beyond-members` where
 * the rule counts members.
 */
export function withinReach(rule: RoundRule, reviewers: readonly PersonId[]): Refusing | undefined {
  const refused = beyondReach(rule, reviewers);
  return refused && { refused };
}

/** Reminds those who have not decided, once for each number of days before the deadline. Never refuses. */
export function remind(state: State, { round: number, days }: CommandOf<"remind">): Decided {
  const round = openRound(state);
  if (round?.number !== number || round.reminded.includes(days)) return alreadyDone;
  const reviewers = awaitedIn(state, round);
  return reviewers.length === 0 ? alreadyDone : happens("reminded", { round: number, days, reviewers });
}

/**
 * Refuses `round-closed`; `round-not-ready` when the rule does not hold and the coordinator does not say "unresolved", or
 * when it holds otherwise than they saw; `translation-behind`. A meeting that is still to come stays; the rule holds whatever it will say with
 * `whateverMeets`.
 */
export function closeRound(state: State, command: CommandOf<"closeRound">): Decided {
  const { round: number, unresolved, asIs, expected, day, whateverMeets } = command;
  const refused = inRound(state, number);
  if (refused) return refused;
  const round = openRound(state)!;
  const held = outcomeOf(state, round) ?? (whateverMeets ? outcomeOnceHeld(state, round) : undefined);
  const outcome = held ?? (unresolved ? "unresolved" : undefined);
  if (!outcome || (expected !== undefined && outcome !== expected)) return refuse("round-not-ready");
  const isFinal = outcome === "approved" || (outcome === "toIntegrate" && asIs === true);
  const late = isFinal ? checkBehind(state, command.behind) : undefined;
  if (late) return late;
  const behind = isFinal ? behindOf(state) : undefined;
  const data = { round: number, version: round.version, ...(day && { day }), ...(behind && { behind }) };
  if (outcome === "toIntegrate" && asIs) return happens("roundClosed", { ...data, outcome: "approved", asIs });
  return happens("roundClosed", { ...data, outcome });
}

/**
 * What the rule says of a round whose deadline passed: closes it with its outcome, or that of those present; gives it more
 * time, once, unless it waits for a meeting alone; else tells the coordinator, once. After an outage that hid a reminder
 * from someone who has not decided, what would close it waits for a day. Never refuses: a round closed or moved meanwhile is
 * left alone.
 */
export function passDeadline(
  state: State,
  { round: number, extension, day, outage }: CommandOf<"passDeadline">,
  now: number,
): Decided {
  const round = openRound(state);
  if (round?.number !== number || Date.parse(round.deadline) > now || round.overdue) return alreadyDone;
  const rule = round.rule.atDeadline.do;
  const outcome = outcomeAtDeadline(state, round);
  if (outcome && outage && awaitedIn(state, round).length > 0 && Date.parse(outage.deadline) > now) {
    const { deadline, from, until } = outage;
    return happens("deadlineMoved", { round: number, deadline, outage: { from, until } });
  }
  if (outcome) return happens("roundClosed", { round: number, version: round.version, outcome, ...(day && { day }) });
  const more = rule === "extend" && !round.extended && outcomeOnceHeld(state, round) === undefined;
  return more && extension !== undefined && Date.parse(extension) > now
    ? happens("deadlineMoved", { round: number, deadline: extension, extension: true })
    : happens("deadlinePassed", { round: number });
}

/** The clock approves no translation that does not follow its source: its coordinator says that it is published so. */
function outcomeAtDeadline(state: State, round: Round) {
  const present = round.rule.atDeadline.do === "close" ? outcomeOfPresent(state, round) : undefined;
  const outcome = outcomeOf(state, round) ?? present;
  return outcome === "approved" && behindOf(state) ? undefined : outcome;
}

/** Refuses `round-closed`, `date-invalid` (not to come). */
export function moveDeadline(
  state: State,
  { round: number, deadline }: CommandOf<"moveDeadline">,
  now: number,
): Decided {
  return (
    inRound(state, number) ??
    unless(Date.parse(deadline) > now, "date-invalid") ??
    (openRound(state)!.deadline === deadline ? alreadyDone : happens("deadlineMoved", { round: number, deadline }))
  );
}

/** Who is or was asked in a round that the state has; else who reviews the deliverable. */
export function asked(state: State, round: Round | undefined) {
  return round?.reviewers ?? state.reviewers;
}
