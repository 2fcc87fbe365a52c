import { alreadyDone, type CommandOf, type Decision, happens, unless } from "./decision.ts";
import { isDay, maxName } from "./planning.ts";
import { inRound } from "./reviewing.ts";
import { openRound } from "./round.ts";
import type { State } from "./state.ts";

/**
 * Plans the round's seminar, or moves it until it is held. Refuses `round-closed`, `date-invalid`, `request-invalid`,
 * `stage-forbids` (held).
 */
export function planSeminar(state: State, { round: number, date, place }: CommandOf<"planSeminar">): Decision {
  const seminar = openRound(state)?.seminar;
  return (
    inRound(state, number) ??
    unless(isDay(date), "date-invalid") ??
    unless(place.length <= maxName, "request-invalid", { field: "place" }) ??
    unless(!seminar?.held, "stage-forbids", { stage: state.stage }) ??
    (seminar?.date === date && seminar.place === place
      ? alreadyDone
      : happens("seminarPlanned", { round: number, date, place }))
  );
}

/** Says that it was held, and keeps its minutes or newer ones. Refuses `round-closed`, `round-not-ready` (none planned). */
export function holdSeminar(state: State, { round: number, minutes }: CommandOf<"holdSeminar">): Decision {
  const seminar = openRound(state)?.seminar;
  const refused = inRound(state, number) ?? unless(seminar !== undefined, "round-not-ready");
  if (refused) return refused;
  if (seminar?.held && (minutes === undefined || minutes === seminar.minutes)) return alreadyDone;
  return happens("seminarHeld", { round: number, ...(minutes && { minutes }) });
}
