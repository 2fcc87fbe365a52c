import { expect, test } from "vitest";
import { spread } from "../../shared/deliverable/mails.ts";
import { owed } from "../../shared/deliverable/owed.ts";
import type { Move } from "./scenario.ts";
import * as s from "./scenario.ts";

/** The ids of the jobs that the last of the moves leaves owing, without the deliverable's name. */
function check(given: readonly (Move | s.Former)[], when: Move, then: readonly string[], at = s.now): void {
  const before = s.play(given);
  const after = s.step(before, when, at);
  expect(after.refused).toBeUndefined();
  const jobs = after.last.length === 0 ? [] : owed(after.state!, after.last, before.state);
  expect(jobs.map(({ id }) => id.replace("/interculturalite/", "/").replace(/(?<=^redline\/).*/, ""))).toEqual(then);
}

const approve = s.verdict(s.reviewer, "approve");
const sent = [s.create(), s.upload("u1")];
const moved: Move = { type: "moveDeadline", by: s.coordinator, round: 1, deadline: "2008-05-01T22:00:00.000Z" };
const pass: Move = { type: "passDeadline", by: "line", round: 1 };
const withdraw: Move = { type: "withdraw", by: s.coordinator, reason: "motif" };
const amend = (changes: object): Move => ({ type: "amend", by: s.coordinator, ...changes });
const told = ["mail/5/newDecision/redaction-oriv", "mail/5/newDecision/coordination"];
const [a, r1, r2] = ["redaction-oriv", "relecture-crefe", "relecture-epi"];

