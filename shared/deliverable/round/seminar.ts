import { canonicalJson, plain } from "../../chain/hash.ts";
import { isDay } from "../../time/written-day.ts";
import { inPlace } from "../../values.ts";
import { alreadyDone, type CommandOf, type Decided, happens, unless } from "../decided.ts";
import type { Round, State } from "../state.ts";
import { maxName } from "../state.ts";
import { inRound } from "./reviewing.ts";
import { openRound } from "./round.ts";
import { awaitedSitting, type Seminar, seminarOf } from "./sittings.ts";

const maxInvited = 200;

/**
 * Plans the round's seminar, moves it until it is held, or calls it again after a cancellation. Refuses `round-closed`,
 * `date-invalid`, `request-invalid`, `stage-forbids` (held).
 */
export function planSeminar(
  state: State,
  { type: _, by: __, round: number, ...asked }: CommandOf<"planSeminar">,
): Decided {
  const { date, place, starts, ends, call = "" } = asked;
  const open = openRound(state);
  const seminar = open && seminarOf(state, open);
  const invited = inPlace(asked.invited, seminar?.invited);
  const inOrder = ends === undefined || (starts !== undefined && starts < ends);
  return (
    inRound(state, number) ??
    unless(isDay(date), "date-invalid") ??
    unless([starts, ends].every(isTime) && inOrder, "date-invalid") ??
    unless(place.length <= maxName, "request-invalid", { field: "place" }) ??
    unless(call.length <= maxName, "request-invalid", { field: "call" }) ??
    unless(invited.length <= maxInvited, "request-invalid", { field: "invited" }) ??
    unless(!seminar?.held, "stage-forbids", { stage: state.stage }) ??
    (seminar && !seminar.cancelled && isSame(seminar, { ...asked, invited })
      ? alreadyDone
      : happens("seminarPlanned", { round: number, ...asked, invited }))
  );
}

/**
 * Calls the seminar off, or says once its day has come that it was not held: also after the round closed. Refuses
 * `round-closed`, `round-not-ready` (none planned), `stage-forbids` (held).
 */
export function cancelSeminar(state: State, { round: number, reason }: CommandOf<"cancelSeminar">): Decided {
  const round = state.rounds.find((each) => each.number === number);
  const seminar = round && seminarOf(state, round);
  if (seminar?.cancelled && isBeforeFinal(state)) return alreadyDone;
  const refused =
    (isToSettle(state, round) ? undefined : inRound(state, number)) ??
    unless(seminar !== undefined, "round-not-ready") ??
    unless(!seminar?.held, "stage-forbids", { stage: state.stage });
  if (refused) return refused;
  return happens("seminarCancelled", { round: number, ...(reason && { reason }) });
}

/**
 * Says that it was held and who was there, and keeps its minutes or newer ones: also after the round closed, until the
 * document is final. Refuses `round-closed` (also where it was still to come then), `round-not-ready` (none planned, or
 * cancelled).
 */
export function holdSeminar(
  state: State,
  { type: _, by: __, round: number, ...record }: CommandOf<"holdSeminar">,
): Decided {
  const round = state.rounds.find((each) => each.number === number);
  const seminar = round && seminarOf(state, round);
  const later = isToSettle(state, round) || (seminar?.held && isBeforeFinal(state));
  const refused =
    (later ? undefined : inRound(state, number)) ??
    unless(seminar !== undefined && !seminar.cancelled, "round-not-ready");
  if (refused) return refused;
  const known = Object.entries(plain(record)).every(
    ([name, value]) => canonicalJson([value]) === canonicalJson([seminar![name as keyof Seminar] ?? null]),
  );
  return seminar!.held && known ? alreadyDone : happens("seminarHeld", { round: number, ...plain(record) });
}

/** Whether it is still to be said of a seminar, whose round may have closed, that it was held. */
function isToSettle(state: State, round: Round | undefined): boolean {
  return round !== undefined && isBeforeFinal(state) && awaitedSitting(state, round) !== undefined;
}

function isBeforeFinal({ stage }: State): boolean {
  return stage === "draft" || stage === "review";
}

/** Hours and minutes of a day, "14:30", or none. */
function isTime(time: string | undefined): boolean {
  return time === undefined || /^([01]\d|2[0-3]):[0-5]\d$/.test(time);
}

function isSame(seminar: Seminar, asked: object): boolean {
  const {
    sequence: _,
    cancelled: __,
    held: ___,
    present: ____,
    minutes: _____,
    minutesFile: ______,
    ...planned
  } = seminar;
  return canonicalJson(planned) === canonicalJson(plain(asked));
}
