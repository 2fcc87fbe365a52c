import { dateFormat } from "../i18n/intl.ts";
import { neutralLanguage } from "../i18n/languages.ts";
import type { Instant, LocalDate } from "../values.ts";

/**
 * When a local day ends: the first instant of the next one in `timeZone` (IANA). Holds where clocks change at midnight.
 */
export function endOfDay(date: LocalDate, timeZone: string): Instant {
  const next = addDays(date, 1);
  const instants = guesses(Date.parse(next), timeZone).filter((each) => localDay(each, timeZone) === next);
  return new Date(Math.min(...instants)).toISOString();
}

/**
 * The instant of a time of day, "14:30", in `timeZone`: the first of the two where clocks go back over it, and as if they
 * had not gone forward where they jump it.
 */
export function atTime(date: LocalDate, time: string, timeZone: string): Instant {
  const utc = Date.parse(`${date}T${time}:00.000Z`);
  const instants = guesses(utc, timeZone);
  const exact = instants.filter((each) => each + offset(each, timeZone) === utc);
  return new Date(Math.min(...(exact.length > 0 ? exact : [Math.max(...instants)]))).toISOString();
}

/** The day it is in `timeZone` at an instant. */
export function localDate(instant: Instant, timeZone: string): LocalDate {
  return localDay(Date.parse(instant), timeZone);
}

/** The last day one may still act before `deadline`: midnight belongs to the day it ends. */
export function lastDay(deadline: Instant, timeZone: string): LocalDate {
  return localDay(Date.parse(deadline) - 1, timeZone);
}

/** The date so many days later, earlier where `days` is negative. */
export function addDays(date: LocalDate, days: number): LocalDate {
  return new Date(Date.parse(date) + days * millisecondsPerDay).toISOString().slice(0, 10);
}

/** The same day so many months later, "2009-06-30" six after "2008-12-30"; the last day of a month that has no such day. */
export function addMonths(date: LocalDate, months: number): LocalDate {
  const [year = 0, month = 1, day = 1] = date.split("-").map(Number);
  const last = new Date(Date.UTC(year, month + months, 0));
  last.setUTCDate(Math.min(day, last.getUTCDate()));
  return last.toISOString().slice(0, 10);
}

/** From `from` to `to`; negative when `to` is before. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / millisecondsPerDay);
}

/** The number of the week that a day is in (ISO 8601): the first of a year is that of its first Thursday. */
export function weekNumber(date: LocalDate): number {
  const weekday = (new Date(date).getUTCDay() + 6) % 7;
  const thursday = addDays(date, 3 - weekday);
  return 1 + Math.floor(daysBetween(`${thursday.slice(0, 4)}-01-01`, thursday) / 7);
}

const millisecondsPerDay = 86_400_000;

/** Where the instant may be at which clocks show what those of UTC show at `utc`. */
function guesses(utc: number, timeZone: string): number[] {
  const first = utc - offset(utc, timeZone);
  return [first, utc - offset(first, timeZone), utc - offset(first - 2 * 3_600_000, timeZone)];
}

function localDay(at: number, timeZone: string): LocalDate {
  return new Date(at + offset(at, timeZone)).toISOString().slice(0, 10);
}

/** Local time less UTC at an instant, milliseconds. Since 1980 clocks have changed at whole minutes alone, for which it is kept. */
function offset(at: number, timeZone: string): number {
  if (at < firstKept) return offsetThen(at, timeZone);
  const minute = `${Math.floor(at / 60_000)} ${timeZone}`;
  const known = offsets.get(minute) ?? offsetThen(at, timeZone);
  if (offsets.size >= mostKept) offsets.clear();
  offsets.set(minute, known);
  return known;
}

const firstKept = Date.UTC(1980, 0);
const mostKept = 10_000;
const offsets = new Map<string, number>();

function offsetThen(at: number, timeZone: string): number {
  const parts = Object.fromEntries(
    dateFormat(neutralLanguage, { ...allParts, timeZone })
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1000) * 1000;
}

const allParts = {
  hourCycle: "h23",
  year: "numeric",
  month: "numeric",
  day: "numeric",
  hour: "numeric",
  minute: "numeric",
  second: "numeric",
} as const;
