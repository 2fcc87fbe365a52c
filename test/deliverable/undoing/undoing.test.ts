import { describe, expect, test } from "vitest";
import type { Asker } from "../../../shared/chain/event.ts";
import { owed } from "../../../shared/deliverable/owed.ts";
import { undoableBy } from "../../../shared/deliverable/undoing/undoable.ts";
import { standingEvents } from "../../../shared/deliverable/undoing/undoing.ts";
import type { Job } from "../../../shared/jobs/job.ts";
import type { Move } from "../scenario.ts";
import * as s from "../scenario.ts";

const minute = 60_000;
const colleague: Asker = { person: "redaction-crefe", coordinator: false };

const offered: Move[] = [
  s.create({ authors: ["redaction-oriv", "redaction-crefe"] }),
  ...[s.upload("u1"), s.accept("u1"), s.submit(), s.offer("c1", "c2")],
];
const ended: Move[] = [...offered, s.verdict(s.reviewer, "requestChanges"), s.close()];

/** The last thing that can be taken back, taken back by someone; without one, the last event. */
const undo =
  (by: Asker = s.author, of?: number): Move =>
  (state) => ({ type: "undo", by, of: of ?? state.undoable?.at(-1)?.of ?? state.seq });

/** What taking back gives after some moves, `later` milliseconds after them: the types of its events, or the code of its refusal. */
function check(given: readonly Move[], when: Move, then: readonly string[] | string, later = 0): void {
  const before = s.play(given);
  expect(before.refused).toBeUndefined();
  const after = s.step(before, when, s.now + later);
  expect(after.refused ?? after.last.map(({ type }) => type)).toEqual(then);
}

describe("what its author does of remarks", () => {
  test.each<[string, readonly Move[], Move, readonly string[] | string]>([
    ["a disposition is taken back", [...ended, s.dispose("c1")], undo(), ["undone"]],
    [
      "twice in a row",
      [...ended, s.dispose("c1"), undo()],
      (state) => ({ type: "undo", by: s.author, of: state.seq - 1 }),
      [],
    ],
    ["while the round is still open", [...offered, s.dispose("c1")], undo(), ["undone"]],
    ["a correction is taken back", [...ended, s.apply(["c1"])], undo(), ["undone"]],
    ["then the disposition before it", [...ended, s.dispose("c2"), s.apply(["c1"]), undo()], undo(), ["undone"]],
    [
      "the one before alone is not",
      [...ended, s.dispose("c2"), s.dispose("c1")],
      (state) => ({ type: "undo", by: s.author, of: state.seq - 1 }),
      "undo-superseded",
    ],
    ["another author takes it not back", [...ended, s.dispose("c1")], undo(colleague), "undo-not-yours"],
    ["nor does the coordinator", [...ended, s.dispose("c1")], undo(s.coordinator), "undo-not-yours"],
    ["nor the line", [...ended, s.dispose("c1")], undo("line"), "forbidden"],
    [
      "once another author gave one, none",
      [...ended, s.dispose("c1"), s.dispose("c2", "integrated", { by: colleague })],
      (state) => ({ type: "undo", by: s.author, of: state.seq - 1 }),
      "undo-superseded",
    ],
    [
      "but theirs is",
      [...ended, s.dispose("c1"), s.dispose("c2", "integrated", { by: colleague })],
      undo(colleague),
      ["undone"],
    ],
    [
      "once another author took theirs back, the one before it is",
      [...ended, s.dispose("c1"), s.dispose("c2", "integrated", { by: colleague }), undo(colleague)],
      undo(),
      ["undone"],
    ],
    [
      "once a new draft came, none",
      [...ended, s.dispose("c1"), s.upload("u2"), s.accept("u2")],
      undo(),
      "undo-superseded",
    ],
    ["once the next round is open, none", [...ended, s.apply(["c1"]), s.submit()], undo(), "undo-superseded"],
    [
      "a reminder changes nothing of that",
      [...offered, s.dispose("c1"), { type: "remind", by: "line", round: 1, days: 7 }],
      undo(),
      ["undone"],
    ],
    ["a draft checked anew neither", [...ended, s.dispose("c1"), checked], undo(), ["undone"]],
    ["but corrections of that draft", [...ended, s.apply(["c1"]), checked], undo(), "undo-superseded"],
    ["what cannot be, is not", s.drafted, undo(), "undo-superseded"],
  ])("%s", (_, given, when, then) => check(given, when, then));

  test("may be taken back the next day", () => check([...ended, s.dispose("c1")], undo(), ["undone"], s.day));

  test("leaves remarks, answers and draft as they were", () => {
    const before = s.play([...ended, s.dispose("c1", "partly")]).state!;
    const after = s.play([...ended, s.dispose("c1", "partly"), s.apply(["c1", "c2"]), undo()]).state!;
    expect(after.rounds).toEqual(before.rounds);
    expect(after.versions).toEqual(before.versions);
  });

  test("can be taken back twenty times in a row, and of what is large only as far as a row has room", () => {
    const many = Array.from({ length: 300 }, (_, index) => `remarque-numero-${index}`);
    const sent = [...s.inReview, s.offer(...many), s.close(true)];
    const each = s.play([...sent, ...many.slice(0, 30).map((id) => s.dispose(id))]).state!;
    expect(each.undoable).toHaveLength(20);
    const all = s.play([...sent, s.apply(many)]).state!;
    expect(all.undoable?.at(-1)?.what).toBe("correctionsApplied");
    expect(JSON.stringify(all.undoable).length).toBeLessThan(40_000);
  });
});

