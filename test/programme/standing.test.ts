import { expect, test } from "vitest";
import { type DocumentOf, type MeetingOf, standingOf, tallyOf } from "../../shared/programme/standing.ts";
import type { Expected } from "../../shared/programme/state.ts";

const today = "2008-04-01";
const by = (until: string) => ({ said: until, from: until, until });
const expects = (id: string, said: object = {}) =>
  ({ what: "document", id, title: id, count: 1, sources: [], ...said }) as Expected;
const note = (said: Partial<DocumentOf> = {}): DocumentOf => ({
  ...{ id: "d", title: "Note", kind: "plain", stage: "draft", due: {}, ready: false, expectation: "note" },
  ...said,
});
const ready = note({ stage: "final", ready: true });

/** Of what an action expects and the documents there are: how far the first is, the tally of all, and how many nobody expected. */
test.each<[string, Expected[], DocumentOf[], [string, number, boolean] | undefined, [number, number, number], number?]>(
  [
    ["nothing is expected", [], [], undefined, [0, 0, 0]],
    ["nothing is there", [expects("note")], [], ["nothing", 1, false], [1, 0, 0]],
    ["its day has passed", [expects("note", { when: by("2008-03-31") })], [], ["nothing", 1, true], [1, 0, 1]],
    ["its day is today", [expects("note", { when: by(today) })], [], ["nothing", 1, false], [1, 0, 0]],
    ["some of it is there", [expects("note", { count: 2 })], [ready], ["begun", 1, false], [2, 1, 0]],
    ["a draft is late", [expects("note", { when: by("2008-03-31") })], [note()], ["begun", 0, true], [1, 0, 1]],
    ["all of it is done", [expects("note", { when: by("2008-03-31") })], [ready], ["done", 0, false], [1, 1, 0]],
    ["it was withdrawn", [expects("note")], [note({ stage: "withdrawn" })], ["nothing", 1, false], [1, 0, 0]],
    [
      "one of three is done, one late",
      [expects("note"), expects("b", { when: by("2008-01-31") }), expects("c")],
      [ready],
      ["done", 0, false],
      [3, 1, 1],
    ],
    [
      "a meeting that nobody planned is not of the tally, nor are sheets",
      [expects("note", { what: "meeting", when: by("2008-01-31") }), expects("f", { what: "sheets" })],
      [],
      ["nothing", 1, true],
      [0, 0, 0],
    ],
    ["nobody expected it", [], [note()], undefined, [0, 0, 0], 1],
  ],
)("%s", (_, expected, documents, first, tally, unexpected = 0) => {
  const { standings, besides } = standingOf({ expected }, documents, today);
  const [standing] = standings;
  expect(standing && [standing.progress, standing.missing, standing.late]).toEqual(first);
  const { of, done, late } = tallyOf(standings);
  expect([of, done, late]).toEqual(tally);
  expect(besides).toHaveLength(unexpected);
});

/** Of meetings that are expected and those that answer: how far it is, how many are not planned, whether it is late. */
test.each<[string, MeetingOf["stage"][], [string, number, boolean]]>([
  ["none is planned", [], ["nothing", 2, true]],
  ["one is", ["planned"], ["begun", 1, true]],
  ["all are planned, after the day", ["planned", "planned"], ["begun", 0, false]],
  ["one was cancelled", ["held", "cancelled"], ["begun", 1, true]],
  ["all were held", ["held", "held"], ["done", 0, false]],
])("of two meetings, %s", (_, stages, said) => {
  const expected = expects("reunion", { what: "meeting", count: 2, when: by("2008-03-31") });
  const meetings = stages.map((stage, at) => ({ id: `${at}`, stage, answers: { expected: "reunion" } }));
  const other: MeetingOf = { id: "autre", stage: "held", answers: { expected: "autre" } };
  const [standing] = standingOf({ expected: [expected] }, [], today, [...meetings, other]).standings;
  expect([standing!.progress, standing!.missing, standing!.late]).toEqual(said);
});
