import { describe, expect, test } from "vitest";
import type { Asker } from "../../shared/chain/event.ts";
import type { Command } from "../../shared/deliverable/command.ts";
import { decide } from "../../shared/deliverable/decide.ts";
import type { Move } from "./scenario.ts";
import * as s from "./scenario.ts";

/** What the draft lacks by a kind that was changed after the draft was read. */
const lacking = { main: { missing: ["enjeux"], withoutAlternative: 0, warnings: 0 } };
const tomorrow = s.now + s.day;
const afterDeadline = Date.parse(s.deadline);

/** What the last of the moves, made at `at`, does: the types of its events, or the code of its refusal. */
function check(given: readonly Move[], when: Move, then: readonly string[] | string, at = tomorrow): void {
  const before = s.play(given);
  expect(before.refused).toBeUndefined();
  const after = s.step(before, when, at);
  expect(after.refused ?? after.last.map(({ type }) => type)).toEqual(then);
}

/** The draft checked against its kind, which was changed. */
const checking =
  (checks: typeof lacking, by: Asker = "line"): Move =>
  (state) => ({ type: "checkDraft", by, version: s.current(state).hash, checks });

const parts = [
  { id: "oriv", title: "ORIV" },
  { id: "crefe", title: "CREFE" },
];
const dossier = [s.create({ parts }), s.upload("u1", { part: "oriv" }), s.accept("u1", "oriv", {}, "oriv")];
const remind = (days: number, by: Asker = "line"): Move => ({ type: "remind", by, round: 1, days });
const pass: Move = { type: "passDeadline", by: "line", round: 1 };
const amend = (changes: object, by: Asker = s.coordinator): Move => ({ type: "amend", by, ...changes });
const move = (deadline: string, by: Asker = s.coordinator): Move => ({ type: "moveDeadline", by, round: 1, deadline });
const whatever: Move = (state) => ({ ...s.close()(state), whateverMeets: true }) as Command;
const noted =
  (by: Asker): Move =>
  (state) => ({ ...s.meets()(state), by });
const withdraw: Move = { type: "withdraw", by: s.coordinator, reason: "motif" };
const endAccess = (person: string): Move => ({ type: "endAccess", by: s.coordinator, person });
const approve = s.verdict(s.reviewer, "approve");
const changes = s.verdict(s.reviewer, "requestChanges");
const both = [...s.inReview, approve, s.verdict(s.second, "approve")];
const changing = [...s.inReview, approve, s.verdict(s.second, "requestChanges")];
const three = ["relecture-crefe", "relecture-epi", "odti"];
const sent = [s.create(), s.upload("u1")];

