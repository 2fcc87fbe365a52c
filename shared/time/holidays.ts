import type { Settings } from "../settings.ts";
import type { LocalDate } from "../values.ts";
import { addDays } from "./calendar.ts";

/** Where public holidays are counted: France, a department of Alsace-Moselle, or one overseas. */
export type HolidayRegion = Settings["holidays"];

/** Whether a day is a public holiday in one region. */
export type Holidays = (date: LocalDate) => boolean;

export type HolidayName =
  | ("newYear" | "labourDay" | "victory" | "nationalDay" | "assumption" | "allSaints" | "armistice" | "christmas")
  | ("goodFriday" | "easterMonday" | "ascension" | "whitMonday" | "secondChristmas" | "abolition");

/** Holidays of one law: days of every year, "05-01", and days counted from Easter Sunday. */
type Law = { fixed: Record<string, HolidayName>; fromEaster?: Record<number, HolidayName> };

/** Code du travail, L3133-1. */
const nation: Law = {
  fixed: {
    ...{ "01-01": "newYear", "05-01": "labourDay", "05-08": "victory", "07-14": "nationalDay" },
    ...{ "08-15": "assumption", "11-01": "allSaints", "11-11": "armistice", "12-25": "christmas" },
  },
  fromEaster: { 1: "easterMonday", 39: "ascension", 50: "whitMonday" },
};

/** L3134-13. Good Friday counts in every commune, not only in those with a Protestant church. */
const alsaceMoselle: Law = { fixed: { "12-26": "secondChristmas" }, fromEaster: { [-2]: "goodFriday" } };

/** What a region adds to the nation's; overseas, the day on which slavery was abolished (L3422-2). */
const local: Record<HolidayRegion, Law> = {
  FR: { fixed: {} },
  "FR-57": alsaceMoselle,
  "FR-67": alsaceMoselle,
  "FR-68": alsaceMoselle,
  "FR-971": { fixed: { "05-27": "abolition" } },
  "FR-972": { fixed: { "05-22": "abolition" } },
  "FR-973": { fixed: { "06-10": "abolition" } },
  "FR-974": { fixed: { "12-20": "abolition" } },
  "FR-976": { fixed: { "04-27": "abolition" } },
};

/** The public holidays of a region by the law of today, whatever the year. */
export function holidaysOf(region: HolidayRegion): Holidays {
  return (date) => holidayOn(region, date) !== undefined;
}

/** Which public holiday a day is in a region; where two fall together, as on 1 May 2008, the one of every year. */
export function holidayOn(region: HolidayRegion, date: LocalDate): HolidayName | undefined {
  const fixed = nation.fixed[date.slice(5)] ?? local[region].fixed[date.slice(5)];
  if (fixed) return fixed;
  const easter = easterOf(Number(date.slice(0, 4)));
  const movable = Object.entries({ ...nation.fromEaster, ...local[region].fromEaster });
  return movable.find(([days]) => addDays(easter, Number(days)) === date)?.[1];
}

/** Easter Sunday of a Gregorian year (Meeus, Astronomical Algorithms, chapter 8; his letters). */
export function easterOf(year: number): LocalDate {
  const a = year % 19;
  const [b, c] = divide(year, 100);
  const [d, e] = divide(b, 4);
  const [f] = divide(b + 8, 25);
  const [g] = divide(b - f + 1, 3);
  const h = (19 * a + b - d - g + 15) % 30;
  const [i, k] = divide(c, 4);
  const l = (32 + 2 * e + 2 * i - h - k) % 7;
  const [m] = divide(a + 11 * h + 22 * l, 451);
  const [month, day] = divide(h + l - 7 * m + 114, 31);
  return new Date(Date.UTC(year, month - 1, day + 1)).toISOString().slice(0, 10);
}

function divide(dividend: number, divisor: number): [quotient: number, remainder: number] {
  return [Math.floor(dividend / divisor), dividend % divisor];
}
