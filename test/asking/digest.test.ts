import { expect, test } from "vitest";
import { type DatedDuty, digestOf, mentionsOf } from "../../shared/asking/digest.ts";
import type { Mentions } from "../../shared/stored/digest.ts";

const today = "2008-05-15";
/** Asked for in April, due on 29 May. */
const thing = (name: string, changes: Partial<DatedDuty> = {}): DatedDuty => ({
  ...{ key: name, id: name, title: name, what: "review", date: "2008-05-29", last: "2008-05-29" },
  ...{ given: "2008-04-01", late: false },
  ...changes,
});
const late = (name: string, date: string, changes: Partial<DatedDuty> = {}) =>
  thing(name, { date, last: date, late: true, ...changes });
const ten = (changes: Partial<DatedDuty> = {}) =>
  Array.from({ length: 10 }, (_, index) => thing(`round ${index}`, index === 0 ? changes : {}));
const told = (day: string, things: DatedDuty[]): Mentions => mentionsOf(things, day);

const rows: [what: string, things: DatedDuty[], told: Mentions, listed: string[]][] = [
  ["nothing owed is nothing told", [], {}, []],
  ["what no reminder has come for waits", [thing("a")], {}, []],
  ["one thing is told at its first reminder", [thing("a", { step: 14 })], {}, ["a"]],
  ["and not on the days after", [thing("a", { step: 14 })], told("2008-05-14", [thing("a", { step: 14 })]), []],
  [
    "nor a week after, while its next has not come",
    [thing("a", { step: 14 })],
    told("2008-05-02", [thing("a", { step: 14 })]),
    [],
  ],
  [
    "one thing is told at its next reminder, within the week too",
    [thing("a", { step: 2 })],
    told("2008-05-12", [thing("a", { step: 7 })]),
    ["a"],
  ],
  ["several are one list, whichever of them presses", [thing("a", { step: 7 }), thing("b")], {}, ["a", "b"]],
  ["ten rounds are told once", ten({ step: 7 }), {}, ten().map(({ key }) => key)],
  ["and not again the next day for the reminder of another", ten({ step: 7 }), told("2008-05-14", ten()), []],
  [
    "but a week after, where a reminder has come since",
    ten({ step: 7 }),
    told("2008-05-08", ten()),
    ten().map(({ key }) => key),
  ],
  [
    "and at once where what presses was not in the list",
    [...ten(), thing("new", { step: 7 })],
    told("2008-05-14", ten()),
    [...ten().map(({ key }) => key), "new"],
  ],
  [
    "a day that was moved makes no new list",
    ten({ step: 7, date: "2008-06-02", last: "2008-06-02" }),
    told("2008-05-14", ten({ step: 7 })),
    [],
  ],
  [
    "but the same reminder of another day is told of one thing",
    [thing("a", { step: 7, date: "2008-06-02", last: "2008-06-02" })],
    told("2008-05-14", [thing("a", { step: 7 })]),
    ["a"],
  ],
  ["a list that lost some is the same list", ten({ step: 2 }).slice(0, 4), told("2008-05-12", ten({ step: 7 })), []],
  ["what ends today is told alone", ten({ date: today, last: today }), told("2008-05-14", ten()), ["round 0"]],
  [
    "on the last working day before a deadline on a Sunday too",
    ten({ date: "2008-05-18", last: today }),
    told("2008-05-14", ten()),
    ["round 0"],
  ],
  [
    "what was asked for today is not told twice",
    [thing("a", { last: today, date: today, given: today }), thing("b")],
    told("2008-05-14", [thing("b")]),
    [],
  ],
  ["nor what a letter of its own told today", [thing("a", { step: 7 }), thing("b")], told(today, [thing("a")]), []],
  [
    "which is left out of a list that leaves for another",
    [thing("a", { step: 7 }), thing("b", { step: 7 }), thing("c")],
    told(today, [thing("a", { step: 7 })]),
    ["b", "c"],
  ],
  [
    "and makes no list the next day",
    [thing("a", { step: 7 }), thing("b", { step: 7 })],
    { ...told("2008-05-12", [thing("b", { step: 7 })]), ...told("2008-05-14", [thing("a", { step: 7 })]) },
    [],
  ],
  [
    "someone asked only now for what is long late is told again in a week",
    [late("a", "2008-03-01", { step: -2 })],
    told("2008-05-14", [late("a", "2008-03-01", { step: -2 })]),
    [],
  ],
  [
    "a day late is no letter yet",
    [late("a", "2008-05-14", { step: 3 })],
    told("2008-05-12", [late("a", "2008-05-14", { step: 3 })]),
    [],
  ],
  [
    "the reminder after the day is one",
    [late("a", "2008-05-13", { step: -2 })],
    told("2008-05-12", [thing("a", { step: 3 })]),
    ["a"],
  ],
  [
    "late for long is told once a week",
    [late("a", "2008-03-01", { step: -2 })],
    told("2008-05-08", [late("a", "2008-03-01", { step: -2 })]),
    ["a"],
  ],
  [
    "not twice in one",
    [late("a", "2008-03-01", { step: -2 })],
    told("2008-05-09", [late("a", "2008-03-01", { step: -2 })]),
    [],
  ],
  ["what was left to do only yesterday is not called late", [late("a", "2008-03-01", { given: "2008-05-14" })], {}, []],
];

test.each(rows)("%s", (_, things, told, listed) => {
  expect(digestOf(things, told, today).map(({ key }) => key)).toEqual(listed);
});
