import { lastDayOf } from "../../time/period.ts";
import type { LocalDate } from "../../values.ts";
import type { EventOf } from "../event.ts";
import { seminarId } from "../round/sittings.ts";
import type { Sitting, State } from "../state.ts";
import type { Steps } from "./step.ts";

/** Meetings that are over, kept in the state. */
const keptMeetings = 12;

/** The meetings at which it is discussed, and the seminars that rounds had before there were meetings. */
export const meetingSteps: Steps<"seminarPlanned" | "seminarCancelled" | "seminarHeld" | "meetingNoted"> = {
  seminarPlanned,
  seminarCancelled: (state, { data: { round } }) => withSeminar(state, round, calledOff),
  seminarHeld,
  meetingNoted,
};

/** Whether a meeting is to discuss the version of a round that opens on a day; one whose day has passed is to be recorded. */
export function isToCome(sitting: Sitting, day: LocalDate): boolean {
  return sitting.stage === "planned" && !sitting.pinned && !sitting.seminar && lastDayOf(sitting) >= day;
}

/** The seminar of a round, planned once more or for the first time; `of` is the event's own place. */
function seminarPlanned(state: State, { data: { round, agenda, ...planned }, seq }: EventOf<"seminarPlanned">): State {
  const meeting = seminarId(state.id, round);
  const known = state.meetings.find((each) => each.meeting === meeting);
  const version = state.rounds.find(({ number }) => number === round)?.version;
  return withSitting(state, {
    ...{ meeting, of: seq, round, ...(version !== undefined && { version }), invited: [], ...planned },
    ...{ sequence: known ? known.sequence + 1 : 0, stage: "planned", seminar: agenda ? { agenda } : {} },
  });
}

function seminarHeld(state: State, { data: { round, ...record } }: EventOf<"seminarHeld">): State {
  return withSeminar(state, round, (sitting) => ({ ...sitting, stage: "held", ...record }));
}

function withSeminar(state: State, round: number, change: (sitting: Sitting) => Sitting): State {
  const id = seminarId(state.id, round);
  return { ...state, meetings: state.meetings.map((each) => (each.meeting === id ? change(each) : each)) };
}

function calledOff(sitting: Sitting): Sitting {
  if (sitting.stage === "cancelled") return sitting;
  return { ...sitting, stage: "cancelled", sequence: sitting.sequence + 1 };
}

/** Seminars of a round that was closed before their day, or withdrawn on it: before there were meetings, these were off. */
export function withoutSeminars(state: State, day: LocalDate, onItsDay: boolean): State {
  const last = state.rounds.at(-1)?.number;
  const isOff = ({ seminar, stage, round, date }: Sitting) =>
    seminar && stage === "planned" && round === last && (date > day || (onItsDay && date === day));
  return { ...state, meetings: state.meetings.map((each) => (isOff(each) ? calledOff(each) : each)) };
}

function meetingNoted(state: State, { data: { meeting, sitting } }: EventOf<"meetingNoted">): State {
  if (sitting) return withSitting(state, { meeting, ...sitting });
  return { ...state, meetings: state.meetings.filter((each) => each.meeting !== meeting) };
}

/** A meeting in the place that it had, or as the last: of those that are over, the oldest give way. */
function withSitting(state: State, sitting: Sitting): State {
  const isKnown = state.meetings.some(({ meeting }) => meeting === sitting.meeting);
  const others = state.meetings.map((each) => (each.meeting === sitting.meeting ? sitting : each));
  const meetings = isKnown ? others : [...others, sitting];
  const over = meetings.filter(({ stage }) => stage !== "planned");
  const gone = new Set(over.slice(0, Math.max(0, over.length - keptMeetings)));
  return { ...state, meetings: meetings.filter((each) => !gone.has(each)) };
}
