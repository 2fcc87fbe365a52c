import { expect, test } from "vitest";
import type { Asker } from "../../../shared/chain/event.ts";
import { outcomeOf } from "../../../shared/deliverable/round/round.ts";
import type { Choice } from "../../../shared/deliverable/state.ts";
import type { RoundDemands } from "../../../shared/kinds/kind.ts";
import type { Quorum } from "../../../shared/quorum/quorum.ts";
import type { Move } from "../scenario.ts";
import * as s from "../scenario.ts";

/** Reviewers of four members; ORIV has two. */
const members = { r1: "ORIV", r2: "ORIV", r3: "CREFE", r4: "EPI", r5: "ODTI" };
const all = Object.keys(members);

/** A round under some rule, and each reviewer's choice in turn ("" for none). */
function round(demands: Partial<RoundDemands>, quorum: Quorum, choices: readonly (Choice | "")[]): Move[] {
  const opened: Move[] = [
    ...[s.create({ reviewers: all.slice(0, choices.length), quorum }), s.upload("u1"), s.accept("u1")],
    s.submit({ demands: { ...s.demands, ...demands }, members }),
  ];
  const verdicts = choices.flatMap((choice, index) =>
    choice === "" ? [] : s.verdict({ person: all[index]!, coordinator: false }, choice),
  );
  return [...opened, ...verdicts];
}

const yes = "approve";
const yesBut = "approveWithReservations";
const no = "requestChanges";
const confirming = { quorum: 1, days: 7 };
const [byMember, lenient] = [{ quorum: { members: 2 } }, { veto: 2 }];

test.each<[string, Partial<RoundDemands>, Quorum, (Choice | "")[], string | undefined]>([
  ["nobody decided", {}, 2, ["", "", ""], undefined],
  ["n of m", {}, 2, [yes, yes, ""], "approved"],
  ["one short", {}, 2, [yes, "", ""], undefined],
  ["reservations approve", {}, 2, [yes, yesBut, ""], "approved"],
  ["an abstention is no approval", {}, 2, [yes, "abstain", ""], undefined],
  ["a request for changes wins", {}, 2, [yes, yes, no], "changesRequested"],
  ["one alone does not, where two are asked for", lenient, 2, [yes, yes, no], "approved"],
  ["two do", lenient, 2, [yes, yes, no, no], "changesRequested"],
  ["all", {}, "all", [yes, yes, yes], "approved"],
  ["all but one", {}, "all", [yes, yes, ""], undefined],
  ["all who review: one declined", {}, "all", [yes, yes, "decline"], "approved"],
  ["all who do not abstain", {}, "all", [yes, "abstain", "abstain"], "approved"],
  ["at least one of all", {}, "all", ["abstain", "abstain", "decline"], undefined],
  ["all declined", {}, "all", ["decline", "decline", "decline"], undefined],
  ["two people of one member", byMember, 2, [yes, yes, ""], undefined],
  ["two members", byMember, 2, [yes, "", yes], "approved"],
  ["approved with reservations, to confirm", { confirming }, 2, [yes, yesBut, ""], "toIntegrate"],
  ["approved without, final", { confirming }, 2, [yes, yes, ""], "approved"],
])("%s", (_, demands, quorum, choices, outcome) => {
  const { state, refused } = s.play(round(demands, quorum, choices));
  expect(refused).toBeUndefined();
  expect(outcomeOf(state!, state!.rounds[0]!)).toBe(outcome);
});

const late = Date.parse(s.deadline);
const later = "2008-04-09T22:00:00.000Z";
const pass: Move = { type: "passDeadline", by: "line", round: 1, extension: later };
const extend = { atDeadline: { do: "extend", days: 7 } } as const;
const close = { atDeadline: { do: "close" } } as const;

test.each<[string, Partial<RoundDemands>, (Choice | "")[], string]>([
  ["the coordinator is asked", {}, [yes, ""], "deadlinePassed"],
  ["a rule that holds closes", {}, [yes, yes], "roundClosed approved"],
  ["more days", extend, [yes, ""], `deadlineMoved ${later}`],
  ["no more days are needed", extend, [yes, yes], "roundClosed approved"],
  ["those present are enough", close, [yes, ""], "roundClosed approved"],
  ["with reservations", { ...close, confirming }, [yesBut, ""], "roundClosed toIntegrate"],
  ["changes are requested", close, [no, ""], "roundClosed changesRequested"],
  ["nobody was there", close, ["abstain", ""], "deadlinePassed"],
])("at the deadline: %s", (_, demands, choices, then) => {
  const { last } = s.step(s.play(round(demands, 2, choices)), pass, late);
  const [event] = last;
  const { outcome, deadline } = event!.data as { outcome?: string; deadline?: string };
  expect([event!.type, outcome ?? deadline].filter(Boolean).join(" ")).toBe(then);
});

test("more days are given once", () => {
  const extended = s.step(s.play(round(extend, 2, [yes, ""])), pass, late);
  expect(extended.state!.rounds[0]).toMatchObject({ deadline: later, extended: true, overdue: false });
  const again = s.step(extended, { ...pass, extension: "2008-05-09T22:00:00.000Z" } as Move, Date.parse(later));
  expect(again.last.map(({ type }) => type)).toEqual(["deadlinePassed"]);
});

