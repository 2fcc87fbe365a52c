import { expect, test } from "vitest";
import { digestOf, type Thing, type Told, toldAfter } from "../../shared/line/digest.ts";

const today = "2008-05-15";
/** Asked for in April, due on 29 May. */
const thing = (name: string, changes: Partial<Thing> = {}): Thing => ({
  ...{ key: name, id: name, title: name, what: "review", date: "2008-05-29", last: "2008-05-29" },
  ...{ given: "2008-04-01", late: false },
  ...changes,
});
const late = (name: string, date: string, changes: Partial<Thing> = {}) =>
  thing(name, { date, last: date, late: true, ...changes });
const ten = (changes: Partial<Thing> = {}) =>
  Array.from({ length: 10 }, (_, index) => thing(`round ${index}`, index === 0 ? changes : {}));
const toldOf = (whole: string, things: Thing[]): Told => toldAfter(things, things, undefined, whole);

const rows: [what: string, things: Thing[], told: Told | undefined, listed: string[]][] = [
  ["nothing owed is nothing told", [], undefined, []],
  ["what no reminder has come for waits", [thing("a")], undefined, []],
  ["one thing is told at its first reminder", [thing("a", { step: 14 })], undefined, ["a"]],
  ["and not on the days after", [thing("a", { step: 14 })], toldOf("2008-05-14", [thing("a", { step: 14 })]), []],
  [
    "nor a week after, while its next has not come",
    [thing("a", { step: 14 })],
    toldOf("2008-05-02", [thing("a", { step: 14 })]),
    [],
  ],
  [
    "one thing is told at its next reminder, within the week too",
    [thing("a", { step: 2 })],
    toldOf("2008-05-12", [thing("a", { step: 7 })]),
    ["a"],
  ],
  ["several are one list, whichever of them presses", [thing("a", { step: 7 }), thing("b")], undefined, ["a", "b"]],
  ["ten rounds are told once", ten({ step: 7 }), undefined, ten().map(({ key }) => key)],
  ["and not again the next day for the reminder of another", ten({ step: 7 }), toldOf("2008-05-14", ten()), []],
  [
    "but a week after, where a reminder has come since",
    ten({ step: 7 }),
    toldOf("2008-05-08", ten()),
    ten().map(({ key }) => key),
  ],
  [
    "and at once where what presses was not in the list",
    [...ten(), thing("new", { step: 7 })],
    toldOf("2008-05-14", ten()),
    [...ten().map(({ key }) => key), "new"],
  ],
  [
    "a day that was moved makes no new list",
    ten({ step: 7, date: "2008-06-02", last: "2008-06-02" }),
    toldOf("2008-05-14", ten({ step: 7 })),
    [],
  ],
  [
    "but the same reminder of another day is told of one thing",
    [thing("a", { step: 7, date: "2008-06-02", last: "2008-06-02" })],
    toldOf("2008-05-14", [thing("a", { step: 7 })]),
    ["a"],
  ],
  ["a list that lost some is the same list", ten({ step: 2 }).slice(0, 4), toldOf("2008-05-12", ten({ step: 7 })), []],
  ["what ends today is told alone", ten({ date: today, last: today }), toldOf("2008-05-14", ten()), ["round 0"]],
  [
    "on the last working day before a deadline on a Sunday too",
    ten({ date: "2008-05-18", last: today }),
    toldOf("2008-05-14", ten()),
    ["round 0"],
  ],
  [
    "what was asked for today is not told twice",
    [thing("a", { last: today, date: today, given: today }), thing("b")],
    toldOf("2008-05-14", [thing("b")]),
    [],
  ],
  [
    "a day late is no letter yet",
    [late("a", "2008-05-14", { step: 3 })],
    toldOf("2008-05-12", [late("a", "2008-05-14", { step: 3 })]),
    [],
  ],
  [
    "the reminder after the day is one",
    [late("a", "2008-05-13", { step: -2 })],
    toldOf("2008-05-12", [thing("a", { step: 3 })]),
    ["a"],
  ],
  [
    "late for long is told once a week",
    [late("a", "2008-03-01", { step: -2 })],
    toldOf("2008-05-08", [late("a", "2008-03-01", { step: -2 })]),
    ["a"],
  ],
  [
    "not twice in one",
    [late("a", "2008-03-01", { step: -2 })],
    toldOf("2008-05-09", [late("a", "2008-03-01", { step: -2 })]),
    [],
  ],
  [
    "what was left to do only yesterday is not called late",
    [late("a", "2008-03-01", { given: "2008-05-14" })],
    undefined,
    [],
  ],
];

test.each(rows)("%s", (_, things, told, listed) => {
  expect(digestOf(things, told, today).map(({ key }) => key)).toEqual(listed);
});

test("what ended today leaves the week of the whole list as it was", () => {
  const told = toldOf("2008-05-12", ten());
  const after = toldAfter(ten(), ten().slice(0, 1), told, today);
  expect(after).toEqual({ whole: "2008-05-12", items: told.items });
});
