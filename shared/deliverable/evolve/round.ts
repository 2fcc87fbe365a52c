import type { EventOf } from "../event.ts";
import { answeredBy } from "../remarks/answers.ts";
import { handedOver } from "../round/round.ts";
import type { Delegation, Disposition, Round, RoundRule, State } from "../state.ts";
import { isToCome } from "./meetings.ts";
import { dayOf, type Steps } from "./step.ts";

/** Rounds kept in the state: a row is bounded, events have all. */
const keptRounds = 6;
/** Of these, how many keep their contributions by id. */
const keptContributions = 2;

/** What happens in a round, until it is closed. */
export const roundSteps: Steps<
  | "roundOpened"
  | "decided"
  | "delegationProposed"
  | "delegated"
  | "delegationRefused"
  | "contributed"
  | "disposed"
  | "reminded"
  | "deadlinePassed"
  | "deadlineMoved"
> = {
  roundOpened,
  decided,
  delegationProposed: (state, { data: { submission, to }, by }) =>
    inLastRound(state, ({ delegations }) => ({
      delegations: [...delegations, { submission, from: by, to, status: "proposed" }],
    })),
  delegated,
  delegationRefused: (state, { data }) =>
    inLastRound(state, (round) => settled(round, data.submission, { status: "refused" })),
  contributed,
  disposed: (state, { data, seq }) => inRoundOf(state, data.round, disposing([data.contribution], data.as, seq)),
  reminded,
  deadlinePassed: (state) => inLastRound(state, () => ({ overdue: true })),
  deadlineMoved: (state, { data, at }) =>
    inLastRound(state, ({ extended }) => ({
      ...{ deadline: data.deadline, deadlineGiven: at, overdue: false, reminded: [] },
      extended: extended || data.extension === true,
    })),
};

/** Whether the state still has what a round was offered: that of older ones is in the events alone. */
export function hasRemarksOf({ rounds }: Pick<State, "rounds">, { number }: Round): boolean {
  return number > rounds.at(-1)!.number - keptContributions;
}

function roundOpened(state: State, { data, at, by }: EventOf<"roundOpened">): State {
  const { round: number, quorum, rule = firstRule, undisposed: _, behind: _behind, ...said } = data;
  const { day = dayOf(at), ...opening } = said;
  const round: Round = {
    ...{ number, ...opening, rule: { quorum, ...rule }, opened: at, deadlineGiven: at },
    ...(opening.note !== undefined && by !== "line" && { noteBy: by }),
    ...{ decisions: [], delegations: [], batches: [], contributions: {} },
    ...{ reminded: [], extended: false, overdue: false },
  };
  const before = state.rounds.map((held, index) =>
    index < state.rounds.length + 1 - keptContributions ? withoutRemarks(held) : held,
  );
  const meetings = state.meetings.map((each) =>
    isToCome(each, day) ? { ...each, round: number, version: data.version } : each,
  );
  return { ...state, stage: "review", rounds: [...before, round].slice(-keptRounds), meetings };
}

function withoutRemarks({ answered: _, ...round }: Round): Round {
  return { ...round, batches: [], contributions: {} };
}

/** How rounds were decided before kinds said it. */
const firstRule: Omit<RoundRule, "quorum"> = {
  ...{ per: "person", veto: 1, atDeadline: { do: "escalate" } },
  ...{ confirmed: false, anonymous: false, members: {} },
};

/** What a reviewer proposed to hand over is moot once they decide themselves. */
function decided(state: State, { data, by, at }: EventOf<"decided">): State {
  const { submission, choice, reason, reviewer = by, reported } = data;
  const decision = {
    ...{ submission, reviewer, choice, at },
    ...(reason && { reason }),
    ...(reported && { reported: { ...reported, by } }),
  };
  return inLastRound(state, ({ decisions, delegations }) => ({
    decisions: [...decisions, decision],
    delegations: withMoot(delegations, ({ from }) => from === reviewer && choice !== "decline"),
  }));
}

/** Of the proposals that still wait, these are moot. */
export function withMoot(delegations: readonly Delegation[], isMoot: (each: Delegation) => boolean): Delegation[] {
  return delegations.map((each) => (each.status === "proposed" && isMoot(each) ? { ...each, status: "moot" } : each));
}

function delegated(state: State, { data }: EventOf<"delegated">): State {
  const { submission, from, person } = data;
  const reviewers = state.reviewers.map((reviewer) => (reviewer === from ? person : reviewer));
  return inLastRound({ ...state, reviewers: [...new Set(reviewers)] }, (round) => ({
    ...settled(round, submission, { status: "confirmed", person }),
    ...handedOver(round, data),
  }));
}

function settled({ delegations }: Round, submission: string, how: Partial<Delegation>): Partial<Round> {
  return { delegations: delegations.map((each) => (each.submission === submission ? { ...each, ...how } : each)) };
}

function contributed(state: State, { data, by, at }: EventOf<"contributed">): State {
  const { submission, file, contributions: ids } = data;
  return inLastRound(state, ({ batches, contributions }) => ({
    batches: [...batches, { submission, file, by, at, count: ids.length }],
    contributions: { ...contributions, ...Object.fromEntries(ids.map((id) => [id, "open"] as const)) },
  }));
}

/** What gives remarks of a round their disposition; `seq`: of the event that does. */
export function disposing(ids: readonly string[], as: Disposition, seq: number): (round: Round) => Partial<Round> {
  return ({ contributions, answered }) => ({
    contributions: { ...contributions, ...Object.fromEntries(ids.map((id) => [id, as])) },
    answered: answeredBy(answered, ids, seq),
  });
}

function reminded(state: State, { data }: EventOf<"reminded">): State {
  return inLastRound(state, (round) => ({ reminded: [...round.reminded, data.days] }));
}

/** The state with one of its rounds changed. */
export function inRoundOf(state: State, number: number, change: (round: Round) => Partial<Round>): State {
  const rounds = state.rounds.map((round) => (round.number === number ? { ...round, ...change(round) } : round));
  return { ...state, rounds };
}

/** The state with its last round changed. */
export function inLastRound(state: State, change: (round: Round) => Partial<Round>): State {
  const last = state.rounds.at(-1)!;
  return { ...state, rounds: [...state.rounds.slice(0, -1), { ...last, ...change(last) }] };
}
