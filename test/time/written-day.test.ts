import { expect, test } from "vitest";
import { calendarDay, isDay } from "../../shared/time/written-day.ts";

test.each([
  ["2008-05-12", true],
  ["2008-02-29", true],
  ["2009-02-29", false],
  ["2008-13-01", false],
  ["0026-12-20", false],
  ["1899-12-31", false],
  ["1900-01-01", true],
  ["2999-12-31", true],
  ["2008-5-1", false],
  ["12/05/2008", false],
  ["", false],
])("%s is a day: %s", (text, is) => expect(isDay(text)).toBe(is));

test.each([
  ["2008-05-03T09:00:00Z", "2008-05-03"],
  ["2008-05-03", "2008-05-03"],
  ["2026-99-99T00:00:00Z", undefined],
  ["2009-02-29T09:00:00Z", undefined],
  ["hier", undefined],
  [undefined, undefined],
])("the day of %s, as a file dates what is written in it, is %s", (date, day) => expect(calendarDay(date)).toBe(day));
