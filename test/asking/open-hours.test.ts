import { describe, expect, test } from "vitest";
import { gatheredAt, heldUntil, isOpen, nextOpening } from "../../shared/asking/open-hours.ts";
import type { Cause, LetterName } from "../../shared/jobs/job.ts";
import type { HolidayRegion } from "../../shared/time/holidays.ts";

type Zone = "Europe/Paris" | "America/Cayenne" | "Indian/Reunion" | "Indian/Mayotte";

/** Whether it is open at an instant, and when it opens next. */
function check(at: string, open: boolean, next: string, timeZone: Zone, holidays: HolidayRegion): void {
  const now = Date.parse(at);
  expect(isOpen({ timeZone, holidays }, now)).toBe(open);
  expect(nextOpening({ timeZone, holidays }, now)).toBe(next);
}

describe("open hours are from 8 to 19 h of working days at the network's place", () => {
  test.each<[what: string, at: string, open: boolean, next: string, zone?: Zone, place?: HolidayRegion]>([
    ["a Tuesday before eight waits for eight", "2008-05-13T05:59:59.999Z", false, "2008-05-13T06:00:00.000Z"],
    ["eight o'clock is open", "2008-05-13T06:00:00.000Z", true, "2008-05-14T06:00:00.000Z"],
    ["the last moment before 19 h is open", "2008-05-13T16:59:59.999Z", true, "2008-05-14T06:00:00.000Z"],
    ["19 h waits for the morning", "2008-05-13T17:00:00.000Z", false, "2008-05-14T06:00:00.000Z"],
    ["23:10 waits for the morning", "2008-05-13T21:10:00.000Z", false, "2008-05-14T06:00:00.000Z"],
    ["midnight waits for the morning that begins", "2008-05-13T22:00:00.000Z", false, "2008-05-14T06:00:00.000Z"],
    ["a Friday evening waits for Monday", "2008-06-06T18:00:00.000Z", false, "2008-06-09T06:00:00.000Z"],
    ["a Saturday at noon waits for Monday", "2008-06-07T10:00:00.000Z", false, "2008-06-09T06:00:00.000Z"],
    ["the Sunday before Whit Monday waits for Tuesday", "2008-05-11T10:00:00.000Z", false, "2008-05-13T06:00:00.000Z"],
    ["Christmas Eve at 20 h waits for the 26th", "2008-12-24T19:00:00.000Z", false, "2008-12-26T07:00:00.000Z"],
    [
      "Christmas Eve at 20 h in Strasbourg waits for Monday 29",
      "2008-12-24T19:00:00.000Z",
      false,
      "2008-12-29T07:00:00.000Z",
      "Europe/Paris",
      "FR-67",
    ],
    ["31 December at night waits for the 2nd", "2008-12-31T22:00:00.000Z", false, "2009-01-02T07:00:00.000Z"],
    [
      "the Friday before summer time waits for 8 h of summer",
      "2008-03-28T20:00:00.000Z",
      false,
      "2008-03-31T06:00:00.000Z",
    ],
    [
      "the Friday before winter time waits for 8 h of winter",
      "2008-10-24T20:00:00.000Z",
      false,
      "2008-10-27T07:00:00.000Z",
    ],
    ["8:30 of the first working day of summer is open", "2008-03-31T06:30:00.000Z", true, "2008-04-01T06:00:00.000Z"],
    ["7:30 of the first working day of winter is not", "2008-10-27T06:30:00.000Z", false, "2008-10-27T07:00:00.000Z"],
    [
      "Cayenne opens at 11 h UTC",
      "2008-05-13T10:59:00.000Z",
      false,
      "2008-05-13T11:00:00.000Z",
      "America/Cayenne",
      "FR-973",
    ],
    [
      "Cayenne is open when Paris is closed",
      "2008-05-13T21:10:00.000Z",
      true,
      "2008-05-14T11:00:00.000Z",
      "America/Cayenne",
      "FR-973",
    ],
    [
      "Cayenne's evening is of the day before",
      "2008-05-14T00:30:00.000Z",
      false,
      "2008-05-14T11:00:00.000Z",
      "America/Cayenne",
      "FR-973",
    ],
    [
      "Cayenne rests on 10 June",
      "2008-06-10T12:00:00.000Z",
      false,
      "2008-06-11T11:00:00.000Z",
      "America/Cayenne",
      "FR-973",
    ],
    [
      "La Réunion opens at 4 h UTC",
      "2008-05-13T04:00:00.000Z",
      true,
      "2008-05-14T04:00:00.000Z",
      "Indian/Reunion",
      "FR-974",
    ],
    [
      "La Réunion closes at 15 h UTC",
      "2008-05-13T15:00:00.000Z",
      false,
      "2008-05-14T04:00:00.000Z",
      "Indian/Reunion",
      "FR-974",
    ],
    [
      "La Réunion rests on 20 December",
      "2010-12-19T20:00:00.000Z",
      false,
      "2010-12-21T04:00:00.000Z",
      "Indian/Reunion",
      "FR-974",
    ],
    [
      "Mayotte rests on 27 April",
      "2009-04-27T08:00:00.000Z",
      false,
      "2009-04-28T05:00:00.000Z",
      "Indian/Mayotte",
      "FR-976",
    ],
  ])("%s (%s)", (_, at, open, next, zone = "Europe/Paris", place = "FR") => check(at, open, next, zone, place));
});

