import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, daysBetween } from "../../shared/line/calendar.ts";
import {
  holidaysOf,
  isWorkingDay,
  nextWorkingDay,
  type Place,
  previousWorkingDay,
} from "../../shared/line/working-days.ts";

describe("public holidays", () => {
  const rows: [what: string, place: Place, date: string, holiday: boolean][] = [
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
  ];
  test.each(rows)("%s (%s): %s, %s", async (_, place, date, holiday) => {
    expect((await holidaysOf(place))(date)).toBe(holiday);
  });
});

describe("working days", () => {
  const rows: [date: string, place: Place, before: string, after: string][] = [
    ["2008-05-13", "FR", "2008-05-13", "2008-05-13"],
    ["2008-05-12", "FR", "2008-05-09", "2008-05-13"],
    ["2008-05-10", "FR", "2008-05-09", "2008-05-13"],
    ["2008-05-01", "FR", "2008-04-30", "2008-05-02"],
    ["2026-05-03", "FR", "2026-04-30", "2026-05-04"],
    ["2026-04-03", "FR", "2026-04-03", "2026-04-03"],
    ["2026-04-03", "FR-67", "2026-04-02", "2026-04-07"],
    ["2008-12-26", "FR-57", "2008-12-24", "2008-12-29"],
    ["2026-01-01", "FR", "2025-12-31", "2026-01-02"],
  ];
  test.each(rows)("around %s at %s: %s and %s", async (date, place, before, after) => {
    const holidays = await holidaysOf(place);
    expect(previousWorkingDay(holidays, date)).toBe(before);
    expect(nextWorkingDay(holidays, date)).toBe(after);
  });

  test("the next and the previous are working days, with none between and the day", async () => {
    const holidays = await holidaysOf("FR-67");
    const days = fc.integer({ min: 0, max: 15_000 }).map((n) => addDays("2005-01-01", n));
    fc.assert(
      fc.property(days, (date) => {
        const [before, after] = [previousWorkingDay(holidays, date), nextWorkingDay(holidays, date)];
        expect([isWorkingDay(holidays, before), isWorkingDay(holidays, after)]).toEqual([true, true]);
        for (let day = addDays(before, 1); day < after; day = addDays(day, 1))
          expect(isWorkingDay(holidays, day)).toBe(before === after);
        expect(daysBetween(before, after)).toBeLessThanOrEqual(5);
      }),
    );
  });
});
