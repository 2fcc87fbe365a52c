import { type FileRef, type LocalDate, type PersonId, type TextRef, without } from "../../values.ts";
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

/** The last day of a meeting. */
export function lastDayOf({ date, until }: Pick<Sitting, "date" | "until">): LocalDate {
  return until ?? date;
}

/** The id of the meeting that the seminar of a round is, which was one of its fields before there were meetings. */
export function seminarId(deliverable: string, round: number): string {
  return `seminar-${deliverable}-${round}`;
}

/** A seminar as a round had it before there were meetings. */
export type Seminar = Pick<Sitting, "date" | "starts" | "ends" | "place" | "call" | "invited" | "sequence"> & {
  agenda?: TextRef;
  cancelled: boolean;
  held: boolean;
  present?: PersonId[];
  minutes?: TextRef;
  minutesFile?: FileRef;
};

/** The seminar of a round, as it was before there were meetings; undefined where it has none, or has become a meeting. */
export function seminarOf(state: Meetings, round: Numbered): Seminar | undefined {
  const sitting = sittingsOf(state, round).find(({ seminar }) => seminar !== undefined);
  if (!sitting) return undefined;
  const { stage, seminar, ...rest } = without(sitting, "meeting", "of", "round", "version", "pinned");
  return { ...rest, ...seminar, cancelled: stage === "cancelled", held: stage === "held" };
}

/** The days of seminars of before of which it is still to be said whether they were held, and are no meetings yet. */
export function seminarsToRecord({ meetings }: Meetings): { round: number; date: LocalDate }[] {
  return meetings.flatMap(({ seminar, stage, round, date }) =>
    seminar && stage === "planned" && round !== undefined ? [{ round, date }] : [],
  );
}
