import { expect, test } from "vitest";
import type { CommandOf } from "../../shared/deliverable/decided.ts";
import { dutiesOf } from "../../shared/deliverable/duties.ts";
import { endedIn } from "../../shared/deliverable/summary.ts";
import type { Move } from "./scenario.ts";
import * as s from "./scenario.ts";

const rest = [s.verdict(s.reviewer, "approve"), s.verdict(s.second, "approve")];
const approvedWithRemark = [...s.drafted, s.submit({ demands: s.confirmed }), s.offer("c1"), ...rest, s.close()];
const parts = [
  { id: "oriv", title: "ORIV", people: ["redaction-oriv"] },
  { id: "crefe", title: "CREFE", people: ["redaction-crefe"] },
  { id: "commune", title: "Partie commune" },
];
const dossier = s.create({ parts, authors: ["redaction-oriv", "redaction-crefe"] });
const ownedNote = s.create({
  ...{ authors: ["redaction-oriv", "redaction-crefe"] },
  parts: [{ id: "main", title: "", people: ["redaction-oriv"] }],
});
const end = (person: string): Move => ({ type: "endAccess", by: s.coordinator, person });
const drafted = [s.upload("u1", { by: s.coordinator }), s.accept("u1")];
const past = s.now + 40 * s.day;

const published = (stale: number): Move[] => [
  ...s.translated(stale),
  (state) => ({
    ...(s.submit({ by: s.coordinator })(state) as CommandOf<"submit">),
    ...(stale > 0 && { behind: true }),
  }),
  ...rest,
  (state) => ({ ...(s.close()(state) as CommandOf<"closeRound">), ...(stale > 0 && { behind: true }) }),
  s.ready(),
];

const rows: [what: string, moves: readonly Move[], duties: string[]][] = [
  ["a note that nobody sent waits for its author", [s.create()], ["draft redaction-oriv"]],
  [
    "one whose section lacks waits for the author too",
    [s.create(), s.upload("u1"), s.accept("u1", "A", { missing: ["enjeux"] })],
    ["draft redaction-oriv"],
  ],
  [
    "a dossier waits for each author with the parts that are theirs, and for all with one that is nobody's",
    [dossier],
    ["draft redaction-oriv (ORIV, Partie commune)", "draft redaction-crefe (CREFE, Partie commune)"],
  ],
  [
    "who sent the part that is theirs owes the common one alone",
    [dossier, s.upload("u1", { part: "oriv" }), s.accept("u1", "A", {}, "oriv")],
    ["draft redaction-crefe (CREFE, Partie commune)", "draft redaction-oriv (Partie commune)"],
  ],
  [
    "the part of an author who left waits for the coordinator until another is named",
    [dossier, s.amend({ authors: ["redaction-crefe"] })],
    ["draft redaction-crefe (CREFE, Partie commune)", "owners coordination (ORIV)"],
  ],
  [
    "so does a document that names one",
    [ownedNote, s.amend({ authors: ["redaction-crefe"] })],
    ["owners coordination"],
  ],
  [
    "a round does not wait for a reviewer whose access was ended",
    [...s.inReview, end("relecture-crefe")],
    ["review relecture-epi"],
  ],
  [
    "it waits to be closed once the others decided",
    [...s.inReview, end("relecture-crefe"), s.verdict(s.second, "approve")],
    ["closure coordination"],
  ],
  [
    "an author who coordinates, and whose access was ended, closes it still",
    [
      s.create({ authors: ["coordination"] }),
      ...drafted,
      s.submit({ by: s.coordinator }),
      end("coordination"),
      ...rest,
    ],
    ["closure coordination"],
  ],
  ["a complete draft waits to be submitted", s.drafted, ["submission redaction-oriv"]],
  ["a round waits for its reviewers", s.inReview, ["review relecture-crefe", "review relecture-epi"]],
  [
    "and for those who did not decide alone",
    [...s.inReview, s.verdict(s.second, "abstain")],
    ["review relecture-crefe"],
  ],
  [
    "who proposes someone else waits for the coordinator",
    [...s.inReview, s.handOver()],
    ["review relecture-epi", "delegation coordination"],
  ],
  ["a round that all decided waits to be closed", [...s.inReview, ...rest], ["closure coordination"]],
  ["unless its meeting is to be held first", [...s.inReview, s.meets(), ...rest], []],
  ["remarks wait for their dispositions", approvedWithRemark, ["dispositions redaction-oriv"]],
  ["then for the confirming round", s.toConfirm, ["submission redaction-oriv"]],
  [
    "changes asked for wait for a new draft",
    [...s.inReview, s.verdict(s.reviewer, "requestChanges"), s.close()],
    ["answer redaction-oriv"],
  ],
  [
    "a part whose only owner's access was ended waits for the coordinator to give it to someone",
    [dossier, end("redaction-crefe")],
    ["draft redaction-oriv (ORIV, Partie commune)", "owners coordination (CREFE)"],
  ],
  [
    "unless it had come",
    [
      dossier,
      s.upload("u1", { part: "crefe", by: s.coordinator }),
      s.accept("u1", "A", {}, "crefe"),
      end("redaction-crefe"),
    ],
    ["draft redaction-oriv (ORIV, Partie commune)"],
  ],
  [
    "a document that no author has access to waits for the coordinator",
    [s.create(), end("redaction-oriv")],
    ["owners coordination"],
  ],
  ["also once its draft came", [...s.drafted, end("redaction-oriv")], ["owners coordination"]],
  ["an approved document waits for nobody", s.approved, []],
  [
    "a translation whose original changed waits to be revised",
    [...s.translated(0), s.sourceOf(s.may, 2)],
    ["translation redaction-oriv"],
  ],
  ["so does one that is published", [...published(0), s.sourceOf(s.may, 2)], ["translation redaction-oriv"]],
  [
    "of one that is published behind an original that was withdrawn since, nobody owes anything",
    [...published(0), s.sourceOf(s.may, 2), s.sourceGone],
    [],
  ],
  ["one that is published and follows waits for nobody", [...published(0), s.sourceOf(s.may, 0)], []],
  ["nor does one that was published behind, on record", published(1), []],
  ["until its original changes once more", [...published(1), s.sourceOf(s.may, 1)], ["translation redaction-oriv"]],
  ["nor does one withdrawn", [...s.inReview, { type: "withdraw", by: s.coordinator, reason: "motif" }], []],
];

test.each(rows)("%s", (_, moves, duties) => {
  const said = dutiesOf(s.play(moves).state!).map(
    ({ what, person, parts }) => `${what} ${person}${parts ? ` (${parts.join(", ")})` : ""}`,
  );
  expect(said).toEqual(duties);
});

test("a published translation is open while its original is ahead of it, and ended again once its passages are kept", () => {
  const kept: Move = ({ final, translates }) => ({
    ...{ type: "pair", by: s.author, version: final!.version, before: translates!.pairing!.file, file: "kept" },
    ...{ from: s.may, newest: s.may, standing: { missing: 0, stale: 0, orphan: 0 }, how: "kept", passages: 2 },
  });
  const moves = [...published(0), s.sourceOf(s.may, 2)];
  const years = [published(0), moves, [...moves, kept]].map((each) => endedIn(s.play(each).state!));
  expect(years).toEqual(["2008", undefined, "2008"]);
});

test("a deadline that passed without an outcome waits for reviewers and coordinator", () => {
  const { state } = s.step(s.play(s.inReview), { type: "passDeadline", by: "line", round: 1 }, past);
  expect(dutiesOf(state!).map(({ what }) => what)).toEqual(["review", "review", "closure"]);
});
