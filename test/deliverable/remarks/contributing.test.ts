import { describe, expect, test } from "vitest";
import { canonicalJson, hashOf } from "../../../shared/chain/hash.ts";
import type { Command } from "../../../shared/deliverable/command.ts";
import type { CommandOf } from "../../../shared/deliverable/decided.ts";
import { answersIn, answersSeen } from "../../../shared/deliverable/remarks/answers.ts";
import { undisposed } from "../../../shared/deliverable/round/round.ts";
import type { Disposition, State } from "../../../shared/deliverable/state.ts";
import type { Move } from "../scenario.ts";
import * as s from "../scenario.ts";

/** What a move gives after others: the types of its events, or the code of its refusal. */
function check(given: readonly Move[], when: Move, then: readonly string[] | string): void {
  const before = s.play(given);
  expect(before.refused).toBeUndefined();
  const after = s.step(before, when);
  expect(after.refused ?? after.last.map(({ type }) => type)).toEqual(then);
}

const { apply } = s;
const many = (count: number, from = 0) => Array.from({ length: count }, (_, index) => `c${from + index}`);
const unproven = { channel: "mail", received: "2008-03-12" } as const;
const offered: Move[] = [...s.inReview, s.offer("c1", "c2")];
const ended: Move[] = [...offered, s.close(true)];
const resent: Move[] = [...ended, apply(["c1"]), s.upload("u2"), s.accept("u2")];
const approve = s.verdict(s.reviewer, "approve");
const along: Move = (state) => ({
  ...(approve(state) as CommandOf<"decide">),
  offer: { file: "batch", contributions: ["c9"] },
});

const partly = (reason: string) => s.dispose("c1", "partly", { reason });
/** A disposition given on a form that showed the remark as some moves left it. */
const onSeen =
  (remark: string, as: Disposition, shown: readonly Move[] = offered): Move =>
  (state) => {
    const seen = hashOf(answersSeen(answersIn(s.play(shown).state!, 1), [remark]));
    return s.dispose(remark, as, { seen })(state);
  };

