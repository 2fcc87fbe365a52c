import * as z from "zod";
import { openRound } from "../../../shared/deliverable/round/round.ts";
import type { Round, State } from "../../../shared/deliverable/state.ts";
import { Refusal } from "../../../shared/errors.ts";

export const roundNumber = z.int("input.wrong").min(1, "input.wrong");

/** The open round of a deliverable. Throws `round-closed`. */
export function theOpenRound(state: State): Round {
  const round = openRound(state);
  if (!round) throw new Refusal("round-closed", { round: state.rounds.at(-1)?.number ?? 0 });
  return round;
}