test("a meeting that is planned is waited for, at the deadline too; one that is cancelled is not", () => {
  const planned = [...round(close, 1, [yes, ""]), s.meets()];
  expect(s.step(s.play(planned), pass, late).last.map(({ type }) => type)).toEqual(["deadlinePassed"]);
  const cancelled: Move[] = [...planned, s.meets({ stage: "cancelled" })];
  expect(s.step(s.play(cancelled), pass, late).last.map(({ type }) => type)).toEqual(["roundClosed"]);
});

test("the confirming round has its own quorum, and nothing carries over", () => {
  const { state } = s.play([...s.toConfirm, s.confirm()]);
  expect(state!.rounds.map(({ rule, confirms, decisions }) => [rule.quorum, confirms, decisions.length])).toEqual([
    [2, undefined, 2],
    [1, 1, 0],
  ]);
  const end = s.play([...s.toConfirm, s.confirm(), s.verdict(s.second, "approve"), s.close()]);
  expect(end.state).toMatchObject({ stage: "final", final: { round: 2, version: state!.rounds[1]!.version } });
});

test("the coordinator may take a version as it is, on record", () => {
  const asIs = (state: { rounds: { number: number }[] }) =>
    ({ type: "closeRound", by: s.coordinator, round: state.rounds.length, unresolved: false, asIs: true }) as const;
  const { state, last } = s.play([...round({ confirming }, 1, [yesBut, ""]), asIs as Move]);
  expect(state!.stage).toBe("final");
  expect(last[0]!.data).toMatchObject({ outcome: "approved", asIs: true });
  const plain = s.play([...round({ confirming }, 1, [yes, ""]), asIs as Move]);
  expect(plain.last[0]!.data).not.toHaveProperty("asIs");
});

const settle = (person?: string, member?: string): Move => ({
  ...{ type: "settleDelegation", by: s.coordinator, round: 1, submission: "remplacement" },
  ...(person && { person, member }),
});
const other: Asker = { person: "r3", coordinator: false };

const two: Move[] = round(byMember, 2, ["", "", ""]);
const reviewedBy = (...reviewers: string[]): Move => s.amend({ reviewers, members });

/** What comes of a move in a round where two members of the three reviewers' two must approve. */
test.each<[string, readonly Move[], Move, string]>([
  ["all of one member", two, reviewedBy("r1", "r2"), "quorum-beyond-members"],
  ["still of two", two, reviewedBy("r1", "r3"), "amended"],
  ["of two again, with who is new", two, reviewedBy("r1", "r2", "r4"), "amended"],
  ["instead, of the other member", [...two, s.handOver(other)], settle("odti", "ORIV"), "quorum-beyond-members"],
  ["instead, of a third", [...two, s.handOver(other)], settle("odti", "ODTI"), "delegated"],
  ["nobody instead", [...two, s.handOver(other)], settle(), "delegationRefused"],
  [
    "submitted to one member alone",
    [s.create({ reviewers: ["r1", "r2"], quorum: 2 }), s.upload("u1"), s.accept("u1")],
    s.submit({ demands: { ...s.demands, ...byMember }, members }),
    "quorum-beyond-members",
  ],
])("the members asked for stay within reach: %s", (_, given, when, then) => {
  const before = s.play(given);
  expect(before.refused).toBeUndefined();
  const { refused, last } = s.step(before, when);
  expect(refused ?? last.map(({ type }) => type).join()).toBe(then);
});

test("a reviewer by delegation counts for the member of the one who delegated, who reviews no more", () => {
  const opened = round(byMember, 2, [yes, "", ""]);
  const { state } = s.play([...opened, s.handOver(other), settle("odti", "ODTI")]);
  expect(state!.reviewers).toEqual(["r1", "r2", "odti"]);
  expect(state!.rounds[0]!.reviewers).toEqual(["r1", "r2", "odti"]);
  const after = (by: Asker) => s.step({ state: state!, events: [], last: [] }, s.verdict(by, yes));
  expect(after(other).refused).toBe("not-reviewer");
  const held = after({ person: "odti", coordinator: false }).state!;
  expect(outcomeOf(held, held.rounds[0]!)).toBe("approved");
});

const ended: Move = { type: "endAccess", by: s.coordinator, person: "relecture-crefe" };
const restored: Move = { type: "restoreAccess", by: s.coordinator, person: "relecture-crefe" };
const ofAll = [s.create({ quorum: "all" }), s.upload("u1"), s.accept("u1"), s.submit()];

test.each<[string, Move[], string | undefined]>([
  ["all who review: the access of one was ended", [...ofAll, ended, s.verdict(s.second, "approve")], "approved"],
  ["all again once it is given back", [...ofAll, ended, s.verdict(s.second, "approve"), restored], undefined],
  [
    "changes that one asked for before count",
    [...ofAll, s.verdict(s.reviewer, "requestChanges"), ended, s.verdict(s.second, "approve")],
    "changesRequested",
  ],
])("%s", (_, moves, outcome) => {
  const { state, refused } = s.play(moves);
  expect(refused).toBeUndefined();
  expect(outcomeOf(state!, state!.rounds[0]!)).toBe(outcome);
});

test("nobody whose access was ended is reminded", () => {
  const { last } = s.play([...s.inReview, ended, { type: "remind", by: "line", round: 1, days: 7 }]);
  expect(last).toMatchObject([{ data: { reviewers: ["relecture-epi"] } }]);
});
