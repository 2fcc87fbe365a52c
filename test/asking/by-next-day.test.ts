import { expect, test } from "vitest";
import { byNextDay } from "../../shared/asking/by-next-day.ts";
import type { Summary } from "../../shared/deliverable/summary.ts";

/** Today is Tuesday 6 May 2008. */
const now = { today: "2008-05-06", timeZone: "Europe/Paris" };
const draft = (title: string, day?: string): Summary =>
  ({
    id: title,
    title,
    stage: "draft",
    duties: [],
    due: day === undefined ? {} : { draft: day },
  }) as unknown as Summary;

test.each([
  ["yesterday is late", "2008-05-05", "late"],
  ["today is of the week", "2008-05-06", "week"],
  ["so is Sunday", "2008-05-11", "week"],
  ["Monday after it is within a month", "2008-05-12", "month"],
  ["so is a day of the next month", "2008-06-06", "month"],
  ["a day more than a month away is later", "2008-06-07", "later"],
  ["no day is none", undefined, "undated"],
])("%s", (_, day, span) => {
  expect(byNextDay([draft("Note", day)], now)[0]!.span).toBe(span);
});

test("what is first due is first, of one day by title; what has no day is last", () => {
  const all = [
    draft("Sans date"),
    draft("Élan", "2008-05-09"),
    draft("Étude", "2008-04-01"),
    draft("Avis", "2008-05-09"),
  ];
  expect(byNextDay(all, now).map(({ summary }) => summary.title)).toEqual(["Étude", "Avis", "Élan", "Sans date"]);
});