const { coordinator } = s;
const another: Asker = { person: "coordination-suppleante", coordinator: true };
const withdraw: Move = { type: "withdraw", by: coordinator, reason: "motif" };
const download: Move = {
  type: "download",
  by: { person: "acse", coordinator: false },
  edition: 1,
  what: "pdf",
  day: "2008-03-03",
};
const shareIt: Move = {
  type: "share",
  by: coordinator,
  share: "s1",
  label: "pour",
  expires: "2008-06-01T00:00:00.000Z",
};
const taken: Move = { type: "downloadShared", by: "line", share: "s1", edition: 1, what: "pdf", day: "2008-03-03" };
const chaseIt: Move = {
  ...{ type: "chase", by: coordinator, people: ["redaction-oriv"] },
  day: "2008-03-03",
};
const passed: Move = { type: "passDeadline", by: "line", round: 1 };

describe("what a coordinator does", () => {
  test.each<[string, readonly Move[], Move, readonly string[] | string, number?]>([
    ["a closing is taken back", s.approved, undo(coordinator), ["undone"]],
    ["by another coordinator too", s.approved, undo(another), ["undone"]],
    ["by no author", s.approved, undo(), "undo-not-yours"],
    [
      "twice, it is so once",
      [...s.approved, undo(coordinator)],
      (state) => ({ type: "undo", by: another, of: state.seq - 1 }),
      [],
    ],
    ["with the documents that were made of it", s.finished, undo(coordinator), ["undone"]],
    ["just before ten minutes have passed", s.approved, undo(coordinator), ["undone"], 10 * minute - 1],
    ["not after", s.approved, undo(coordinator), "undo-too-late", 10 * minute],
    ["a download ends nothing", [...s.finished, download], undo(coordinator), ["undone"]],
    [
      "nor one by a shared link, whose making does",
      [...s.finished, shareIt, taken],
      undo(coordinator),
      "undo-superseded",
    ],
    ["not once an author sent a file", [...ended, s.upload("u2")], undo(coordinator), "undo-superseded"],
    [
      "nor once an author answered a remark",
      [...ended, s.dispose("c1")],
      (state) => ({ type: "undo", by: coordinator, of: state.seq - 1 }),
      "undo-superseded",
    ],
    ["but once that is taken back, yes", [...ended, s.dispose("c1"), undo()], undo(coordinator), ["undone"]],
    ["a withdrawal is taken back", [...s.inReview, withdraw], undo(coordinator), ["undone"]],
    ["of a final too", [...s.finished, withdraw], undo(another), ["undone"]],
    ["not after ten minutes", [...s.finished, withdraw], undo(coordinator), "undo-too-late", 10 * minute],
    ["then the closing before it", [...s.finished, withdraw, undo(coordinator)], undo(coordinator), ["undone"]],
  ])("%s", (_, given, when, then, later) => check(given, when, then, later));

  test("what the clock closed is not", () => {
    const closed = s.step(s.play(s.approved.slice(0, -1)), passed, Date.parse(s.deadline));
    expect(closed.last.map(({ type }) => type)).toEqual(["roundClosed"]);
    expect(s.step(closed, undo(coordinator), Date.parse(s.deadline)).refused).toBe("undo-superseded");
  });

  test.each<[string, readonly Move[], Move[]]>([
    ["a closing", s.approved.slice(0, -1), [s.close()]],
    ["a closing that is rendered", s.approved.slice(0, -1), [s.close(), s.ready()]],
    ["a closing whose documents its author has", s.approved.slice(0, -1), [s.close(), s.ready(), download]],
    ["a closing with a chase whose letter waits", ended.slice(0, -1), [s.close(), chaseIt]],
    ["a closing without agreement", s.inReview, [s.close(true)]],
    ["a withdrawal of a draft", s.drafted, [withdraw]],
    ["a withdrawal under review", s.inReview, [withdraw]],
    ["a withdrawal of a final", s.finished, [withdraw]],
  ])("%s that was taken back has left nothing", (_, given, done) => {
    const { seq: __, head: ___, ...before } = s.play(given).state!;
    const { seq: ____, head: _____, undone: ______, ...after } = s.play([...given, ...done, undo(coordinator)]).state!;
    expect(after).toEqual(before);
  });
});

