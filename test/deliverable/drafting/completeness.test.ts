import { expect, test } from "vitest";
import { draftStanding, submittable } from "../../../shared/deliverable/drafting/completeness.ts";
import type { Move } from "../scenario.ts";
import * as s from "../scenario.ts";

const asked = [...s.inReview, s.verdict(s.reviewer, "requestChanges"), s.close()];

test.each<[string, readonly Move[], boolean]>([
  ["nothing read", [s.create()], false],
  ["a draft", s.drafted, true],
  ["a section lacks", [s.create(), s.upload("u1"), s.accept("u1", "A", { missing: ["enjeux"] })], false],
  ["a figure has no description", [s.create(), s.upload("u1"), s.accept("u1", "A", { withoutAlternative: 1 })], false],
  ["in review", s.inReview, false],
  ["sent back with changes asked for", asked, false],
  ["then changed", [...asked, s.upload("u2"), s.accept("u2")], true],
  ["sent back without an outcome: the same may go again", [...s.inReview, s.close(true)], true],
])("may it be submitted? %s", (_, moves, expected) => {
  expect(submittable(s.play(moves).state!)).toBe(expected);
});

test("a dossier says whose part is awaited", () => {
  const parts = ["oriv", "crefe"].map((id) => ({ id, title: id.toUpperCase() }));
  const { state } = s.play([s.create({ parts }), s.upload("u1", { part: "oriv" }), s.accept("u1", "A", {}, "oriv")]);
  expect(draftStanding(state!)).toMatchObject({ absent: [parts[1]], missing: [], complete: false });
});