test.each<[string, readonly Move[], Move, readonly string[] | string]>([
  ["remarks are offered", s.inReview, s.offer("c1", "c2"), ["contributed"]],
  ["the same again", offered, s.offer("c1", "c2"), []],
  ["the same again, when the round is closed", ended, s.offer("c1", "c2"), []],
  ["under another's submission", offered, (state) => ({ ...offerOf(state), by: s.second }) as never, "request-invalid"],
  ["remarks that the round has already", offered, s.offer("c2", "c3"), "request-invalid"],
  ["one twice", s.inReview, s.offer("c1", "c1"), "request-invalid"],
  ["none", s.inReview, s.offer(), "request-invalid"],
  ["an id that is none", s.inReview, s.offer("c 1"), "request-invalid"],
  ["more than a round takes", s.inReview, s.offer(...many(1001)), "too-many-contributions"],
  ["as many as it takes", s.inReview, s.offer(...many(1000)), ["contributed"]],
  ["by a stranger", s.inReview, (state) => ({ ...offerOf(state), by: s.stranger }) as never, "not-reviewer"],
  ["by the coordinator", s.inReview, (state) => ({ ...offerOf(state), by: s.coordinator }) as never, ["contributed"]],
  ["on another version", s.inReview, (state) => ({ ...offerOf(state), version: "v" }) as never, "version-replaced"],
  ["in a round that is closed", [...s.inReview, s.close(true)], s.offer("c1"), "round-closed"],
  ["along with a decision", s.inReview, along, ["contributed", "decided"]],
  ["along with another decision, again", [...s.inReview, along], along, "request-invalid"],

  ["a remark is integrated", offered, s.dispose("c1"), ["disposed"]],
  ["again", [...offered, s.dispose("c1")], s.dispose("c1"), []],
  ["declined after all", [...offered, s.dispose("c1")], s.dispose("c1", "declined"), ["disposed"]],
  ["declined without a reason", offered, noReason("declined"), "reason-missing"],
  ["in part without a reason", offered, noReason("partly"), "reason-missing"],
  ["declined, though it is applied", [...ended, apply(["c1"])], s.dispose("c1", "declined"), "correction-applied"],
  ["in part, though it is applied", [...ended, apply(["c1"])], s.dispose("c1", "partly"), ["disposed"]],
  ["declined beside one that is applied", [...ended, apply(["c1"])], s.dispose("c2", "declined"), ["disposed"]],
  ["declined in a draft without it", [...resent], s.dispose("c1", "declined"), ["disposed"]],
  ["one that is not there", offered, s.dispose("c7"), "contribution-unknown"],
  ["by a reviewer", offered, s.dispose("c1", "integrated", { by: s.reviewer }), "forbidden"],
  ["once the document is final", [...s.approved], s.dispose("c1"), "stage-forbids"],

  ["on the answer that was shown", offered, onSeen("c1", "declined"), ["disposed"]],
  ["after another was given", [...offered, s.dispose("c1")], onSeen("c1", "declined"), "disposition-changed"],
  ["after one was given to another remark", [...offered, s.dispose("c2")], onSeen("c1", "declined"), ["disposed"]],
  ["the same, after it was given", [...offered, s.dispose("c1")], onSeen("c1", "integrated"), []],
  [
    "for another reason than was given",
    [...offered, s.dispose("c1", "partly")],
    onSeen("c1", "partly"),
    "disposition-changed",
  ],
  [
    "for yet another",
    [...offered, partly("un"), partly("deux")],
    onSeen("c1", "partly", [...offered, partly("un")]),
    "disposition-changed",
  ],
  ["shown open again", [...resent], onSeen("c1", "partly", resent), ["disposed"]],

  ["corrections are applied", ended, apply(["c1", "c2"]), ["correctionsApplied"]],
  ["one after another", [...ended, apply(["c1"])], apply(["c2"]), ["correctionsApplied"]],
  ["the same again", [...ended, apply(["c1"])], apply(["c1"], { parts: [] }), []],
  [
    "one that was answered since it was shown",
    ended,
    apply(["c1"], { seen: hashOf([{ as: "partly", event: 1 }]) }),
    "disposition-changed",
  ],
  ["in a round that is open", offered, apply(["c1"]), "stage-forbids"],
  ["to a draft that is no more", ended, apply(["c1"], { base: "older" }), "version-replaced"],
  ["one that is not there", ended, apply(["c7"]), "contribution-unknown"],
  ["to no part", ended, apply(["c1"], { parts: [] }), "request-invalid"],
  [
    "others than those named",
    ended,
    (state) => ({ ...apply(["c1"])(state), contributions: ["c2"] }),
    "request-invalid",
  ],
  ["by a reviewer", ended, apply(["c1"], { by: s.reviewer }), "forbidden"],

  ["what is integrated is confirmed", s.toConfirm, s.confirm(), ["roundOpened"]],
  ["what has no outcome is not", s.toConfirm.toSpliced(-3, 1), s.confirm(), "contributions-open"],
  ["nor at an author's word", s.toConfirm.toSpliced(-3, 1), despite(s.author), "contributions-open"],
  ["but at the coordinator's", s.toConfirm.toSpliced(-3, 1), despite(s.coordinator), ["roundOpened"]],
  ["changes that are requested need no outcome", ended, s.submit(), ["roundOpened"]],

  ["a decision is reported", s.inReview, s.reported("approve"), ["decided"]],
  ["again", [...s.inReview, s.reported("approve")], s.reported("approve"), []],
  ["by a reviewer", s.inReview, s.reported("approve", { by: s.reviewer }), "forbidden"],
  ["without what proves it", s.inReview, s.reported("approve", { reported: unproven }), "evidence-missing"],
  ["in the place of the reviewer's own", [...s.inReview, approve], s.reported("abstain"), "decision-given"],
  ["and then their own", [...s.inReview, s.reported("abstain")], approve, ["decided"]],
  ["of who does not review", s.inReview, s.reported("approve", { reviewer: "passant" }), "not-reviewer"],

  ["someone else is proposed", s.inReview, s.handOver(), ["delegationProposed"]],
  ["again", [...s.inReview, s.handOver()], s.handOver(), []],
  ["another one", [...s.inReview, s.handOver()], s.handOver(s.reviewer, "autre"), "delegation-pending"],
  ["by a stranger", s.inReview, s.handOver(s.stranger), "not-reviewer"],
  ["the coordinator agrees", [...s.inReview, s.handOver()], s.settle("odti"), ["delegated"]],
  ["twice", [...s.inReview, s.handOver(), s.settle("odti")], s.settle("odti"), []],
  ["or does not", [...s.inReview, s.handOver()], s.settle(), ["delegationRefused"]],
  ["then does", [...s.inReview, s.handOver(), s.settle()], s.settle("odti"), "delegation-settled"],
  ["to one who reviews", [...s.inReview, s.handOver()], s.settle("relecture-epi"), "already-reviewer"],
  ["when they decided meanwhile", [...s.inReview, s.handOver(), approve], s.settle("odti"), "delegation-settled"],
  ["one that nobody proposed", s.inReview, s.settle("odti"), "delegation-settled"],
])("%s", (_, given, when, then) => check(given, when, then));

