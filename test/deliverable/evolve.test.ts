import { expect, test } from "vitest";
import { appendEvents } from "../../shared/chain/append.ts";
import { chainStart } from "../../shared/chain/event.ts";
import { canonicalJson, hashOf } from "../../shared/chain/hash.ts";
import type { Event } from "../../shared/deliverable/event.ts";
import { evolve } from "../../shared/deliverable/evolve.ts";
import type { Move } from "./scenario.ts";
import * as s from "./scenario.ts";

const rejected: Move[] = [s.submit(), s.close(true)];

test("a version is named by its manifest: the parts read, in the order of the plan, the last read anew", () => {
  const parts = ["oriv", "crefe"].map((id) => ({ id, title: id.toUpperCase() }));
  const send = (id: string, part: string, text: string): Move[] => [
    s.upload(id, { part }),
    s.accept(id, text, {}, part),
  ];
  const { state } = s.play([
    s.create({ parts }),
    ...send("u1", "crefe", "A"),
    ...send("u2", "oriv", "B"),
    ...send("u3", "crefe", "C"),
  ]);
  const { hash, manifest, checks } = s.current(state!);
  expect(manifest.parts.map(({ part, tree }) => [part, tree])).toEqual([
    ["oriv", "tree of B"],
    ["crefe", "tree of C"],
  ]);
  expect(hash).toBe(hashOf(manifest));
  expect(Object.keys(checks)).toEqual(["crefe", "oriv"]);
});

test.each([
  ["as it always was", {}, undefined],
  ["with a choice", { reading: { changes: "rejected" as const } }, { changes: "rejected" }],
])("an upload is asked for %s", (_, choice, expected) => {
  const { state, events } = s.play([s.create(), s.upload("u1", choice)]);
  expect(events.at(-1)?.data).toEqual({ upload: "u1", part: "main", name: "cadrage.docx", ...choice });
  expect(state?.uploads.u1?.reading).toEqual(expected);
});

test("the same content sent again is the same version, and the upload is resolved", () => {
  const once = s.play(s.drafted).state!;
  const twice = s.play([...s.drafted, s.upload("u2"), s.accept("u2", "u1", { warnings: 3 })]).state!;
  expect(twice.versions.map(({ hash }) => hash)).toEqual(once.versions.map(({ hash }) => hash));
  expect(twice.versions[0]).toEqual({
    ...once.versions[0],
    checks: { main: { missing: [], withoutAlternative: 0, warnings: 3 } },
  });
  expect(twice.uploads.u2).toMatchObject({ status: "accepted", version: once.versions[0]!.hash });
});

test("the state keeps the versions that rounds were about, and the current one last", () => {
  const send = (id: string): Move[] => [s.upload(id), s.accept(id)];
  const { state } = s.play([...s.inReview, s.close(true), ...send("u2"), ...send("u3"), ...send("u4")]);
  expect(state!.versions.map(({ manifest }) => manifest.parts[0]!.tree)).toEqual(["tree of u1", "tree of u4"]);
  expect(state!.versions[0]!.hash).toBe(state!.rounds[0]!.version);
});

test.each([
  ["by its place among all drafts", ["u2", "u3", "u4"], [1, 4], 4],
  ["once, though its text came before, if the state knows it still", ["u2", "u1"], [1], 2],
  ["anew, where its text came before and was let go", ["u2", "u3", "u2"], [1, 4], 4],
])("a version is numbered %s", (_, texts, numbers, last) => {
  const send = (text: string, index: number): Move[] => [s.upload(`n${index}`), s.accept(`n${index}`, text)];
  const { state } = s.play([...s.inReview, s.close(true), ...texts.flatMap(send)]);
  expect([state!.versions.map(({ number }) => number), state!.numbered]).toEqual([numbers, last]);
});