test.each<[string, readonly (Move | s.Former)[], Move, readonly string[], number?]>([
  ["authors are asked for a draft", [], s.create(), [`mail/1/draftAsked/${a}`]],
  ["but not by themselves", [], s.create({ authors: ["coordination"] }), []],
  ["a new author is asked too", [s.create()], s.amend({ authors: [a!, r1!] }), [`mail/2/draftAsked/${r1}`]],
  [
    "and who already is hears of the dates alone",
    [s.create()],
    s.amend({ authors: [a!, r1!], due: {} }),
    [`mail/2/draftAsked/${r1}`, `mail/2/deadlineMoved/${a}`],
  ],
  ["not while it is in review", s.inReview, s.amend({ authors: [a!, r1!] }), []],
  [
    "who is given a part is asked for it",
    [s.create({ authors: [a!, r1!] })],
    {
      ...{ type: "arrangeParts", by: s.coordinator, drop: [] },
      parts: [
        { id: "main", title: "ORIV", people: [a!] },
        { id: "crefe", title: "CREFE", people: [r1!] },
      ],
    },
    [`mail/2/draftAsked/${r1}`],
  ],
  ["a file asked for is waited for", [s.create()], s.upload("u1"), ["ingest/u1"]],
  ["the one who sent it learns that it was read", sent, s.accept("u1"), [`mail/3/draftRead/${a}`]],
  ["who has one made sees it, and nothing is waited for", [s.create()], s.made("u1"), []],
  ["or not", sent, s.refusal("u1"), [`mail/3/draftUnreadable/${a}`]],
  [
    "even when the coordinator did",
    [s.create(), s.upload("u1", { by: s.coordinator })],
    s.accept("u1"),
    ["mail/3/draftRead/coordination"],
  ],
  [
    "reviewers are invited, and the version set for them",
    s.drafted,
    s.submit(),
    [`mail/4/invited/${r1}`, `mail/4/invited/${r2}`, "mail/4/roundOpened/coordination", "proof/1"],
  ],
  ["a decision has its receipt", s.inReview, approve, [`mail/5/decisionReceived/${r1}`, ...told]],
  [
    "the last one is told",
    [...s.inReview, approve],
    s.verdict(s.second, "approve"),
    [
      `mail/6/decisionReceived/${r2}`,
      `mail/6/newDecision/${a}`,
      "mail/6/newDecision/coordination",
      "mail/6/allDecided/coordination",
    ],
  ],
  [
    "once",
    [...s.inReview, approve, s.verdict(s.second, "approve")],
    s.verdict(s.second, "requestChanges"),
    [`mail/7/decisionReceived/${r2}`, `mail/7/newDecision/${a}`, "mail/7/newDecision/coordination"],
  ],
  [
    "that a reminder has come is told with all that one owes, by the clock alone",
    [...s.inReview, approve],
    { type: "remind", by: "line", round: 1, days: 7 },
    [],
  ],
  ["a deadline without outcome", s.inReview, pass, ["mail/5/deadlinePassed/coordination"], Date.parse(s.deadline)],
  [
    "a new deadline",
    s.inReview,
    moved,
    [`mail/5/deadlineMoved/${r1}`, `mail/5/deadlineMoved/${r2}`, `mail/5/deadlineMoved/${a}`],
  ],
  [
    "more time, by the rule",
    [...s.drafted, s.submit({ demands: { ...s.demands, atDeadline: { do: "extend", days: 7 } } })],
    { ...pass, extension: "2008-04-09T22:00:00.000Z" } as Move,
    [...[r1, r2, a].map((person) => `mail/5/deadlineMoved/${person}`), "mail/5/deadlineMoved/coordination"],
    Date.parse(s.deadline),
  ],
  [
    "a round that the line closes",
    s.approved.slice(0, -1),
    pass,
    ["render/1/7", `mail/7/roundClosed/${a}`, "mail/7/roundClosed/coordination"],
    Date.parse(s.deadline),
  ],
  ["an approved version is rendered", s.approved.slice(0, -1), s.close(), ["render/1/7", `mail/7/roundClosed/${a}`]],
  ["one sent back is not", s.inReview, s.close(true), [`mail/5/roundClosed/${a}`]],
  [
    "the documents go to funders, authors, coordinator; reviewers learn that they are there",
    s.approved,
    s.ready(),
    [
      ...["acse", a, "coordination"].map((person) => `mail/8/final/${person}`),
      ...[r1, r2].map((person) => `mail/8/dispositions/${person}`),
      "dossier/8",
    ],
  ],
  ["a withdrawn draft", s.drafted, withdraw, [`mail/4/withdrawn/${a}`]],
  [
    "a review that stops",
    s.inReview,
    withdraw,
    [`mail/5/withdrawn/${a}`, `mail/5/withdrawn/${r1}`, `mail/5/withdrawn/${r2}`],
  ],
  [
    "reviewers of a round that had ended are left alone",
    [...s.inReview, s.close(true)],
    withdraw,
    [`mail/6/withdrawn/${a}`],
  ],
  ["new dates", s.drafted, amend({ due: { draft: "2008-03-11" } }), [`mail/4/deadlineMoved/${a}`]],
  ["another title", s.drafted, amend({ title: "Point de vue" }), []],
  ["a new reviewer before the round", s.drafted, amend({ reviewers: ["odti"] }), []],
  ["a new reviewer in the round", s.inReview, amend({ reviewers: [r1!, r2!, "odti"] }), ["mail/5/invited/odti"]],
  ["a new funder of a final", s.finished, amend({ funders: ["acse", "daic"] }), ["mail/9/final/daic"]],

  [
    "a decision that was reported is told to its reviewer, not to who recorded it",
    s.inReview,
    s.reported("abstain"),
    [`mail/5/decisionReported/${r1}`, `mail/5/newDecision/${a}`],
  ],
  [
    "who should review instead is the coordinator's to say",
    s.inReview,
    s.handOver(),
    ["mail/5/delegationProposed/coordination"],
  ],
  [
    "who reviews instead is invited",
    [...s.inReview, s.handOver()],
    s.settle("odti"),
    ["mail/6/invited/odti", `mail/6/delegated/${r1}`],
  ],
  ["or nobody does", [...s.inReview, s.handOver()], s.settle(), [`mail/6/delegationRefused/${r1}`]],
  ["remarks wait for the end of the round", s.inReview, s.offer("c1"), []],
  ["a meeting that discusses it mails its guests itself", s.inReview, s.meets({ invited: [r1!, "odti"] }), []],
  [
    "the guests of a seminar of before learn that the end of its round put an end to it",
    [...s.inReview, s.seminar()],
    s.close(true),
    [`mail/6/roundClosed/${a}`, `mail/6/seminarCancelled/${r1}`],
  ],
  [
    "and that its withdrawal did, also on its very day",
    [...s.inReview, s.seminar({ date: "2008-03-03" })],
    withdraw,
    [...[a, r1, r2].map((person) => `mail/6/withdrawn/${person}`), `mail/6/seminarCancelled/${r1}`],
  ],
  [
    "but not of one that was held",
    [...s.inReview, s.seminar(), s.seminarHeld()],
    withdraw,
    [a, r1, r2].map((person) => `mail/7/withdrawn/${person}`),
  ],
  [
    "authors of a translation learn that its source changed",
    s.translated(0),
    s.sourceOf(s.may, 2),
    [`mail/5/sourceChanged/${a}`],
  ],
  ["unless every passage follows it still", s.translated(0), s.sourceOf(s.may, 0), []],
  [
    "once a version: that it became the final is no news",
    [...s.translated(0), s.sourceOf(s.may, 2)],
    s.sourceOf({ ...s.may, final: true }, 2),
    [],
  ],
  [
    "its authors and its coordinator learn that its source was withdrawn",
    s.translated(0),
    s.sourceGone,
    [a, "coordination"].map((person) => `mail/5/sourceWithdrawn/${person}`),
  ],
  [
    "a new version is compared with the one that was reviewed",
    [...s.inReview, s.close(true), s.upload("u2")],
    s.accept("u2"),
    [`mail/7/draftRead/${a}`, "redline/"],
  ],
  [
    "a confirming round, for those who review and who offered something",
    [...s.toConfirm, s.amend({ reviewers: ["odti", "irev"] })],
    s.confirm(),
    [
      "mail/13/invited/odti",
      "mail/13/invited/irev",
      "mail/13/roundOpened/coordination",
      `mail/13/dispositions/${r1}`,
      "proof/2",
      "redline/",
    ],
  ],
  [
    "a round of a new version, once to who reviews again and offered something",
    [...s.inReview, s.offer("c1"), s.verdict(s.second, "requestChanges"), s.close(), s.upload("u2"), s.accept("u2")],
    s.submit(),
    [`mail/10/invited/${r1}`, `mail/10/invited/${r2}`, "mail/10/roundOpened/coordination", "proof/2", "redline/"],
  ],
])("%s", (_, given, when, then, at) => check(given, when, then, at));

