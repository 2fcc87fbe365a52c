import { describe, expect, test } from "vitest";
import { hashOf } from "../../shared/chain/hash.ts";
import type { Command } from "../../shared/meeting/command.ts";
import { type MeetingPlan, planOf } from "../../shared/meeting/state.ts";
import { ask, coordination, decideIt, next, plan, played, record, resolution, seminar } from "./sample.ts";

const change = (said: Partial<MeetingPlan>, seen?: string, today?: string) =>
  ask({ type: "change", ...seminar, ...said, ...(seen && { seen }), ...(today && { today }) });
const addItem = (said: { invited?: string[] } = {}) =>
  ask({
    ...{ type: "addItem", item: { id: "point", what: "version", deliverable: "point-de-vue" } },
    ...{ action: "2008/veille", invited: ["direction-oriv", "autrice"], ...said },
  });
const recordWithPoint = {
  ...{ ...record, outcomes: { diffusion: "settled" } },
  points: [{ id: "diffusion", what: "words", words: "d".repeat(64) }],
} as Command;
const cancel = ask({ type: "cancel" });
const close = ask({ type: "closeResolution", resolution: "d1", as: "done", on: "2008-09-10" });
const somebody = { person: "autre", coordinator: false };

describe("a command of a meeting is refused", () => {
  const refused: [string, Command[], Command, string][] = [
    ["where somebody who does not coordinate plans", [], { ...plan, by: somebody }, "forbidden"],
    ["where the line itself plans", [], { ...plan, by: "line" }, "forbidden"],
    ["before there is a meeting", [], cancel, "meeting-unknown"],
    ["where another was planned under its id", [plan], ask({ ...plan, place: "Lyon" } as never), "meeting-exists"],
    ["where its day does not exist", [plan], change({ date: "2008-02-30" }), "date-invalid"],
    ["where an hour is none", [plan], change({ starts: "25:00" }), "date-invalid"],
    ["where it ends before it begins", [plan], change({ ends: "13:00" }), "date-invalid"],
    ["where its last day is its first", [plan], change({ until: "2008-07-03" }), "date-invalid"],
    ["where an action is named twice", [plan], change({ actions: ["2008/a", "2008/a"] }), "request-invalid"],
    [
      "where it answers what an action expects that is not one of its own",
      [plan],
      change({ answers: { action: "2008/veille", expected: "seminaire" } }),
      "request-invalid",
    ],
    ["where an item says nothing", [plan], change({ agenda: [{ id: "x", what: "words" }] }), "request-invalid"],
    [
      "where more are invited than a meeting has",
      [plan],
      change({ invited: Array.from({ length: 201 }, (_, index) => `p${index}`) }),
      "request-invalid",
    ],
    [
      "where another changed the plan since it was seen",
      [plan, change({ place: "Lyon" })],
      change({ place: "Metz" }, hashOf(planOf(seminar))),
      "meeting-changed",
    ],
    ["where it is held and to be cancelled", [plan, record], cancel, "meeting-held"],
    ["where it is cancelled and to be recorded", [plan, cancel], record, "meeting-cancelled"],
    [
      "where it is to be recorded before its day",
      [plan],
      { ...record, today: "2008-07-02" } as Command,
      "meeting-to-come",
    ],
    [
      "where it was held and is to be moved to a day that is to come",
      [plan, record],
      change({ date: "2008-07-05" }, undefined, "2008-07-04"),
      "meeting-to-come",
    ],
    ["where it is held and a matter is to be discussed", [plan, record], addItem(), "meeting-held"],
    ["where it is cancelled and a matter is to be discussed", [plan, cancel], addItem(), "meeting-cancelled"],
    [
      "where more would be invited with a document than a meeting has",
      [plan, change({ invited: Array.from({ length: 199 }, (_, index) => `p${index}`) })],
      addItem({ invited: ["p1", "autrice", "relectrice"] }),
      "request-invalid",
    ],
    ["where somebody who does not coordinate adds a matter", [plan], { ...addItem(), by: somebody }, "forbidden"],
    ["where fewer than nobody came", [plan], { ...record, outsiders: -1 } as Command, "request-invalid"],
    [
      "where a point of a meeting of before says nothing",
      [plan],
      { ...record, points: [{ id: "x", what: "words" }] } as Command,
      "request-invalid",
    ],
    ["where what is closed was not decided", [plan, record], close, "resolution-unknown"],
    [
      "where it is closed as done and to be dropped",
      [plan, record, decideIt, close],
      { ...close, as: "dropped" } as Command,
      "resolution-closed",
    ],
    [
      "where a resolution that was closed is changed",
      [plan, record, decideIt, close],
      ask({ type: "changeResolution", resolution: "d1", person: "autre" }),
      "resolution-closed",
    ],
    ["where a resolution of another is closed", [plan, record, decideIt], { ...close, by: somebody }, "forbidden"],
    [
      "where a person is reminded by somebody",
      [plan, record, decideIt],
      { ...ask({ type: "remind", resolutions: ["d1"], day: "2008-09-12" }), by: somebody } as Command,
      "forbidden",
    ],
  ];
  test.each(refused)("%s", (_, before, command, code) => expect(next(played(...before), command)).toBe(code));
});

