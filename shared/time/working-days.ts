import type { Settings } from "../settings.ts";
import type { LocalDate } from "../values.ts";
import { addDays } from "./calendar.ts";
import type { Holidays } from "./holidays.ts";

/** What working days and hours are counted by: a region's holidays, and a time zone ("FR", "Europe/Paris"). */
export type WorkCalendar = Pick<Settings, "holidays" | "timeZone">;

/** Neither a Saturday, nor a Sunday, nor a public holiday. */
export function isWorkingDay(holidays: Holidays, date: LocalDate): boolean {
  const weekday = new Date(date).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !holidays(date);
}

/** The day itself if one works on it, else the first after it. */
export function nextWorkingDay(holidays: Holidays, date: LocalDate): LocalDate {
  return isWorkingDay(holidays, date) ? date : nextWorkingDay(holidays, addDays(date, 1));
}

/** The day itself if one works on it, else the last before it. */
export function previousWorkingDay(holidays: Holidays, date: LocalDate): LocalDate {
  return isWorkingDay(holidays, date) ? date : previousWorkingDay(holidays, addDays(date, -1));
}