test.each<[string, readonly Move[], Move, readonly string[] | string, number?]>([
  ["a deliverable is created", [], s.create(), ["created"]],
  ["nothing is asked of what does not exist", [], s.upload("u1"), "deliverable-unknown"],
  ["creating it again", [s.create()], s.create(), "deliverable-exists"],
  ["created by an author", [], s.create({ by: s.author }), "forbidden"],
  ["created by the line", [], s.create({ by: "line" }), "forbidden"],
  ["without a title", [], s.create({ title: " " }), "request-invalid"],
  ["with a title that is none", [], s.create({ title: "a".repeat(501) }), "request-invalid"],
  ["with an action that is none", [], s.create({ action: "a".repeat(501) }), "request-invalid"],
  [
    "with a crowd of reviewers",
    [],
    s.create({ reviewers: Array.from({ length: 101 }, (_, index) => `r${index}`) }),
    "request-invalid",
  ],
  ["without an author", [], s.create({ authors: [] }), "request-invalid"],
  ["without a part", [], s.create({ parts: [] }), "request-invalid"],
  ["with one part twice", [], s.create({ parts: [parts[0]!, parts[0]!] }), "request-invalid"],
  ["with a quorum of none", [], s.create({ quorum: 0 }), "quorum-impossible"],
  ["due on a day that does not exist", [], s.create({ due: { draft: "2008-02-30" } }), "date-invalid"],
  ["reviewed after its final", [], s.create({ due: { review: "2008-05-01", final: "2008-04-30" } }), "date-invalid"],

  ["an author asks to send a file", [s.create()], s.upload("u1"), ["uploadRequested"]],
  ["the coordinator sends it for them", [s.create()], s.upload("u1", { by: s.coordinator }), ["uploadRequested"]],
  ["a reviewer does not", [s.create()], s.upload("u1", { by: s.reviewer }), "forbidden"],
  ["asked again", sent, s.upload("u1"), []],
  [
    "an upload's name taken by another",
    [...sent, amend({ authors: ["redaction-oriv", "passant"] })],
    s.upload("u1", { by: s.stranger }),
    "request-invalid",
  ],
  ["of a part that is not planned", [s.create()], s.upload("u1", { part: "annexe" }), "request-invalid"],
  ["with a name that is none", [s.create()], s.upload("u1", { name: "n".repeat(501) }), "request-invalid"],
  ["while it is reviewed", s.inReview, s.upload("u2"), "stage-forbids"],

  ["a file that was read is the draft", sent, s.accept("u1"), ["draftAccepted"]],
  ["a verdict given again", [...sent, s.accept("u1")], s.accept("u1"), []],
  ["a verdict after another", [...sent, s.accept("u1")], s.refusal("u1"), []],
  ["a file that was not read", sent, s.refusal("u1"), ["draftRefused"]],
  ["and then read", [...sent, s.refusal("u1")], s.accept("u1"), []],
  ["a draft lacks what its kind demands since", s.drafted, checking(lacking), ["draftChecked"]],
  ["the same again", [...s.drafted, checking(lacking)], checking(lacking), []],
  ["by a person", s.drafted, checking(lacking, s.coordinator), "forbidden"],
  ["in a review", s.inReview, checking(lacking), "stage-forbids"],
  [
    "of a draft that was replaced",
    s.drafted,
    { type: "checkDraft", by: "line", version: "autre", checks: lacking },
    "version-replaced",
  ],
  ["and is not submitted then", [...s.drafted, checking(lacking)], s.submit(), "sections-missing"],
  ["a verdict on nothing", [s.create()], s.accept("u1"), "upload-unknown"],
  ["a refusal of nothing", [s.create()], s.refusal("u1"), "upload-unknown"],
  ["a verdict on another part", sent, s.accept("u1", "u1", {}, "annexe"), "request-invalid"],
  ["a verdict that a person gives", sent, { ...s.accept("u1"), by: s.coordinator } as Move, "forbidden"],
  [
    "read once the review began",
    [...sent, s.upload("u2"), s.accept("u2"), s.submit()],
    s.accept("u1"),
    ["draftRefused"],
  ],
  ["a draft is made of what the network knows", [s.create()], s.made("u1"), ["uploadRequested", "draftAccepted"]],
  ["made again in the same breath", [s.create(), s.made("u1")], s.made("u1"), []],
  ["made in the place of one that an author sent", s.drafted, s.made("u2"), ["uploadRequested", "draftAccepted"]],
  ["made by an author", [s.create()], s.made("u1", s.author), "forbidden"],
  ["made while it is reviewed", s.inReview, s.made("u2"), "stage-forbids"],
  ["made for a part that is not planned", [s.create({ parts })], s.made("u1"), "request-invalid"],
  ["the same content again", [...s.drafted, s.upload("u2")], s.accept("u2", "u1"), ["draftAccepted"]],

  ["the draft goes to review", s.drafted, s.submit(), ["roundOpened"]],
  ["submitted by the coordinator", s.drafted, s.submit({ by: s.coordinator }), ["roundOpened"]],
  ["submitted by a reviewer", s.drafted, s.submit({ by: s.reviewer }), "forbidden"],
  ["submitted twice", s.inReview, s.submit(), "stage-forbids"],
  [
    "nothing to submit",
    [s.create()],
    {
      ...{ type: "submit", by: s.author, version: "none", deadline: s.deadline, kind: "kind", theme: "theme" },
      demands: s.demands,
    },
    "draft-missing",
  ],
  ["another version than the current", s.drafted, s.submit({ version: "older" }), "version-replaced"],
  ["a member's part is missing", dossier, s.submit(), "draft-missing"],
  ["a section is missing", [...sent, s.accept("u1", "u1", { missing: ["enjeux"] })], s.submit(), "sections-missing"],
  ["a section is missing that was demanded since", s.drafted, s.submit({ checks: lacking }), "sections-missing"],
  [
    "a figure has no alternative",
    [...sent, s.accept("u1", "u1", { withoutAlternative: 2 })],
    s.submit(),
    "alternatives-missing",
  ],
  ["nobody to review", [s.create({ reviewers: [] }), s.upload("u1"), s.accept("u1")], s.submit(), "reviewers-missing"],
  [
    "more approvals wanted than reviewers",
    [s.create({ quorum: 3 }), s.upload("u1"), s.accept("u1")],
    s.submit(),
    "quorum-impossible",
  ],
  [
    "more approvals wanted than reviewers whose access was not ended",
    [...s.drafted, endAccess("relecture-epi")],
    s.submit(),
    "quorum-impossible",
  ],
  [
    "and no more than those",
    [s.create({ quorum: 1 }), s.upload("u1"), s.accept("u1"), endAccess("relecture-epi")],
    s.submit(),
    ["roundOpened"],
  ],
  [
    "nobody to review whose access was not ended",
    [
      s.create({ quorum: "all" }),
      s.upload("u1"),
      s.accept("u1"),
      ...["relecture-crefe", "relecture-epi"].map(endAccess),
    ],
    s.submit(),
    "reviewers-missing",
  ],
  ["a deadline that is past", s.drafted, s.submit({ deadline: "2008-03-01T00:00:00.000Z" }), "date-invalid"],

  ["a reviewer approves", s.inReview, approve, ["decided"]],
  ["a reviewer asks for changes", s.inReview, changes, ["decided"]],
  [
    "without saying which",
    s.inReview,
    s.verdict(s.reviewer, "requestChanges", { reason: undefined }),
    "reason-missing",
  ],
  ["a reviewer changes their mind", [...s.inReview, approve], changes, ["decided"]],
  [
    "the same submission again",
    [...s.inReview, s.verdict(s.reviewer, "approve", { submission: "s" })],
    s.verdict(s.reviewer, "approve", { submission: "s" }),
    [],
  ],
  [
    "another's submission",
    [...s.inReview, s.verdict(s.second, "approve", { submission: "s" })],
    s.verdict(s.reviewer, "approve", { submission: "s" }),
    "request-invalid",
  ],
  [
    "the same submission after closing",
    [...s.inReview, s.verdict(s.reviewer, "requestChanges", { submission: "s" }), s.close()],
    s.verdict(s.reviewer, "requestChanges", { submission: "s" }),
    [],
  ],
  ["an author decides", s.inReview, s.verdict(s.author, "approve"), "not-reviewer"],
  ["the coordinator decides for others", s.inReview, s.verdict(s.coordinator, "approve"), "not-reviewer"],
  ["the line decides", s.inReview, s.verdict("line", "approve"), "forbidden"],
  ["on another version", s.inReview, s.verdict(s.reviewer, "approve", { version: "older" }), "version-replaced"],
  ["in a round that is closed", [...changing, s.close()], approve, "round-closed"],
  ["in a round to come", s.inReview, s.verdict(s.reviewer, "approve", { round: 2 }), "round-closed"],
  ["after the deadline, while the round is open", s.inReview, approve, ["decided"], afterDeadline + s.day],

  ["those who have not decided are reminded", [...s.inReview, approve], remind(7), ["reminded"]],
  ["once", [...s.inReview, remind(7)], remind(7), []],
  ["and again later", [...s.inReview, remind(7)], remind(1), ["reminded"]],
  ["nobody is left to remind", both, remind(7), []],
  ["reminded by an author", s.inReview, remind(7, s.author), "forbidden"],
  ["reminded in a round that is closed", [...changing, s.close()], remind(7), []],

  ["closed as approved", both, s.close(), ["roundClosed"]],
  ["closed as it asks for changes", changing, s.close(), ["roundClosed"]],
  ["closed too early", [...s.inReview, approve], s.close(), "round-not-ready"],
  ["closed without an outcome", [...s.inReview, approve], s.close(true), ["roundClosed"]],
  ["closed by an author", both, s.close(false, s.author), "forbidden"],
  ["closed twice", [...both, s.close()], s.close(), "round-closed"],
  ["closed before its meeting", [...both, s.meets()], s.close(), "round-not-ready"],
  ["closed whatever its meeting says", [...both, s.meets()], whatever, ["roundClosed"]],
  [
    "closed whatever its meeting says, though an opinion is missing",
    [...s.inReview, approve, s.meets()],
    whatever,
    "round-not-ready",
  ],
  ["closed after its meeting", [...both, s.meets(), s.meets({ stage: "held" })], s.close(), ["roundClosed"]],
  ["closed once its meeting is off", [...both, s.meets(), s.meets({ stage: "cancelled" })], s.close(), ["roundClosed"]],

  ["at the deadline it closes", both, pass, ["roundClosed"], afterDeadline],
  ["not before", both, pass, [], afterDeadline - 1],
  ["at the deadline without an outcome", s.inReview, pass, ["deadlinePassed"], afterDeadline],
  ["a deadline given more time", [...s.inReview, move("2008-05-01T22:00:00.000Z")], pass, [], afterDeadline],
  [
    "a deadline passed by a person",
    both,
    { ...(pass as object), by: s.coordinator } as Move,
    "forbidden",
    afterDeadline,
  ],
  ["the deadline moves", s.inReview, move("2008-05-01T22:00:00.000Z"), ["deadlineMoved"]],
  ["to where it is", s.inReview, move(s.deadline), []],
  ["to the past", s.inReview, move("2008-03-01T00:00:00.000Z"), "date-invalid"],
  ["to nowhere", s.inReview, move("bientôt"), "date-invalid"],
  ["moved by a reviewer", s.inReview, move("2008-05-01T22:00:00.000Z", s.reviewer), "forbidden"],
  ["of a round that is closed", [...changing, s.close()], move("2008-05-01T22:00:00.000Z"), "round-closed"],

  ["a meeting discusses it", s.inReview, s.meets(), ["meetingNoted"]],
  ["before anything is submitted", s.drafted, s.meets(), ["meetingNoted"]],
  ["as is known", [...s.inReview, s.meets()], s.meets({ of: 1 }), []],
  [
    "as it was before what is known",
    [...s.inReview, s.meets(), s.meets({ date: "2008-03-21" })],
    s.meets({ of: 1, date: "2008-03-20" }),
    [],
  ],
  ["on another day", [...s.inReview, s.meets()], s.meets({ date: "2008-03-21" }), ["meetingNoted"]],
  ["once held", [...s.inReview, s.meets()], s.meets({ stage: "held", present: ["relecture-crefe"] }), ["meetingNoted"]],
  [
    "with new minutes",
    [...s.inReview, s.meets({ stage: "held" })],
    s.meets({ stage: "held", minutes: "compte rendu" }),
    ["meetingNoted"],
  ],
  ["as an author says", s.inReview, noted(s.author), "forbidden"],
  ["as its coordinator says", s.inReview, noted(s.coordinator), ["meetingNoted"]],

  ["the title is amended", s.drafted, amend({ title: "Point de vue" }), ["amended"]],
  ["to what it is", s.drafted, amend({ title: "L’interculturalité : note de cadrage" }), []],
  [
    "to the same people, told in another order",
    s.inReview,
    amend({ reviewers: ["relecture-epi", "relecture-crefe", "relecture-epi"] }),
    [],
  ],
  ["amended by an author", s.drafted, amend({ title: "Point de vue" }, s.author), "forbidden"],
  [
    "a reviewer joins the open round",
    s.inReview,
    amend({ reviewers: ["relecture-crefe", "relecture-epi", "odti"] }),
    ["amended"],
  ],
  [
    "a reviewer who decided leaves it",
    [...s.inReview, approve],
    amend({ reviewers: ["relecture-epi", "odti"] }),
    "reviewer-decided",
  ],
  [
    "one who did not is replaced",
    [...s.inReview, approve],
    amend({ reviewers: ["relecture-crefe", "odti"] }),
    ["amended"],
  ],
  [
    "someone instead of who left",
    [...s.inReview, s.handOver(), amend({ reviewers: ["relecture-epi", "odti"] })],
    s.settle("crefe"),
    "delegation-settled",
  ],
  ["too few are left", s.inReview, amend({ reviewers: ["relecture-crefe"] }), "quorum-impossible"],
  ["fewer approvals are asked of fewer", s.inReview, amend({ reviewers: ["relecture-crefe"], quorum: 1 }), ["amended"]],
  ["more than there are reviewers", s.inReview, amend({ quorum: 3 }), "quorum-impossible"],
  ["closed by the quorum it has now", [...s.inReview, approve, amend({ quorum: 1 })], s.close(), ["roundClosed"]],
  ["a quorum that waits for one more", [...both, amend({ reviewers: three, quorum: 3 })], s.close(), "round-not-ready"],
  ["to the quorum that the confirming round has", [...s.toConfirm, s.confirm()], amend({ quorum: 1 }), []],
  ["of a confirming round too", [...s.toConfirm, s.confirm()], amend({ quorum: 2 }), ["amended"]],
  ["the title of a final", s.approved, amend({ title: "Point de vue" }), "stage-forbids"],
  ["the funders of a final", s.finished, amend({ funders: ["acse", "daic"] }), ["amended"]],

  ["the documents are there", s.approved, s.ready(), ["outputsReady"]],
  ["given again", s.finished, s.ready(), []],
  ["of another version", s.approved, s.ready({ version: "older" }), "version-unknown"],
  ["before the approval", s.inReview, s.ready(), "stage-forbids"],
  ["none at all", s.approved, s.ready({ outputs: [] }), "request-invalid"],
  ["given by a person", s.approved, s.ready({ by: s.coordinator }), "forbidden"],

  ["withdrawn as a draft", s.drafted, withdraw, ["withdrawn"]],
  ["withdrawn from review", s.inReview, withdraw, ["withdrawn"]],
  ["withdrawn before its documents", s.approved, withdraw, ["withdrawn"]],
  ["withdrawn after them", s.finished, withdraw, ["withdrawn"]],
  ["withdrawn twice", [...s.drafted, withdraw], withdraw, "stage-forbids"],
  ["withdrawn by an author", s.drafted, { ...(withdraw as object), by: s.author } as Move, "forbidden"],
  ["read after that", [...sent, withdraw], s.accept("u1"), ["draftRefused"]],
  ["rendered after that", [...s.approved, withdraw], s.ready(), []],
  ["decided after that", [...s.inReview, withdraw], approve, "round-closed"],
])("%s", (_, given, when, then, at) => check(given, when, then, at));