describe("a meeting", () => {
  test.each<[string, Command[], object]>([
    ["is planned as it was said", [plan], { ...seminar, stage: "planned", sequence: 0, resolutions: [] }],
    ["that moves is one more change for calendars", [plan, change({ date: "2008-07-10" })], { sequence: 1 }],
    [
      "whose people change is one more change for calendars",
      [plan, change({ invited: ["direction-oriv"] })],
      { sequence: 1, invited: ["direction-oriv"] },
    ],
    ["whose agenda changes says nothing new to calendars", [plan, change({ agenda: [] })], { sequence: 0, agenda: [] }],
    [
      "whose people come in another order is the same",
      [plan, change({ invited: [...seminar.invited].reverse() })],
      { seq: 1 },
    ],
    ["that changes to what it is, is the same", [plan, change({})], { seq: 1 }],
    ["that is cancelled twice is cancelled once", [plan, cancel, cancel], { seq: 2, sequence: 1 }],
    ["that is recorded twice in the same words is recorded once", [plan, record, record], { seq: 2 }],
    ["that is cancelled is one more change for calendars", [plan, cancel], { stage: "cancelled", sequence: 1 }],
    ["that was cancelled is called again", [plan, cancel, change({})], { stage: "planned", sequence: 2 }],
    [
      "is held once it is recorded",
      [plan, record],
      { stage: "held", record: { present: ["direction-oriv"], outsiders: 3 } },
    ],
    [
      "keeps its minutes where only who came is corrected",
      [plan, { ...record, minutes: "c".repeat(64) } as Command, { ...record, outsiders: 4 } as Command],
      { record: { present: ["direction-oriv"], outsiders: 4, minutes: "c".repeat(64) } },
    ],
    [
      "says what became of an item",
      [plan, { ...record, outcomes: { note: "settled", suites: "postponed" } } as Command],
      {
        agenda: [
          { ...seminar.agenda[0], outcome: "settled" },
          { ...seminar.agenda[1], outcome: "postponed" },
        ],
      },
    ],
    [
      "has on its agenda, once, a point of a meeting of before that was discussed",
      [plan, recordWithPoint, recordWithPoint],
      { agenda: [...seminar.agenda, { id: "diffusion", what: "words", words: "d".repeat(64), outcome: "settled" }] },
    ],
    [
      "keeps what became of its items where it is corrected",
      [plan, { ...record, outcomes: { note: "settled" } } as Command, change({ title: "Séminaire" })],
      { title: "Séminaire", agenda: [{ ...seminar.agenda[0], outcome: "settled" }, seminar.agenda[1]] },
    ],
    [
      "keeps what became of its items where its agenda is corrected",
      [
        ...[plan, { ...record, outcomes: { note: "settled", suites: "postponed" } } as Command],
        change({ agenda: [{ id: "bilan", what: "action", action: "2008/veille" }, seminar.agenda[0]!] }),
      ],
      {
        agenda: [
          { id: "bilan", what: "action", action: "2008/veille" },
          { ...seminar.agenda[0], outcome: "settled" },
        ],
      },
    ],
    [
      "decides with its record",
      [plan, { ...record, resolutions: [resolution] } as Command],
      { resolutions: [{ ...resolution, given: "2008-06-02T09:00:00.000Z", reminded: [] }] },
    ],
    [
      "goes with its action to where that went",
      [plan, ask({ type: "attachAction", from: "2008/interculturalite", action: "2009/inter" }, "line")],
      { actions: ["2009/inter"] },
    ],
  ])("%s", (_, commands, expected) => expect(played(...commands).state).toMatchObject(expected));
});