test("the state stays within a row after hundreds of files and dozens of rounds", () => {
  const assets = Array.from({ length: 400 }, (_, index) => String(index).padStart(64, "0"));
  const file = (id: string): Move[] => {
    const { part, ...read } = s.accept(id) as Extract<ReturnType<typeof s.accept>, { type: "acceptDraft" }>;
    return [s.upload(id), { ...read, part: { ...part, assets } }];
  };
  const life = Array.from({ length: 30 }, (_, index) => [
    ...file(`a${index}`),
    ...file(`b${index}`),
    ...rejected,
  ]).flat();
  const { state } = s.play([s.create(), ...life]);
  expect(state!.rounds.map(({ number }) => number)).toEqual([25, 26, 27, 28, 29, 30]);
  expect(Object.keys(state!.uploads)).toHaveLength(20);
  expect(state!.versions).toHaveLength(7);
  expect(canonicalJson(state!).length).toBeLessThan(200_000);
});

test("awaited files are kept, however many were read", () => {
  const read = Array.from({ length: 30 }, (_, index) => [s.upload(`u${index}`), s.accept(`u${index}`)]).flat();
  const { state } = s.play([s.create(), s.upload("slow"), ...read]);
  expect(state!.uploads.slow?.status).toBe("awaited");
  expect(state!.uploads.u29?.status).toBe("accepted");
});

test("a round pins the kind and theme it began with; a deadline that moves begins anew", () => {
  const given: Move[] = [
    { type: "remind", by: "line", round: 1, days: 7 },
    { type: "passDeadline", by: "line", round: 1 },
  ];
  const late = Date.parse(s.deadline);
  const overdue = given.reduce((played, move) => s.step(played, move, late), s.play(s.inReview));
  expect(overdue.state!.rounds[0]).toMatchObject({
    rule: { quorum: 2 },
    kind: "kind",
    theme: "theme",
    overdue: true,
    reminded: [7],
  });
  const deadline = "2008-05-01T22:00:00.000Z";
  const moved = s.step(overdue, { type: "moveDeadline", by: s.coordinator, round: 1, deadline }, late);
  expect(moved.state!.rounds[0]).toMatchObject({ deadline, overdue: false, reminded: [] });
  const amended = s.step(
    moved,
    { type: "amend", by: s.coordinator, quorum: 1, reviewers: ["relecture-epi", "odti"] },
    late,
  );
  expect(amended.state).toMatchObject({
    quorum: 1,
    rounds: [{ rule: { quorum: 1 }, reviewers: ["relecture-epi", "odti"], kind: "kind", theme: "theme" }],
  });
});

test("a delegation proposed by a reviewer who leaves is moot, also once they are back", () => {
  const replaced = s.amend({ reviewers: ["relecture-epi", "odti"] });
  const back = s.amend({ reviewers: ["relecture-crefe", "relecture-epi", "odti"] });
  const given = [...s.inReview, s.handOver(), s.handOver(s.second, "autre"), replaced];
  for (const moves of [given, [...given, back]]) {
    const { state } = s.play(moves);
    expect(state!.rounds[0]!.delegations.map(({ status }) => status)).toEqual(["moot", "proposed"]);
  }
});

test("the seminar that releases of before kept is read as a meeting of its round, with its last minutes", () => {
  const held = [s.seminarHeld(), s.seminarHeld({ minutes: "premier" }), s.seminarHeld({ minutes: "second" })];
  const { state } = s.play([...s.inReview, s.seminar(), s.seminar({ date: "2008-03-21" }), ...held]);
  expect(state!.meetings).toEqual([
    {
      ...{ meeting: "seminar-interculturalite-1", of: 6, round: 1, version: state!.rounds[0]!.version, seminar: {} },
      ...{ date: "2008-03-21", place: "Strasbourg", invited: ["relecture-crefe"], sequence: 1 },
      ...{ stage: "held", minutes: "second" },
    },
  ]);
});

test("the seminar that releases of before called off, or whose round closed before its day, is cancelled", () => {
  for (const moves of [
    [s.seminar(), s.seminarOff],
    [s.seminar(), s.close(true)],
  ]) {
    const [meeting] = s.play([...s.inReview, ...moves]).state!.meetings;
    expect(meeting).toMatchObject({ stage: "cancelled", sequence: 1 });
  }
});

