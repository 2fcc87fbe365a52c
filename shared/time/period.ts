import type { LocalDate } from "../values.ts";
import { addDays } from "./calendar.ts";

/** Days from the first to the last, both included. */
export type Period = { from: LocalDate; until: LocalDate };

/** The last day of what takes one day, or several up to `until`. */
export function lastDayOf({ date, until }: { date: LocalDate; until?: LocalDate }): LocalDate {
  return until ?? date;
}

/** Where in its month, quarter or year a date falls; `by`: anywhere up to its end. */
export type Share = "start" | "middle" | "end" | "by";

/** A month, a quarter or a year, by its first month (from 1) and its number of months. */
export type Span = { year: number; month: number; months: number };

/** The days of a part of a month, a quarter or a year: its first, middle or last third. */
export function periodOf({ year, month, months }: Span, share?: Share): Period {
  const first = monthStart(year, month);
  const last = addDays(monthStart(year, month + months), -1);
  if (share === undefined || share === "by") return { from: first, until: last };
  return thirds({ year, month, months })[share];
}

/** Thirds of a month are days 1 to 10, 11 to 20 and those after; of a year or a quarter, whole months where they can be. */
function thirds({ year, month, months }: Span): Record<"start" | "middle" | "end", Period> {
  const day = (number: number) => addDays(monthStart(year, month), number - 1);
  const end = addDays(monthStart(year, month + months), -1);
  if (months === 1) {
    return {
      start: { from: day(1), until: day(10) },
      middle: { from: day(11), until: day(20) },
      end: { from: day(21), until: end },
    };
  }
  const third = Math.max(1, Math.floor(months / 4));
  const middle = month + third;
  const last = month + months - third;
  return {
    start: { from: day(1), until: addDays(monthStart(year, middle), -1) },
    middle: { from: monthStart(year, middle), until: addDays(monthStart(year, last), -1) },
    end: { from: monthStart(year, last), until: end },
  };
}

/** The first day of a month; months beyond 12 are of the next year. */
function monthStart(year: number, month: number): LocalDate {
  return new Date(Date.UTC(year, month - 1, 1)).toISOString().slice(0, 10);
}
