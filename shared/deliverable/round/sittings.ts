import type { Round, Sitting, State } from "../state.ts";

type Meetings = Pick<State, "meetings">;
type Numbered = Pick<Round, "number">;

/** The meetings at which a round's version is or was discussed, also those that were cancelled. */
export function sittingsOf({ meetings }: Meetings, { number }: Numbered): Sitting[] {
  return meetings.filter(({ round }) => round === number);
}

/** Of a round, the first meeting of which it is still to be said whether it was held. */
export function awaitedSitting(state: Meetings, round: Numbered): Sitting | undefined {
  const planned = sittingsOf(state, round).filter(({ stage }) => stage === "planned");
  return planned.sort((a, b) => (a.date < b.date ? -1 : 1))[0];
}

/** The meetings whose people are asked to read the version of the last round, or of the next one. */
export function currentSittings({ meetings, rounds }: Pick<State, "meetings" | "rounds">): Sitting[] {
  const last = rounds.at(-1)?.number;
  return meetings.filter(({ round, stage }) => (round === undefined ? stage === "planned" : round === last));
}

/** The id of the meeting that the seminar of a round is, which was one of its fields before there were meetings. */
export function seminarId(deliverable: string, round: number): string {
  return `seminar-${deliverable}-${round}`;
}

/** Whether a meeting is the one that a seminar of a deliverable became. */
export function isSeminarOf(meeting: string, deliverable: string): boolean {
  const start = `seminar-${deliverable}-`;
  return meeting.startsWith(start) && /^\d+$/.test(meeting.slice(start.length));
}