test.each<[string, readonly Move[], Move, Record<string, string>]>([
  [
    "a closing tells nobody before it can be taken back no more",
    s.approved.slice(0, -1),
    s.close(),
    {
      render: "at once",
      mail: "later",
    },
  ],
  ["nor do its documents, which are gathered at once", s.approved, s.ready(), { mail: "later", dossier: "at once" }],
  [
    "a final of which something was made known already does",
    [...s.approved, { type: "endAccess", by: coordinator, person: "acse" }],
    s.ready(),
    {
      mail: "at once",
      dossier: "at once",
    },
  ],
  [
    "a withdrawal tells nobody, and takes no file away",
    s.finished,
    withdraw,
    {
      mail: "later",
      unpublish: "later",
      dossier: "at once",
    },
  ],
  [
    "a withdrawal taken back has the record gathered anew",
    [...s.finished, withdraw],
    undo(coordinator),
    { dossier: "at once" },
  ],
  ["or the documents made that were not", [...s.approved, withdraw], undo(coordinator), { render: "at once" }],
  ["a closing taken back leaves nothing owing", s.approved, undo(coordinator), {}],
])("%s", (_, given, when, then) => {
  const before = s.play(given);
  expect(before.refused).toBeUndefined();
  const after = s.step(before, when);
  const jobs = owed(after.state!, after.last, before.state);
  const whenOf = ({ provisional }: Job) => (provisional ? "later" : "at once");
  expect(Object.fromEntries(jobs.map((job) => [job.type, whenOf(job)]))).toEqual(then);
  for (const { provisional } of jobs)
    if (provisional) expect(Date.parse(provisional.until) - s.now).toBeGreaterThan(10 * minute);
});

test("pages are told what somebody can take back, and only them", () => {
  const { state } = s.play([...ended, s.dispose("c1")]);
  const what = (by: Asker) => undoableBy(state!, by, s.now)?.what;
  expect([s.author, colleague, s.coordinator, "line" as const].map(what)).toEqual([
    "disposed",
    undefined,
    undefined,
    undefined,
  ]);
});

test("a chase of before a closing that was taken back stands", () => {
  const reviewer = { ...chaseIt, people: ["relecture-epi"] } as Move;
  const { chased } = s.play([...ended.slice(0, -1), reviewer, s.close(), chaseIt, undo(coordinator)]).state!;
  expect(chased).toEqual({ day: "2008-03-03", people: ["relecture-epi"] });
});

test("events that hold are those that were not taken back", () => {
  const { events } = s.play([...ended, s.dispose("c2"), s.apply(["c1"]), undo(), s.dispose("c1", "declined")]);
  const last = standingEvents(events).slice(-2);
  expect(last.map(({ type, data }) => [type, (data as { as?: string }).as])).toEqual([
    ["disposed", "integrated"],
    ["disposed", "declined"],
  ]);
});

function checked(state: { versions: { hash: string }[] }): ReturnType<Extract<Move, (...given: never[]) => unknown>> {
  const checks = { main: { missing: [], withoutAlternative: 1, warnings: 0 } };
  return { type: "checkDraft", by: "line", version: state.versions.at(-1)!.hash, checks };
}
