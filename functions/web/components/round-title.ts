import { editionOfRound } from "../../../shared/deliverable/final/editions.ts";
import type { Round, State } from "../../../shared/deliverable/state.ts";
import type { Say } from "../http/say.ts";

/** How a round is called; of a document with several editions, also which one it is about. */
export function roundTitle({ text }: Say, state: State, { number, confirms }: Round): string {
  const title = text(confirms ? "round.title.confirming" : "round.title", { round: number });
  const edition = editionOfRound(state, number);
  if (edition === undefined) return text("round.title.givenUp", { title });
  const isOnly = state.editions.length === 0 && edition === 1;
  return isOnly ? title : text("round.title.edition", { title, edition });
}
