import { monthNamed } from "../i18n/dates.ts";
import type { LocalDate } from "../values.ts";

/** Whether a text is a day of these centuries that exists, as "2008-05-12". */
export function isDay(text: string): boolean {
  const at = /^(?:19|2\d)\d\d-\d\d-\d\d$/.test(text) ? Date.parse(text) : Number.NaN;
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

/** The day of a date as a file gives it, ISO 8601: "2008-05-03T09:00:00Z" → "2008-05-03"; undefined where that is no calendar day. */
export function calendarDay(date = ""): LocalDate | undefined {
  const day = date.slice(0, 10);
  return isDay(day) ? day : undefined;
}

/**
 * A day as people write it, "31/12/2026", "31.12.2026", "31 décembre 2026" or "2026-12-31", as it is kept: "2026-12-31". What
 * is none stays as it is: whether the day exists is checked after (`isDay`).
 */
export function writtenDay(text: string): LocalDate | string {
  const written = text.trim();
  const [, day = "", month = "", year = ""] =
    /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(written) ??
    /^(\d{1,2})(?:er|st|nd|rd|th)?\s+(\p{L}+)\s+(\d{4})$/u.exec(written) ??
    [];
  const number = /^\d/.test(month) ? Number(month) : monthNamed(month);
  return year && number ? `${year}-${String(number).padStart(2, "0")}-${day.padStart(2, "0")}` : written;
}