describe("a resolution", () => {
  const decided = [plan, record, decideIt];
  const closed = { as: "done", on: "2008-09-10" };
  test.each<[string, Command[], object]>([
    ["is closed by its person", [{ ...close, by: { person: "direction-oriv", coordinator: false } }], { closed }],
    [
      "of an organisation is closed by somebody of it",
      [
        ask({ type: "changeResolution", resolution: "d1", person: "org:oriv" }),
        { ...close, by: { person: "x", coordinator: false, organisation: "org:oriv" } },
      ],
      { closed },
    ],
    [
      "is closed in the minutes of another meeting",
      [{ ...close, at: "m2" } as Command],
      { closed: { ...closed, at: "m2" } },
    ],
    [
      "that is reminded twice on a day was reminded once",
      [remind("2008-09-12"), remind("2008-09-12")],
      { reminded: ["2008-09-12"] },
    ],
    [
      "keeps the last five of its reminders",
      ["12", "14", "16", "18", "20", "22", "24"].map((day) => remind(`2008-09-${day}`)),
      { reminded: ["16", "18", "20", "22", "24"].map((day) => `2008-09-${day}`) },
    ],
    [
      "for another day is reminded on another day",
      [remind("2008-09-12"), ask({ type: "changeResolution", resolution: "d1", due: "2008-10-15" })],
      { due: "2008-10-15", reminded: ["2008-09-12"] },
    ],
  ])("%s", (_, commands, expected) =>
    expect(played(...decided, ...commands).state!.resolutions[0]).toMatchObject(expected),
  );

  function remind(day: string): Command {
    return ask({ type: "remind", resolutions: ["d1"], day }, "line");
  }
});

describe("what is taken away is no more", () => {
  const { ends: _, ...open } = seminar;
  const decided = [plan, record, decideIt];
  test.each<[string, Command[], string]>([
    ["of a meeting, its end", [plan, ask({ type: "change", ...open })], "ends"],
    [
      "of a record, its minutes",
      [plan, { ...record, minutes: "c".repeat(64) } as Command, { ...record, minutes: null } as Command],
      "record.minutes",
    ],
    [
      "of a resolution, its day",
      [...decided, ask({ type: "changeResolution", resolution: "d1", due: null })],
      "resolutions[0].due",
    ],
    [
      "of a resolution that is reopened, its closing",
      [...decided, close, ask({ type: "reopenResolution", resolution: "d1" })],
      "resolutions[0].closed",
    ],
  ])("%s", (_, commands, path) => {
    expect(played(...commands.slice(0, -1)).state).toHaveProperty(path);
    expect(played(...commands).state).not.toHaveProperty(path);
  });
});

describe("a matter that is added to an agenda", () => {
  const moved = change({ date: "2008-07-10", place: "Lyon" });
  test.each<[string, Command[], object]>([
    [
      "comes last, with its action and its people; what another changed meanwhile stays",
      [plan, moved, addItem()],
      {
        ...{ date: "2008-07-10", place: "Lyon", actions: ["2008/interculturalite", "2008/veille"] },
        ...{ invited: [...seminar.invited, "autrice"], agenda: [{ id: "note" }, { id: "suites" }, { id: "point" }] },
      },
    ],
    ["is there once, however often it is added", [plan, addItem(), addItem()], { seq: 2, agenda: { length: 3 } }],
  ])("%s", (_, commands, expected) => expect(played(...commands).state).toMatchObject(expected));
});

test.each<[string, Command]>([
  ["to the day that it is", change({ date: "2008-07-04" }, undefined, "2008-07-04")],
  ["back to a day before", change({ date: "2008-07-02" }, undefined, "2008-07-04")],
])("a meeting that was held may be moved %s", (_, command) =>
  expect(played(plan, record, command).events).toHaveLength(3),
);

test("the same plan sent again is one meeting", () => expect(played(plan, { ...plan }).events).toHaveLength(1));

test("who coordinates plans in their own name", () =>
  expect(played(plan).events[0]).toMatchObject({ by: coordination.person, type: "planned" }));
