import { describe, expect, test } from "vitest";
import { mondayOf, weekOf } from "../../shared/asking/week.ts";
import type { Summary } from "../../shared/deliverable/summary.ts";
import { isDone, takeOnce } from "../../shared/stored/once.ts";
import { openWorld } from "../world.ts";

test.each([
  ["2008-05-05", "2008-05-05"],
  ["2008-05-11", "2008-05-05"],
  ["2009-01-01", "2008-12-29"],
])("the week of %s begins on %s", (date, monday) => expect(mondayOf(date)).toBe(monday));

describe("the week of 5 May, seen on its Tuesday", () => {
  const due = { draft: "2008-03-20", review: "2008-05-12", final: "2008-07-01" };
  const summary = (changes: Partial<Summary>) =>
    ({ title: "Laïcité", stage: "draft", due, duties: [], ...changes }) as Summary;
  const round = (deadline: string) => ({ deadline }) as Summary["round"] & object;
  const rows: [what: string, summary: Summary, late: string[], due: string[]][] = [
    ["a draft that did not come", summary({}), ["draft 2008-03-20"], []],
    ["one that is due", summary({ due: { draft: "2008-05-11" } }), [], ["draft 2008-05-11"]],
    ["one due next week", summary({ due: { draft: "2008-05-12" } }), [], []],
    ["one due yesterday", summary({ due: { draft: "2008-05-05" } }), ["draft 2008-05-05"], []],
    ["a deliverable without dates", summary({ due: {} }), [], []],
    ["one of which only the final has a day", summary({ due: { final: "2008-05-11" } }), [], ["draft 2008-05-11"]],
    [
      "one that answers a round",
      summary({
        answering: { undisposed: 0, confirmed: false, remarks: 2 },
        due: { draft: "2008-03-20", final: "2008-05-11" },
      }),
      [],
      ["final 2008-05-11"],
    ],
    [
      "a round that ends",
      summary({ stage: "review", round: round("2008-05-09T22:00:00.000Z") }),
      [],
      ["review 2008-05-09"],
    ],
    [
      "one that ended",
      summary({ stage: "review", round: round("2008-05-05T22:00:00.000Z") }),
      ["review 2008-05-05"],
      [],
    ],
    [
      "one whose final documents are late too",
      summary({ stage: "review", round: round("2008-05-07T22:00:00.000Z"), due: { final: "2008-04-30" } }),
      ["final 2008-04-30"],
      ["review 2008-05-07"],
    ],
    [
      "final documents that are being set",
      summary({ stage: "final", due: { final: "2008-05-06" } }),
      [],
      ["final 2008-05-06"],
    ],
    ["and that are there", summary({ stage: "final", ready: true, due: { final: "2008-05-06" } }), [], []],
    [
      "a correction to declare, whose draft came late",
      summary({
        duties: [{ person: "coordination", what: "correction" }],
        due: { draft: "2008-05-02", final: "2008-05-11" },
      }),
      [],
      ["final 2008-05-11"],
    ],
    [
      "one to declare that has no day",
      summary({ duties: [{ person: "coordination", what: "correction" }], due: { draft: "2008-05-02" } }),
      [],
      [],
    ],
    ["a deliverable withdrawn", summary({ stage: "withdrawn" }), [], []],
  ];
  test.each(rows)("%s", (_, given, late, ahead) => {
    const week = weekOf([given], { monday: "2008-05-05", today: "2008-05-06", timeZone: "Europe/Paris" });
    const said = (items: { what: string; date: string }[]) => items.map(({ what, date }) => `${what} ${date}`);
    expect([said(week.late), said(week.due)]).toEqual([late, ahead]);
  });

  test("has the oldest first", () => {
    const summaries = ["2008-05-09", "2008-05-07", "2008-05-08"].map((draft) => summary({ due: { draft } }));
    const week = weekOf(summaries, { monday: "2008-05-05", today: "2008-05-06", timeZone: "Europe/Paris" });
    expect(week.due.map(({ date }) => date)).toEqual(["2008-05-07", "2008-05-08", "2008-05-09"]);
  });
});

describe("an act done once in a period", () => {
  test("is the first one's, however many come at once, and again", async () => {
    const world = openWorld();
    const jobs = ["a", "b", "c", "d"];
    const taken = await Promise.all(jobs.map((job) => takeOnce(world, "reminder/p", "2008-05-06", job)));
    expect(taken.filter(Boolean)).toHaveLength(1);
    const first = jobs[taken.indexOf(true)]!;
    expect(await takeOnce(world, "reminder/p", "2008-05-06", first)).toBe(true);
    expect(await isDone(world, "reminder/p", "2008-05-06")).toBe(true);
  });

  test("is another in another period, and for another", async () => {
    const world = openWorld();
    const taken = [
      await takeOnce(world, "reminder/p", "2008-05-06", "a"),
      await takeOnce(world, "reminder/p", "2008-05-07", "b"),
      await takeOnce(world, "reminder/q", "2008-05-06", "c"),
    ];
    expect(taken).toEqual([true, true, true]);
    expect(await isDone(world, "weekly", "2008-05-05")).toBe(false);
  });
});
