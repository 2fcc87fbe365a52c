import Calendar from "date-holidays";
import { describe, expect, test } from "vitest";
import { addDays } from "../../shared/time/calendar.ts";
import { easterOf, type HolidayRegion, holidayOn, holidaysOf } from "../../shared/time/holidays.ts";
import { tries } from "../long.ts";

describe("public holidays", () => {
  const rows: [what: string, place: HolidayRegion, date: string, holiday: boolean][] = [
    ["New Year", "FR", "2008-01-01", true],
    ["Easter Monday", "FR", "2008-03-24", true],
    ["1 May, and Ascension with it that year", "FR", "2008-05-01", true],
    ["8 May", "FR", "2008-05-08", true],
    ["Whit Monday", "FR", "2008-05-12", true],
    ["Whit Sunday, a Sunday like others", "FR", "2008-05-11", false],
    ["14 July", "FR", "2008-07-14", true],
    ["Assumption", "FR", "2008-08-15", true],
    ["All Saints", "FR", "2008-11-01", true],
    ["11 November", "FR", "2008-11-11", true],
    ["Christmas", "FR", "2008-12-25", true],
    ["an ordinary day", "FR", "2008-07-03", false],
    ["1 May", "FR", "2026-05-01", true],
    ["Ascension", "FR", "2026-05-14", true],
    ["the day after, which many take", "FR", "2026-05-15", false],
    ["Whit Monday", "FR", "2026-05-25", true],
    ["14 July", "FR", "2026-07-14", true],
    ["Good Friday in Paris", "FR", "2026-04-03", false],
    ["Good Friday in Metz", "FR-57", "2008-03-21", true],
    ["Good Friday in Strasbourg", "FR-67", "2026-04-03", true],
    ["Good Friday in Colmar", "FR-68", "2026-04-03", true],
    ["26 December in Paris", "FR", "2008-12-26", false],
    ["26 December in Metz", "FR-57", "2008-12-26", true],
    ["26 December in Strasbourg", "FR-67", "2026-12-26", true],
    ["26 December in Colmar", "FR-68", "2008-12-26", true],
    ["14 July in Strasbourg, as anywhere", "FR-67", "2026-07-14", true],
    ["abolition in Guadeloupe", "FR-971", "2008-05-27", true],
    ["abolition in Martinique", "FR-972", "2026-05-22", true],
    ["abolition in Guyane", "FR-973", "2026-06-10", true],
    ["abolition at La Réunion", "FR-974", "2008-12-20", true],
    ["abolition in Mayotte", "FR-976", "2026-04-27", true],
    ["abolition in Mayotte, seen from Paris", "FR", "2026-04-27", false],
    ["Ascension in Martinique, as anywhere", "FR-972", "2026-05-14", true],
    ["Easter Monday at its latest", "FR", "2038-04-26", true],
    ["29 February, which is no holiday", "FR", "2028-02-29", false],
  ];
  test.each(rows)("%s (%s): %s, %s", (_, place, date, holiday) => {
    expect(holidaysOf(place)(date)).toBe(holiday);
  });
});

test.each([
  ["Easter Monday has its name", "FR", "2009-04-13", "easterMonday"],
  ["Good Friday has its name in Alsace", "FR-67", "2009-04-10", "goodFriday"],
  ["an ordinary Friday has none", "FR", "2009-04-10", undefined],
  ["of two on one day the one of every year is named", "FR", "2008-05-01", "labourDay"],
] as const)("%s", (_, place, date, name) => {
  expect(holidayOn(place, date)).toBe(name);
});

/** The departments as the library names them. */
const departments: Record<HolidayRegion, string> = {
  FR: "",
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
 * Where `date-holidays` goes further than the law: Good Friday in Guadeloupe and Martinique is a day off by custom;
 * neither L3422-2 nor any other article names it.
 */
const byCustom: Partial<Record<HolidayRegion, string>> = { "FR-971": "Vendredi saint", "FR-972": "Vendredi saint" };

/** The library takes a second for a century of one department. */
const everyYears = tries(7, 1);

describe("every public holiday from 1990 to 2100 is one of date-holidays, and the other way round", () => {
  test.each(Object.entries(departments) as [HolidayRegion, string][])("at %s", (place, department) => {
    const library = new Calendar({ country: "FR", state: department }, { types: ["public"], timezone: "UTC" });
    const holidays = holidaysOf(place);
    for (let year = 1990; year <= 2100; year += everyYears) {
      const expected = library.getHolidays(year, "fr").filter(({ name }) => name !== byCustom[place]);
      expect(daysOf(year).filter(holidays)).toEqual([...new Set(expected.map(({ date }) => date.slice(0, 10)))]);
    }
  });

  test("but for Good Friday in Guadeloupe and Martinique, a day off by custom that no law names", () => {
    for (const place of ["FR-971", "FR-972"] as const) {
      const library = new Calendar({ country: "FR", state: departments[place] }, { types: ["public"] });
      expect(library.getHolidays(2026, "fr").map(({ name }) => name)).toContain("Vendredi saint");
      expect(holidaysOf(place)("2026-04-03")).toBe(false);
    }
  });
});

test.each([
  [1818, "1818-03-22"],
  [1943, "1943-04-25"],
  [2000, "2000-04-23"],
  [2100, "2100-03-28"],
  [2285, "2285-03-22"],
])("Easter of %s is on %s", (year, date) => {
  expect(easterOf(year)).toBe(date);
});

function daysOf(year: number): string[] {
  const days: string[] = [];
  for (let day = `${year}-01-01`; day.startsWith(`${year}-`); day = addDays(day, 1)) days.push(day);
  return days;
}