test("corrections make a draft of their own, and are integrated", () => {
  const { state } = s.play([...ended, apply(["c1"]), apply(["c2"])]);
  const [reviewed, draft, ...others] = state!.versions;
  expect(others).toEqual([]);
  expect(reviewed!.hash).toBe(state!.rounds[0]!.version);
  expect(draft!.manifest.parts[0]!.corrections).toEqual(["c1", "c2"]);
  expect(undisposed(state!.rounds[0]!)).toEqual([]);
});

test("a file sent anew has none of the corrections of before", () => {
  const { state } = s.play([...ended, apply(["c1"]), s.upload("u2"), s.accept("u2")]);
  expect(s.current(state!).manifest.parts[0]).not.toHaveProperty("corrections");
});

const again: Move[] = [s.upload("u2"), s.accept("u2")];
const approval: Move[] = [s.verdict(s.reviewer, "approve"), s.verdict(s.second, "approve"), s.close()];
const toIntegrate: Move[] = [...s.drafted, s.submit({ demands: s.confirmed }), s.offer("c1", "c2"), ...approval];
const resubmitted: Move[] = [...toIntegrate, apply(["c1"]), s.dispose("c2"), s.confirm(), s.close(true)];

test.each<[string, readonly Move[], object, number | undefined]>([
  ["applied to a draft that a file replaces", [...toIntegrate, apply(["c1"]), ...again], { c1: "open", c2: "open" }, 1],
  ["integrated by hand", [...toIntegrate, s.dispose("c1"), ...again], { c1: "integrated", c2: "open" }, undefined],
  [
    "integrated in part since",
    [...toIntegrate, apply(["c1", "c2"]), s.dispose("c1", "partly"), ...again],
    { c1: "partly", c2: "open" },
    1,
  ],
  ["which a round was about since", [...resubmitted, ...again], { c1: "integrated", c2: "integrated" }, undefined],
  ["applied after that round", [...resubmitted, apply(["c2"]), ...again], { c1: "integrated", c2: "open" }, 1],
])("a contribution waits for its answer again, or not: %s", (_, given, contributions, reopened) => {
  const { state, refused } = s.play(given);
  expect(refused).toBeUndefined();
  expect(state!.rounds[0]!.contributions).toEqual(contributions);
  expect(state!.uploads.u2!.reopened).toBe(reopened);
});

test("rounds without such a contribution stay as they are, whole in what was kept of them", () => {
  const before = s.play([...resubmitted, apply(["c2"]), s.upload("u2")]);
  const after = s.step(before, s.accept("u2"));
  expect(after.state!.rounds[0]).not.toBe(before.state!.rounds[0]);
  expect(after.state!.rounds[1]).toBe(before.state!.rounds[1]);
});

