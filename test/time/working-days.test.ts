import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, daysBetween } from "../../shared/time/calendar.ts";
import { type HolidayRegion, holidaysOf } from "../../shared/time/holidays.ts";
import { isWorkingDay, nextWorkingDay, previousWorkingDay } from "../../shared/time/working-days.ts";

describe("working days", () => {
  const rows: [date: string, place: HolidayRegion, before: string, after: string][] = [
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
  test.each(rows)("around %s at %s: %s and %s", (date, place, before, after) => {
    const holidays = holidaysOf(place);
    expect(previousWorkingDay(holidays, date)).toBe(before);
    expect(nextWorkingDay(holidays, date)).toBe(after);
  });

  test("the next and the previous are working days, with none between and the day", () => {
    const holidays = holidaysOf("FR-67");
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