describe("at 23:10, a letter", () => {
  test.each<[what: string, letter: LetterName, cause: Cause | undefined, held: boolean]>([
    ["that someone asked for leaves", "access", undefined, false],
    ["that invites leaves", "invited", undefined, false],
    ["that is a receipt leaves", "decisionReceived", undefined, false],
    ["that reminds waits", "reminder", "line", true],
    ["of the week waits, whoever owes it", "weekly", undefined, true],
    ["of a deadline that passed waits", "deadlinePassed", "line", true],
    ["of a round that someone closed leaves", "roundClosed", undefined, false],
    ["of a round that its deadline closed waits", "roundClosed", "line", true],
    ["with a final of someone's click leaves", "final", undefined, false],
    ["with a final of a deadline waits", "final", "line", true],
    ["of what was done of remarks waits with it", "dispositions", "line", true],
    ["of a deadline that the line moved waits", "deadlineMoved", "line", true],
    ["of a file that was read leaves, though the line read it", "draftRead", "line", false],
  ])("%s", (_, letter, cause, held) => {
    const place = { timeZone: "Europe/Paris", holidays: "FR" } as const;
    const until = heldUntil({ letter, ...(cause && { cause }) }, place, Date.parse("2008-05-13T21:10:00.000Z"));
    expect(until).toBe(held ? "2008-05-14T06:00:00.000Z" : undefined);
    expect(
      heldUntil({ letter, ...(cause && { cause }) }, place, Date.parse("2008-05-14T06:00:00.000Z")),
    ).toBeUndefined();
  });
});

describe("a letter that somebody's act caused, at half past five of a Sunday", () => {
  test.each<[what: string, letter: LetterName, attempt: number, held: boolean]>([
    ["leaves at once", "invited", 1, false],
    ["leaves within the hour that a server does not take it", "invited", 6, false],
    ["waits for Monday where a server has not taken it for longer", "invited", 7, true],
    ["leaves at any attempt where it is the link that somebody asked for", "access", 12, false],
  ])("%s", (_, letter, attempt, held) => {
    const sunday = Date.parse("2008-06-08T03:30:00.000Z");
    const until = heldUntil({ letter, attempt }, { timeZone: "Europe/Paris", holidays: "FR" }, sunday);
    expect(until).toBe(held ? "2008-06-09T06:00:00.000Z" : undefined);
  });
});

describe("what can wait leaves at five of a working day, with the rest of the day", () => {
  test.each<[what: string, happened: string, leaves: string]>([
    ["of the morning, the same day", "2008-05-13T07:30:00.000Z", "2008-05-13T15:00:00.000Z"],
    ["of five sharp, the day after", "2008-05-13T15:00:00.000Z", "2008-05-14T15:00:00.000Z"],
    ["of a Friday evening, on Monday", "2008-06-06T18:00:00.000Z", "2008-06-09T15:00:00.000Z"],
    ["of the eve of a public holiday, after it", "2008-07-11T18:00:00.000Z", "2008-07-15T15:00:00.000Z"],
    ["on winter time, an hour later by the sun", "2008-12-02T09:00:00.000Z", "2008-12-02T16:00:00.000Z"],
  ])("%s", (_, happened, leaves) => {
    const place = { timeZone: "Europe/Paris", holidays: "FR" } as const;
    expect(gatheredAt(happened, place)).toBe(leaves);
    const held = (now: number) => heldUntil({ letter: "newDecision", happened }, place, now);
    expect([held(Date.parse(happened)), held(Date.parse(leaves))]).toEqual([leaves, undefined]);
  });
});