test("a draft without what was applied is not confirmed before its author says what became of it", () => {
  const sent = [...toIntegrate, apply(["c1"]), s.dispose("c2"), ...again];
  check(sent, s.confirm(), "contributions-open");
  check([...sent, s.dispose("c1")], s.confirm(), ["roundOpened"]);
});

const answered = s.toConfirm.slice(0, -2);
const sameText = [...answered, s.upload("u2"), s.accept("u2", "u1")];
const sentBack: Move[] = [...s.drafted, s.submit(), s.offer("c1"), s.close(true)];

describe("a text that did not change since remarks on it were answered", () => {
  const because = (reason?: string) =>
    s.submit({ demands: s.confirmed, deadline: "2008-04-20T22:00:00.000Z", ...(reason && { unchanged: reason }) });
  const alike = (hash?: string) => (state: State) => ({
    ...(because() as (state: State) => Extract<Command, { type: "submit" }>)(state),
    alike: [hash ?? state.rounds[0]!.version],
  });
  test.each<[string, Parameters<typeof check>[0], Move, Parameters<typeof check>[2]]>([
    ["is not confirmed without a word", answered, because(), "version-unchanged"],
    ["nor as another file that reads the same", sameText, because(), "version-unchanged"],
    ["nor where all remarks were declined", [...answered, s.dispose("c1", "declined")], because(), "version-unchanged"],
    ["nor as one that reads the same, though its tree differs", s.toConfirm, alike(), "version-unchanged"],
    ["but is where what reads the same is another round's", s.toConfirm, alike("other"), ["roundOpened"]],
    ["is confirmed for a reason", answered, because("motif"), ["roundOpened"]],
    [
      "goes back to review once a remark on it is said to be in it",
      [...sentBack, s.dispose("c1")],
      because(),
      "version-unchanged",
    ],
    ["goes back to review where none is", [...sentBack, s.dispose("c1", "declined")], because(), ["roundOpened"]],
    ["is not what a changed one is", s.toConfirm, because(), ["roundOpened"]],
  ])("%s", (_, given, when, then) => check(given, when, then));

  test("is told of the round that confirms it, and the reason of no other", () => {
    expect(s.play([...answered, because("motif")]).state!.rounds[1]).toMatchObject({ confirms: 1, unchanged: "motif" });
    expect(s.play([...s.toConfirm, because("motif")]).state!.rounds[1]).not.toHaveProperty("unchanged");
  });
});

test("remarks that are open when the coordinator confirms a version all the same are on record", () => {
  const { last } = s.play([...s.toConfirm.toSpliced(-3, 1), despite(s.coordinator)]);
  expect(last[0]!.data).toMatchObject({ confirms: 1, undisposed: 1 });
});

test("the contributions of two rounds are kept by id, within the bound of a row", () => {
  const rounds = Array.from({ length: 4 }, (_, index): Move[] => [
    ...[s.submit(), s.offer(...many(1000, index * 1000)), s.close(true)],
    ...[s.upload(`v${index}`), s.accept(`v${index}`)],
  ]);
  const { state, refused } = s.play([...s.drafted, ...rounds.flat()]);
  expect(refused).toBeUndefined();
  const kept = state!.rounds.map(({ contributions }) => Object.keys(contributions).length);
  expect(kept).toEqual([0, 0, 1000, 1000]);
  expect(canonicalJson(state!).length).toBeLessThan(100_000);
});

function offerOf(state: State) {
  return s.offer("c1", "c2")(state);
}

function noReason(as: "partly" | "declined"): Move {
  return { type: "dispose", by: s.author, round: 1, contribution: "c1", as };
}

function despite(by: typeof s.author): Move {
  return s.submit({ demands: s.confirmed, deadline: "2008-04-20T22:00:00.000Z", by, undisposed: true });
}