test("one person in two roles has one mail", () => {
  const [before, after] = [s.approved, [...s.approved, s.ready()]].map((moves) =>
    s.play([
      s.create({ funders: ["redaction-oriv"], authors: ["redaction-oriv", r1, "coordination"] }),
      ...moves.slice(1),
    ]),
  );
  const jobs = owed(after!.state!, after!.last, before!.state);
  const mails = jobs.flatMap((job) => (job.type === "mail" ? [[job.letter, job.to]] : []));
  expect(mails).toEqual([
    ...["redaction-oriv", r1, "coordination"].map((person) => ["final", person]),
    ["dispositions", r2],
  ]);
});

test("forty invitations are one job, which writes the forty", () => {
  const reviewers = Array.from({ length: 40 }, (_, index) => `relecture-${index}`);
  const { state, last } = s.play([s.create({ reviewers }), s.upload("u1"), s.accept("u1"), s.submit()]);
  const [job, ...others] = owed(state!, last);
  expect(others.map(({ type }) => type)).toEqual(["mail", "proof"]);
  expect(job).toEqual({
    id: "mail/interculturalite/4/invited",
    seq: 4,
    type: "mails",
    to: reviewers,
    deliverable: "interculturalite",
    letter: "invited",
    round: 1,
  });
  const mails = spread(job as Extract<typeof job, { type: "mails" }>);
  expect(mails.map((mail) => "to" in mail && mail.to)).toEqual(reviewers);
  expect(mails[7]).toEqual({
    id: "mail/interculturalite/4/invited/relecture-7",
    seq: 4,
    type: "mail",
    to: "relecture-7",
    deliverable: "interculturalite",
    letter: "invited",
    round: 1,
  });
});

test("a mail about a decision names it", () => {
  const before = s.play(s.inReview);
  const { state, last } = s.step(before, approve);
  expect(owed(state!, last)[0]).toMatchObject({
    letter: "decisionReceived",
    round: 1,
    submission: "relecture-crefe-1-0",
  });
});

test("a mail about a file names it", () => {
  const { state, last } = s.play([...sent, s.refusal("u1")]);
  expect(owed(state!, last)[0]).toMatchObject({ letter: "draftUnreadable", upload: "u1" });
});

test.each<[what: string, given: readonly Move[], when: Move, letters: readonly string[], at?: number]>([
  ["a deadline that passes", s.inReview, pass, ["deadlinePassed"], Date.parse(s.deadline)],
  ["a file that never came", sent, { ...s.refusal("u1"), code: "upload-missing" } as Move, ["draftUnreadable"]],
  ["a file that could not be read was sent by someone", sent, s.refusal("u1"), []],
  ["a file that was read was sent by someone", sent, s.accept("u1"), []],
  ["a round that someone closes", s.approved.slice(0, -1), s.close(), []],
  ["the final of a round that someone closed", s.approved, s.ready(), []],
])("time brings: %s", (_, given, when, letters, at = s.now) => {
  const before = s.play(given);
  const after = s.step(before, when, at);
  expect(after.refused).toBeUndefined();
  const jobs = owed(after.state!, after.last, before.state);
  const brought = jobs.flatMap((job) => ("cause" in job && job.cause === "line" ? [job.letter] : []));
  expect([...new Set(brought)]).toEqual(letters);
});
