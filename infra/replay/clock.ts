import type { Clock } from "../../shared/ports.ts";
import { addDays, atTime, localDate } from "../../shared/time/calendar.ts";

export type Day = `${number}-${number}-${number}`;
/** A moment as a story says it, where the network is: "2008-03-14 10:00". */
export type Moment = `${Day} ${number}:${number}`;

/** The time that a replay plays in: it goes on when it is told to, and never back. */
export type SimulatedClock = { now: Clock; set(at: number): void };

const timeZone = "Europe/Paris";

/** A clock that stands at a moment. */
export function clockAt(moment: Moment): SimulatedClock {
  let now = instantOf(moment);
  return {
    now: () => now,
    set: (at) => {
      now = Math.max(now, at);
    },
  };
}

/** Milliseconds since the epoch. */
export function instantOf(moment: Moment): number {
  const [day = "", time = ""] = moment.split(" ");
  return Date.parse(atTime(day, time, timeZone));
}

/** The first instant after another at which it is one of these times of day where the network is: "00:00", "08:00". */
export function nextTime(after: number, times: readonly string[]): number {
  const day = localDate(new Date(after).toISOString(), timeZone);
  const instants = [day, addDays(day, 1)].flatMap((each) =>
    times.map((time) => Date.parse(atTime(each, time, timeZone))),
  );
  return Math.min(...instants.filter((instant) => instant > after));
}