test("a file sent later and read before is not replaced by an older one", () => {
  const first = s.play([s.create(), s.upload("u1")]);
  const both = s.step(first, s.upload("u2"), s.now + 1000);
  const later = s.step(both, s.accept("u2"), s.now + 2000);
  const after = s.step(later, s.accept("u1"), s.now + 3000);
  expect(after.last).toMatchObject([{ type: "draftRefused", data: { upload: "u1", code: "version-replaced" } }]);
  expect(after.state!.versions).toEqual(later.state!.versions);
});

test("a draft that names thousands of images is refused, for a state is bounded", () => {
  const command = s.accept("u1");
  const assets = Array.from({ length: 600 }, (_, index) => String(index).padStart(64, "0"));
  const heavy = { ...command, part: { ...(command as { part: object }).part, assets } } as Move;
  const after = s.play([s.create(), s.upload("u1"), heavy]);
  expect(after.last).toMatchObject([{ type: "draftRefused", data: { code: "document-too-large" } }]);
});

test("people who stay keep their places, whatever the order they are told in", () => {
  const given = [...s.inReview, amend({ authors: ["redaction-oriv", "redaction-epi"], funders: ["acse", "daic"] })];
  const { state } = s.play([
    ...given,
    amend({
      authors: ["daic", "redaction-epi", "redaction-oriv"],
      reviewers: ["odti", "relecture-epi", "relecture-crefe"],
      funders: ["fasild", "daic", "acse"],
    }),
  ]);
  expect(state).toMatchObject({
    authors: ["redaction-oriv", "redaction-epi", "daic"],
    reviewers: ["relecture-crefe", "relecture-epi", "odti"],
    funders: ["acse", "daic", "fasild"],
    rounds: [{ reviewers: ["relecture-crefe", "relecture-epi", "odti"] }],
  });
});

