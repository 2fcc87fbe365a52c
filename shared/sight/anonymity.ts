import type { Round, Sitting, State } from "../deliverable/state.ts";
import type { Language } from "../i18n/languages.ts";
import { nameTexts } from "../i18n/names.ts";
import { translate } from "../i18n/translate.ts";
import type { PersonId } from "../values.ts";

/** Who looks: someone in the coordinator's office sees every name, anyone else their own. */
export type Viewer = { person?: PersonId; coordinator: boolean };

/** The name of a person who is not hidden, and the language for those who are ("Relecteur 2"). */
export type Naming = { name: (person: PersonId) => string; language: Language };

/** Who reviews, and whether that is hidden: a round, or the plan of one. */
export type Seats = Pick<Round, "reviewers" | "decisions" | "delegations" | "batches"> & {
  rule: Pick<Round["rule"], "anonymous">;
};

/** A round as it is planned: its kind says whether it will be anonymous; one that was before stays so. */
export function plannedSeats({ reviewers, rounds }: State, demands: { anonymous: boolean }): Seats {
  const anonymous = demands.anonymous || rounds.some(({ rule }) => rule.anonymous);
  return { reviewers, decisions: [], delegations: [], batches: [], rule: { anonymous } };
}

/** Whether reviewers of a round are hidden from someone. */
export function isVeiled({ rule }: Pick<Seats, "rule">, viewer: Viewer): boolean {
  return rule.anonymous && !viewer.coordinator;
}

/**
 * How people of a round are called before a viewer: in an anonymous one, its reviewers by their place in it (who
 * reviews instead of another has the other's), unless the viewer is one of them, or coordinates. `only`: whoever is
 * named is a reviewer, also one whom the round no longer has.
 */
export function veiled(
  { coordinator }: Pick<State, "coordinator">,
  round: Seats,
  viewer: Viewer,
  { name, language }: Naming,
  only = false,
): (person: PersonId) => string {
  if (!isVeiled(round, viewer)) return name;
  const hidden = reviewersOf(round, coordinator);
  return (person) => {
    if (person === viewer.person || (!only && !hidden.has(person))) return name(person);
    const place = placeOf(round, person);
    return place === undefined
      ? translate(language, nameTexts, "reviewer")
      : translate(language, nameTexts, "reviewer.number", { number: String(place) });
  };
}

type Signed = { by: PersonId; file?: unknown; replies?: { author: string }[] };

/** What was offered, without who wrote and answered it in a file where that is hidden; who looks sees their own whole. */
export function veiledRemark<T extends Signed>(round: Seats, viewer: Viewer, remark: T): T {
  if (!isVeiled(round, viewer) || remark.by === viewer.person) return remark;
  const { file: _, replies, ...unsigned } = remark;
  const answers = replies && { replies: replies.map((reply) => ({ ...reply, author: "" })) };
  return { ...unsigned, ...answers } as T;
}

/** The place of a reviewer, from 1; of one who handed over, the place of who has it now. */
export function placeOf({ reviewers, delegations }: Seats, person: PersonId): number | undefined {
  const seen = new Set<PersonId>();
  let now: PersonId | undefined = person;
  while (now !== undefined && !seen.has(now)) {
    const index = reviewers.indexOf(now);
    if (index !== -1) return index + 1;
    seen.add(now);
    now = delegations.findLast(({ from, status }) => from === now && status === "confirmed")?.person;
  }
  return undefined;
}

/**
 * The place in a round of who remarked in it, for a document in which their remark is read without their name: undefined where
 * the round hides nobody, or who remarked coordinates; 0 where they have no place any more.
 */
export function seatOf(
  { coordinator }: Pick<State, "coordinator">,
  round: Seats,
  person: PersonId,
): number | undefined {
  return round.rule.anonymous && person !== coordinator ? (placeOf(round, person) ?? 0) : undefined;
}

/**
 * The state as someone may have it who may not know its reviewers: their ids are places, what was reported elsewhere
 * is without its proof. Who left, and whose access was ended, is the coordinator's to know.
 */
export function veiledState(whole: State, viewer: Viewer, demands: { anonymous: boolean }): State {
  const state = viewer.coordinator ? whole : { ...withoutOthersActs(whole, viewer), places: {} };
  const planned = plannedSeats(state, demands);
  const seat = (round: Seats) => (person: PersonId) => {
    const known = person === viewer.person || !reviewersOf(round, state.coordinator).has(person);
    return known ? person : `reviewer-${placeOf(round, person) ?? 0}`;
  };
  const rounds = state.rounds.map((round) => (isVeiled(round, viewer) ? veiledRound(round, seat(round)) : round));
  if (!isVeiled(planned, viewer)) return state;
  const meetings = state.meetings.map((sitting) => {
    const seats = state.rounds.find(({ number }) => number === sitting.round) ?? planned;
    return isVeiled(seats, viewer) ? veiledSitting(sitting, seat(seats)) : sitting;
  });
  return { ...state, reviewers: state.reviewers.map(seat(planned)), rounds, meetings };
}

/** What can be taken back says whose act it was, and how things stood before. */
function withoutOthersActs({ undoable = [], ...state }: State, { person }: Viewer): State {
  const own = undoable.filter(({ by }) => by === person);
  return own.length > 0 ? { ...state, undoable: own } : state;
}

function veiledRound(round: Round, seat: (person: PersonId) => PersonId): Round {
  return {
    ...round,
    reviewers: round.reviewers.map(seat),
    rule: { ...round.rule, members: {} },
    decisions: round.decisions.map(({ reported, ...decision }) => ({
      ...{ ...decision, reviewer: seat(decision.reviewer) },
      ...(reported && { reported: { channel: reported.channel, received: reported.received, by: reported.by } }),
    })),
    delegations: round.delegations.map(({ from, person, ...delegation }) => ({
      ...{ ...delegation, from: seat(from) },
      ...(person !== undefined && { person: seat(person) }),
    })),
    batches: round.batches.map((batch) => ({ ...batch, by: seat(batch.by) })),
  };
}

function veiledSitting(sitting: Sitting, seat: (person: PersonId) => PersonId): Sitting {
  const { invited, present } = sitting;
  return { ...sitting, invited: invited.map(seat), ...(present && { present: present.map(seat) }) };
}

/** All who review or did: what a coordinator offers for those in the room is the coordinator's. */
function reviewersOf({ reviewers, decisions, delegations, batches }: Seats, coordinator: PersonId): Set<PersonId> {
  const remarked = batches.map(({ by }) => by).filter((by) => by !== coordinator);
  return new Set([
    ...reviewers,
    ...decisions.map(({ reviewer }) => reviewer),
    ...delegations.flatMap(({ from, person }) => (person === undefined ? [from] : [from, person])),
    ...remarked,
  ]);
}
