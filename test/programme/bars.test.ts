import { describe, expect, test } from "vitest";
import type { Summary } from "../../shared/deliverable/summary.ts";
import { type Bar, type BarMeeting, barsOf, type Point } from "../../shared/programme/bars.ts";
import type { Expected } from "../../shared/programme/state.ts";

const now = { today: "2008-05-06", timeZone: "Europe/Paris" };

/** A document of the action, a draft begun in March unless told otherwise. */
const document = (said: Partial<Summary> = {}): Summary =>
  ({
    ...{ id: "note", title: "Point de vue", kind: "framing-note", stage: "draft", ready: false, action: "2008/outils" },
    ...{ begun: "2008-03-03T09:00:00.000Z", due: { draft: "2008-05-20", review: "2008-06-12", final: "2008-07-01" } },
    ...said,
  }) as Summary;
const opened = { opened: "2008-04-02T09:00:00.000Z" };
const round = { deadline: "2008-05-12T22:00:00.000Z" } as NonNullable<Summary["round"]>;
const closed = { ...opened, closed: "2008-04-20T09:00:00.000Z" };

const said = ({ stretches, late, final }: Pick<Bar, "stretches" | "late" | "final">): string[] => [
  ...stretches.map(({ what, when, from, until }) => `${what} ${when} ${from} ${until}`),
  ...(late ? [`late ${late.since} ${late.until}`] : []),
  ...(final ? [`final ${final.date}${final.done ? " done" : ""}`] : []),
];

describe("the bar of a document", () => {
  test.each<[string, Partial<Summary>, string[]]>([
    [
      "a draft in time is written up to its day, then reviewed and put in order as planned",
      {},
      [
        "draft now 2008-03-03 2008-05-20",
        "review planned 2008-05-20 2008-06-12",
        "rest planned 2008-06-12 2008-07-01",
        "final 2008-07-01",
      ],
    ],
    [
      "a late draft is late up to today, from which on its review is planned",
      { due: { draft: "2008-04-30", review: "2008-06-12" } },
      ["draft now 2008-03-03 2008-04-30", "review planned 2008-05-06 2008-06-12", "late 2008-04-30 2008-05-06"],
    ],
    ["a draft without any day is written up to today", { due: {} }, ["draft now 2008-03-03 2008-05-06"]],
    [
      "a review was written before it opened, and ends with its round",
      { stage: "review", ...opened, round },
      [
        "draft past 2008-03-03 2008-04-02",
        "review now 2008-04-02 2008-05-12",
        "rest planned 2008-05-12 2008-07-01",
        "final 2008-07-01",
      ],
    ],
    [
      "an answer follows its review, up to the day of the final",
      { ...closed, answering: { undisposed: 2, confirmed: true, remarks: 9 } },
      [
        "draft past 2008-03-03 2008-04-02",
        "review past 2008-04-02 2008-04-20",
        "draft now 2008-04-20 2008-07-01",
        "final 2008-07-01",
      ],
    ],
    [
      "a final has the day of its approval",
      { stage: "final", ready: true, ...closed, approved: "2008-04-20" },
      ["draft past 2008-03-03 2008-04-02", "review past 2008-04-02 2008-04-20", "final 2008-04-20 done"],
    ],
    [
      "one that is being set is not done",
      { stage: "final", ...closed, approved: "2008-04-20" },
      ["draft past 2008-03-03 2008-04-02", "review past 2008-04-02 2008-04-20", "final 2008-04-20"],
    ],
  ])("%s", (_, more, expected) => {
    const { bars } = barsOf({ expected: [] }, [document(more)], now);
    expect(said(bars[0]!)).toEqual(expected);
  });

  test("there is none of what was withdrawn", () => {
    expect(barsOf({ expected: [] }, [document({ stage: "withdrawn" })], now).bars).toEqual([]);
  });
});

const expected = (more: Partial<Expected> = {}) =>
  ({
    ...{ id: "finale", what: "document", title: "Note finale", count: 1, sources: [] },
    ...{ when: { said: "fin septembre 2008", from: "2008-09-21", until: "2008-09-30" } },
    ...more,
  }) as Expected;

describe("what is expected", () => {
  test("and not begun is planned on the days that were said", () => {
    const { bars } = barsOf({ expected: [expected()] }, [], now);
    expect(said(bars[0]!)).toEqual(["draft planned 2008-09-21 2008-09-30", "final 2008-09-30"]);
  });

  test("and past its day is late", () => {
    const when = { said: "mars 2008", from: "2008-03-01", until: "2008-03-31" };
    expect(barsOf({ expected: [expected({ when })] }, [], now).bars[0]!.late).toEqual({
      since: "2008-03-31",
      until: "2008-05-06",
    });
  });

  const year = { said: "2008", from: "2008-01-01", until: "2008-12-31" };
  const points = (of: readonly Point[]) => of.map(({ date, state }) => `${date} ${state}`);

  test("of which there are many is a series: what is done, what goes on, and the last of the year for what lacks", () => {
    const monthly = expected({ id: "veille", title: "Veille", count: 12, when: year });
    const months = ["2008-01-31", "2008-02-28", "2008-03-30"].map((approved, at) =>
      document({ id: `veille-${at}`, stage: "final", ready: true, approved, expectation: "veille" }),
    );
    const open = document({ id: "veille-4", expectation: "veille", due: { draft: "2008-05-28" } });
    const { series, bars } = barsOf({ expected: [monthly] }, [...months, open], now);
    expect(bars).toEqual([]);
    expect(points(series[0]!.points)).toEqual([
      ...["2008-01-31 done", "2008-02-28 done", "2008-03-30 done", "2008-04-30 planned", "2008-05-28 now"],
      ...["2008-06-30 planned", "2008-07-31 planned", "2008-08-31 planned", "2008-09-30 planned"],
      ...["2008-10-31 planned", "2008-11-30 planned", "2008-12-31 planned"],
    ]);
    const letters = expected({ id: "lettres", title: "Lettres", count: 9_999, when: year });
    expect(barsOf({ expected: [letters] }, [], now).series[0]!.points).toHaveLength(53);
  });
});

describe("meetings", () => {
  const meeting = (id: string, date: string, more: Partial<BarMeeting> = {}): BarMeeting => ({
    ...{ id, date, title: "Séminaire interne", kind: "internal", stage: "planned", documents: [] },
    ...more,
  });

  test("are rings of the document that they discuss, in its days", () => {
    const own = [
      meeting("in", "2008-06-01", { documents: ["note"] }),
      meeting("after", "2008-11-02", { documents: ["note"] }),
    ];
    const { bars, gatherings } = barsOf({ expected: [] }, [document()], now, own);
    expect(bars[0]!.rings.map(({ meeting }) => meeting)).toEqual(["in"]);
    expect(gatherings.map(({ points }) => points.map(({ meeting }) => meeting))).toEqual([["after"]]);
  });

  test("of one name are one line, held, to be recorded or planned; what was cancelled is none", () => {
    const kind = { title: "Réunion du réseau", kind: "network" };
    const { gatherings } = barsOf({ expected: [] }, [], now, [
      meeting("b", "2008-05-02", kind),
      meeting("a", "2008-02-01", { ...kind, stage: "held" }),
      meeting("c", "2008-09-01", kind),
      meeting("d", "2008-10-01", { ...kind, stage: "cancelled" }),
    ]);
    expect(gatherings).toMatchObject([{ title: "Réunion du réseau", network: true }]);
    expect(gatherings[0]!.points.map(({ meeting, state }) => `${meeting} ${state}`)).toEqual([
      "a done",
      "b late",
      "c planned",
    ]);
  });
});