describe("files that somebody asks to send, and does not", () => {
  const parts = Array.from({ length: 12 }, (_, index) => ({ id: `p${index}`, title: `Partie ${index}` }));
  const created = s.create({ parts, authors: ["redaction-oriv", "redaction-crefe"] });
  const asked = (count: number, part = "p0") =>
    Array.from({ length: count }, (_, index) => s.upload(`${part}-${index}`, { part }));

  test("keep nobody else from sending theirs", () => {
    const other = s.upload("autre", { part: "p0", by: { person: "redaction-crefe", coordinator: false } });
    const { refused, state } = s.play([created, ...asked(60), other]);
    expect([refused, state!.uploads.autre!.status]).toEqual([undefined, "awaited"]);
  });

  test("are awaited no more once three others of their part are asked for", () => {
    const { state } = s.play([created, ...asked(4), s.upload("p1-0", { part: "p1" })]);
    const statuses = Object.entries(state!.uploads).map(([id, { status, refused }]) => [id, refused?.code ?? status]);
    expect(Object.fromEntries(statuses)).toEqual({
      ...{ "p0-0": "version-replaced", "p0-1": "awaited", "p0-2": "awaited", "p0-3": "awaited", "p1-0": "awaited" },
    });
    expect(s.step({ state: state!, events: [], last: [] }, s.accept("p0-0", "p0-0", {}, "p0")).last).toEqual([]);
  });

  test("are thirty of one person at most", () => {
    const each = parts.slice(0, 10).flatMap(({ id }) => asked(3, id));
    expect(s.play([created, ...each]).refused).toBeUndefined();
    expect(s.play([created, ...each, ...asked(1, "p11")]).refused).toBe("too-many-requests");
  });
});

test("a reviewer's twenty-first decision is too many", () => {
  const decisions = Array.from({ length: 21 }, () => approve);
  expect(s.play([...s.inReview, ...decisions]).refused).toBe("too-many-requests");
});

test("what is missing is named", () => {
  const details = ({ state }: s.Played) => {
    const decision = decide(state, s.submit()(state!), s.now);
    return "refused" in decision ? decision.refused.details : undefined;
  };
  const missing = s.play([s.create(), s.upload("u1"), s.accept("u1", "u1", { missing: ["contexte", "enjeux"] })]);
  expect(s.play(dossier).state!.versions[0]!.manifest.parts.map(({ part }) => part)).toEqual(["oriv"]);
  expect(details(missing)).toEqual({ sections: "contexte, enjeux" });
  expect(details(s.play(dossier))).toEqual({ parts: "CREFE" });
});
