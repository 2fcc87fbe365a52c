import * as z from "zod";
import { openRound } from "../../../shared/deliverable/round/round.ts";
import { awaitedSitting } from "../../../shared/deliverable/round/sittings.ts";
import type { Round, State } from "../../../shared/deliverable/state.ts";
import { Refusal } from "../../../shared/errors.ts";
import type { LocalDate } from "../../../shared/values.ts";
import { nowOf } from "../components/duties.ts";
import type { Web } from "../http/context.ts";

export const roundNumber = z.int("input.wrong").min(1, "input.wrong");

/** The open round of a deliverable. Throws `round-closed`. */
export function theOpenRound(state: State): Round {
  const round = openRound(state);
  if (!round) throw new Refusal("round-closed", { round: state.rounds.at(-1)?.number ?? 0 });
  return round;
}

/** The first round whose seminar's day has come, of which it is still to be said whether it was held. */
export function roundToRecord(web: Web, state: Pick<State, "rounds" | "meetings">): Round | undefined {
  const { today } = nowOf(web);
  return state.rounds.find((round) => isToRecord(state, round, today));
}

/** Whether it is to be said of a round's seminar that it was held: its day has come. */
export function isToRecord(state: Pick<State, "meetings">, round: Round, today: LocalDate): boolean {
  const date = awaitedSitting(state, round)?.date;
  return date !== undefined && date <= today;
}
