import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, addMonths, atTime, daysBetween, endOfDay, lastDay, localDate } from "../../shared/time/calendar.ts";

describe("the end of a local day", () => {
  test.each([
    ["an ordinary day in May", "2008-05-12", "Europe/Paris", "2008-05-12T22:00:00.000Z"],
    ["a day in winter", "2008-01-31", "Europe/Paris", "2008-01-31T23:00:00.000Z"],
    ["the day clocks go forward", "2008-03-30", "Europe/Paris", "2008-03-30T22:00:00.000Z"],
    ["the day clocks go back", "2008-10-26", "Europe/Paris", "2008-10-26T23:00:00.000Z"],
    ["a year's last day", "2008-12-31", "Europe/Paris", "2008-12-31T23:00:00.000Z"],
    ["La Réunion", "2008-07-01", "Indian/Reunion", "2008-07-01T20:00:00.000Z"],
    ["a next day that begins at one o'clock", "2018-11-03", "America/Sao_Paulo", "2018-11-04T03:00:00.000Z"],
    ["a day that has its last hour twice", "2018-02-17", "America/Sao_Paulo", "2018-02-18T03:00:00.000Z"],
  ])("%s", (_, date, zone, instant) => expect(endOfDay(date, zone)).toBe(instant));

  const days = fc.integer({ min: 0, max: 40_000 }).map((n) => addDays("1990-01-01", n));
  const zones = fc.constantFrom(
    "Europe/Paris",
    "America/Sao_Paulo",
    "Indian/Reunion",
    "Pacific/Noumea",
    "UTC",
    "Asia/Beirut",
  );
  test("is midnight there, whatever the day and the place", () => {
    fc.assert(
      fc.property(days, zones, (date, zone) => {
        const end = endOfDay(date, zone);
        expect(lastDay(end, zone)).toBe(date);
        expect(localDate(end, zone)).toBe(addDays(date, 1));
      }),
    );
  });
});

describe("a time of day", () => {
  test.each([
    ["a summer afternoon", "2008-07-03", "14:30", "Europe/Paris", "2008-07-03T12:30:00.000Z"],
    ["a winter morning", "2008-01-15", "09:00", "Europe/Paris", "2008-01-15T08:00:00.000Z"],
    ["midnight", "2008-07-03", "00:00", "Europe/Paris", "2008-07-02T22:00:00.000Z"],
    ["an hour that clocks jump", "2008-03-30", "02:30", "Europe/Paris", "2008-03-30T01:30:00.000Z"],
    ["an hour that comes twice", "2008-10-26", "02:30", "Europe/Paris", "2008-10-26T00:30:00.000Z"],
    ["after clocks went forward", "2008-03-30", "03:00", "Europe/Paris", "2008-03-30T01:00:00.000Z"],
    ["La Réunion", "2008-07-03", "14:30", "Indian/Reunion", "2008-07-03T10:30:00.000Z"],
    ["Martinique", "2008-07-03", "22:00", "America/Martinique", "2008-07-04T02:00:00.000Z"],
  ])("%s", (_, date, time, zone, instant) => expect(atTime(date, time, zone)).toBe(instant));
});

describe("days", () => {
  test.each([
    ["2008-02-28", 1, "2008-02-29"],
    ["2008-12-31", 1, "2009-01-01"],
    ["2008-03-30", -30, "2008-02-29"],
  ])("%s and %i days is %s", (from, days, to) => {
    expect(addDays(from, days)).toBe(to);
    expect(daysBetween(from, to)).toBe(days);
  });
});

describe("months later is the same day, or the last of a month that has none", () => {
  test.each([
    ["2008-12-30", 6, "2009-06-30"],
    ["2008-12-31", 6, "2009-06-30"],
    ["2007-08-31", 6, "2008-02-29"],
    ["2008-03-31", -1, "2008-02-29"],
  ])("%s and %i months", (date, months, expected) => expect(addMonths(date, months)).toBe(expected));
});
