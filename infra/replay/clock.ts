import type { Clock } from "../../shared/ports.ts";
import { atTime, localDate } from "../../shared/time/calendar.ts";

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

/** Whether it is that time of day where the network is, "08:00", to the millisecond. */
export function isTime(at: number, time: string): boolean {
  return Date.parse(atTime(localDate(new Date(at).toISOString(), timeZone), time, timeZone)) === at;
}
