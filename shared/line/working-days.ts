import type { Settings } from "../settings.ts";
import type { LocalDate } from "../workflow/state.ts";
import { addDays } from "./calendar.ts";

/** Where public holidays are counted: France, a department of Alsace-Moselle, or one overseas. */
export type Place = Settings["holidays"];

/** Whether a day is a public holiday at one place. */
export type Holidays = (date: LocalDate) => boolean;

/** The departments that have holidays of their own, as `date-holidays` names them; the others have the nation's. */
const departments: Record<Place, string | undefined> = {
  FR: undefined,
  "FR-57": "57",
  "FR-67": "67",
  "FR-68": "68",
  "FR-971": "GP",
  "FR-972": "MQ",
  "FR-973": "GF",
  "FR-974": "RE",
  "FR-976": "YT",
};

/**
 * The public holidays of a place (Code du travail, L3133-1, L3134-13 and L3422-2). The library that
 * knows them is loaded at the first call, and a year's holidays are worked out once.
 */
export function holidaysOf(place: Place): Promise<Holidays> {
  const loading = loaded.get(place) ?? load(place);
  loaded.set(place, loading);
  return loading;
}

const loaded = new Map<Place, Promise<Holidays>>();

async function load(place: Place): Promise<Holidays> {
  const { default: Calendar } = await import("date-holidays");
  const department = departments[place];
  const options = { types: ["public" as const], timezone: "UTC" };
  const calendar = department ? new Calendar("FR", department, options) : new Calendar("FR", options);
  const years = new Map<string, ReadonlySet<LocalDate>>();
  return (date) => {
    const year = date.slice(0, 4);
    const known = years.get(year) ?? new Set(calendar.getHolidays(year).map((holiday) => holiday.date.slice(0, 10)));
    years.set(year, known);
    return known.has(date);
  };
}

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
