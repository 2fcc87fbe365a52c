import { describe, expect, test } from "vitest";
import { dueReminder, extensionOf, roundDeadline } from "../../shared/asking/deadline.ts";
import type { DueDates } from "../../shared/deliverable/plan/due-dates.ts";
import type { Round } from "../../shared/deliverable/state.ts";
import { type HolidayRegion, holidaysOf } from "../../shared/time/holidays.ts";
import { demands } from "../deliverable/scenario.ts";

const place = (holidays: HolidayRegion = "FR") => ({ holidays, timeZone: "Europe/Paris" });
const at = (local: string) => Date.parse(`${local}T12:00:00.000Z`);
/** The end of a day in summer. */
const end = (date: string) => `${date}T22:00:00.000Z`;

describe("when a round ends", () => {
  const open: Pick<Round, "outcome">[] = [];
  const toConfirm = [{ outcome: "toIntegrate" as const }];
  const rows: [
    what: string,
    due: DueDates,
    rounds: Pick<Round, "outcome">[],
    days: number,
    now: string,
    last: string,
  ][] = [
    ["on the day planned", { review: "2008-06-13" }, open, 21, "2008-05-16", "2008-06-13"],
    ["on a Sunday, if that was planned", { review: "2008-06-15" }, open, 21, "2008-05-16", "2008-06-15"],
    ["as many days on as the kind gives", {}, open, 21, "2008-05-16", "2008-06-06"],
    ["also where the day planned is past", { review: "2008-05-15" }, open, 21, "2008-05-16", "2008-06-06"],
    ["on the day planned, that very day", { review: "2008-05-16" }, open, 21, "2008-05-16", "2008-05-16"],
    ["on Monday, not on Saturday", {}, open, 15, "2008-05-16", "2008-06-02"],
    ["on Tuesday, not on Whit Monday", {}, open, 10, "2008-05-02", "2008-05-13"],
    ["on Friday, not on 1 May", {}, open, 7, "2008-04-24", "2008-05-02"],
    ["a confirming one by its own days", { review: "2008-09-30" }, toConfirm, 21, "2008-05-16", "2008-05-23"],
  ];
  test.each(rows)("%s", async (_, due, rounds, days, now, last) => {
    const state = { due, rounds: rounds as Round[] };
    const kind = { days, confirming: { quorum: 1, days: 7 } };
    expect(roundDeadline(place(), state, kind, at(now))).toBe(end(last));
  });

  test("where it is: in Alsace Good Friday is a day off, and Easter Monday everywhere", async () => {
    const state = { due: {}, rounds: [] };
    const deadlines = await Promise.all(
      (["FR", "FR-67"] as const).map((there) => roundDeadline(place(there), state, { days: 4 }, at("2026-03-30"))),
    );
    expect(deadlines).toEqual([end("2026-04-03"), end("2026-04-07")]);
  });
});

describe("more time at the deadline", () => {
  const round = (changes: Partial<Round["rule"]>, extended = false) =>
    ({ deadline: end("2008-05-05"), extended, rule: { atDeadline: { do: "extend", days: 7 }, ...changes } }) as Round;
  const rows: [what: string, round: Round, now: string, until: string | undefined][] = [
    ["to the next working day", round({}), "2008-05-06", end("2008-05-13")],
    ["from today, where that is past", round({}), "2008-06-04", end("2008-06-11")],
    ["once", round({}, true), "2008-05-06", undefined],
    ["only where the rule says so", round({ atDeadline: { do: "escalate" } }), "2008-05-06", undefined],
  ];
  test.each(rows)("%s", async (_, given, now, until) => {
    expect(extensionOf(place(), given, at(now))).toBe(until);
  });
});

describe("the reminder that is due", () => {
  const rows: [
    what: string,
    last: string,
    given: string,
    reminded: number[],
    today: string,
    days: number | undefined,
  ][] = [
    ["none yet", "2008-06-27", "2008-06-02", [], "2008-06-19", undefined],
    ["the first, on its day", "2008-06-27", "2008-06-02", [], "2008-06-20", 7],
    ["not again", "2008-06-27", "2008-06-02", [7], "2008-06-21", undefined],
    ["the second", "2008-06-27", "2008-06-02", [7], "2008-06-25", 2],
    ["the second alone, where the first was missed", "2008-06-27", "2008-06-02", [], "2008-06-25", 2],
    ["the Friday before its Sunday", "2008-06-22", "2008-06-02", [], "2008-06-13", 7],
    ["not the day the deadline was given", "2008-06-27", "2008-06-20", [], "2008-06-20", undefined],
    ["nor one that was past by then", "2008-06-27", "2008-06-23", [], "2008-06-24", undefined],
  ];
  test.each(rows)("%s", async (_, last, given, reminded, today, days) => {
    const round = { deadline: end(last), deadlineGiven: `${given}T09:00:00.000Z`, reminded };
    const here = { timeZone: "Europe/Paris", holidays: holidaysOf("FR") };
    expect(dueReminder(here, round, demands.reminders, today)).toBe(days);
  });
});