/** Of a meeting: the round that it discusses, and the file that its version was read from; undefined: none yet. */
test.each<[string, Move[], round: number | undefined, file: string | undefined]>([
  ["in a draft discusses no version yet", [...s.drafted, s.meets()], undefined, undefined],
  ["to come discusses what is submitted", [...s.drafted, s.meets({ date: "2008-03-04" }), s.submit()], 1, "u1"],
  [
    "that began discusses it until its last day",
    [...s.drafted, s.meets({ date: "2008-02-29", until: "2008-03-04" }), s.submit()],
    1,
    "u1",
  ],
  [
    "whose day has passed does not, though nobody said yet that it was held",
    [...s.drafted, s.meets({ date: "2008-03-01" }), s.submit()],
    undefined,
    undefined,
  ],
  [
    "whose day has passed at the network's place, though not in UTC, does not",
    [...s.drafted, s.meets({ date: "2008-03-03" }), s.submit({ day: "2008-03-04" })],
    undefined,
    undefined,
  ],
  [
    "of the day that it still is at the network's place, though no more in UTC, does",
    [...s.drafted, s.meets({ date: "2008-03-02" }), s.submit({ day: "2008-03-02" })],
    1,
    "u1",
  ],
  ["of a round discusses its version", [...s.inReview, s.meets()], 1, "u1"],
  [
    "that was held before the first round has nothing to do with it, also once its minutes come",
    [...s.drafted, s.meets({ stage: "held" }), s.submit(), s.meets({ stage: "held", minutes: "compte rendu" })],
    undefined,
    undefined,
  ],
  [
    "that was held discussed what it did, whatever is reviewed when its minutes come",
    [
      ...[...s.inReview, s.meets({ stage: "held" }), s.close(true), s.upload("u2"), s.accept("u2"), s.submit()],
      s.meets({ stage: "held", minutes: "compte rendu" }),
    ],
    1,
    "u1",
  ],
])("a meeting %s", (_, moves, round, file) => {
  const { state, refused } = s.play(moves);
  expect(refused).toBeUndefined();
  const [meeting] = state!.meetings;
  const trees = new Map(state!.versions.map(({ hash, manifest }) => [hash, manifest.parts[0]!.tree]));
  expect([meeting!.round, trees.get(meeting!.version!)]).toEqual([round, file && `tree of ${file}`]);
});

test("the state keeps the last twelve meetings that are over, and all that are to come", () => {
  const names = Array.from({ length: 14 }, (_, index) => `m${index}`);
  const { state } = s.play([
    ...[...s.inReview, s.meets({}, "early")],
    ...names.map((name) => s.meets({ stage: "held" }, name)),
    s.meets({}, "late"),
  ]);
  expect(state!.meetings.map(({ meeting }) => meeting)).toEqual(["early", ...names.slice(2), "late"]);
});

test("an event is canonical JSON, chained to the one before", () => {
  const { events, state } = s.play(s.drafted);
  expect(canonicalJson(events[1]!)).toBe(
    `{"at":"2008-03-03T09:00:00.000Z","by":"redaction-oriv","data":{"name":"cadrage.docx","part":"main","upload":"u1"},` +
      `"prev":"${hashOf(events[0]!)}","seq":2,"type":"uploadRequested","v":1}`,
  );
  expect(events[0]!.prev).toBe(chainStart);
  expect(state!.head).toBe(hashOf(events[2]!));
});

test("half a surrogate pair in a title is mended before it is hashed", () => {
  const { state } = s.play([s.create({ title: "Note \uD83D" })]);
  expect(state!.title).toBe("Note \uFFFD");
});

test("nothing comes before the creation", () => {
  const [, second] = s.play(s.drafted).events;
  expect(() => evolve(undefined, second as Event)).toThrow('event 2 (uploadRequested) comes before "created"');
  expect(() => appendEvents(evolve, undefined, [], "line", s.now)).toThrow("no event to append and no state");
});
