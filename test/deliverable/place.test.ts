import { describe, expect, test } from "vitest";
import { decide } from "../../shared/deliverable/decide.ts";
import { everyoneIn, namedRolesOf, pastOf } from "../../shared/deliverable/place.ts";
import type { Move } from "./scenario.ts";
import * as s from "./scenario.ts";

const end = (person: string, by = s.coordinator): Move => ({ type: "endAccess", by, person });
const restore = (person: string): Move => ({ type: "restoreAccess", by: s.coordinator, person });
const sentBack: Move[] = [s.close(true), s.upload("u2"), s.accept("u2")];
const alone = s.amend({ reviewers: ["relecture-epi"], quorum: 1 });

describe("the roles that people have in a deliverable, and those that they had and keep documents of", () => {
  test.each<[string, Move[], string, string[], object[]]>([
    ["a reviewer of the plan reviews, before any round", [s.create()], "relecture-crefe", ["reviewer"], []],
    ["who was taken off before any round keeps nothing", [s.create(), alone], "relecture-crefe", [], []],
    [
      "who is taken off an open round keeps that round",
      [...s.inReview, alone],
      "relecture-crefe",
      [],
      [{ role: "reviewer", round: 1 }],
    ],
    [
      "a second round does not move what they keep",
      [...s.inReview, ...sentBack, alone, s.submit()],
      "relecture-crefe",
      [],
      [{ role: "reviewer", round: 1 }],
    ],
    [
      "who comes back has it as everyone",
      [...s.inReview, alone, s.amend({ reviewers: ["relecture-epi", "relecture-crefe"] })],
      "relecture-crefe",
      ["reviewer"],
      [],
    ],
    [
      "who hands over keeps the round",
      [...s.inReview, s.handOver(), s.settle("relais")],
      "relecture-crefe",
      [],
      [{ role: "reviewer", round: 1 }],
    ],
    ["who reviews instead reviews", [...s.inReview, s.handOver(), s.settle("relais")], "relais", ["reviewer"], []],
    [
      "a guest is one while the round is the last",
      [...s.inReview, s.meets({ invited: ["passant"] }), s.close(true)],
      "passant",
      ["invited"],
      [],
    ],
    [
      "a guest keeps the round of the meeting",
      [...s.inReview, s.meets({ invited: ["passant"] }), s.meets({ stage: "held" }), ...sentBack, s.submit()],
      "passant",
      [],
      [{ role: "invited", round: 1 }],
    ],
    [
      "a guest who is invited no more keeps the round",
      [...s.inReview, s.meets({ invited: ["passant"] }), s.meets({ invited: ["relecture-crefe"] })],
      "passant",
      [],
      [{ role: "invited", round: 1 }],
    ],
    [
      "an author who leaves keeps all up to then",
      [...s.drafted, s.amend({ authors: ["autre"] })],
      "redaction-oriv",
      [],
      [{ role: "author", seq: 3 }],
    ],
    [
      "a funder who leaves keeps all up to then",
      [...s.finished, s.amend({ funders: [] })],
      "acse",
      [],
      [{ role: "funder", seq: 8 }],
    ],
    ["whose access was ended is and keeps nothing", [...s.inReview, end("relecture-crefe")], "relecture-crefe", [], []],
    [
      "nor do they in the next round",
      [...s.inReview, end("relecture-crefe"), ...sentBack, s.amend({ quorum: 1 }), s.submit()],
      "relecture-crefe",
      [],
      [],
    ],
    [
      "until it is given back",
      [...s.inReview, end("relecture-crefe"), restore("relecture-crefe")],
      "relecture-crefe",
      ["reviewer"],
      [],
    ],
    [
      "or they are named anew",
      [...s.inReview, end("relecture-crefe"), s.meets()],
      "relecture-crefe",
      ["reviewer", "invited"],
      [],
    ],
    [
      "what is changed of others gives nothing back",
      [...s.inReview, end("relecture-crefe"), s.amend({ title: "Autre" })],
      "relecture-crefe",
      [],
      [],
    ],
    ["someone else is nothing", s.inReview, "passant", [], []],
  ])("%s", (_, moves, person, roles, past) => {
    const { state, refused } = s.play(moves);
    expect(refused).toBeUndefined();
    expect([namedRolesOf(state!, person), pastOf(state!, person)]).toEqual([roles, past]);
  });

  test("an access that was ended does nothing, whatever its person asks", () => {
    const { state } = s.play([...s.inReview, end("relecture-crefe"), end("redaction-oriv")]);
    const asked = [s.verdict(s.reviewer, "approve"), s.handOver(), s.offer("c1"), s.dispose("c1")];
    for (const move of asked) {
      const decided = decide(state, (move as (of: typeof state & object) => never)(state!), s.now);
      expect(decided).toMatchObject({ refused: { code: "forbidden" } });
    }
  });

  test.each<[string, Move, string | undefined, number]>([
    ["by a coordinator, of anyone who is or was something to it", end("relecture-crefe"), undefined, 1],
    ["once", end("redaction-oriv"), undefined, 0],
    ["not of who is nothing to it", end("passant"), "request-invalid", 0],
    ["not by an author", end("relecture-crefe", s.author), "forbidden", 0],
    ["and given back once", restore("relecture-crefe"), undefined, 0],
  ])("is ended %s", (_, move, refused, events) => {
    const before = s.play([...s.inReview, end("redaction-oriv")]);
    expect(everyoneIn(before.state!)).toEqual(["redaction-oriv", "relecture-crefe", "relecture-epi", "acse"]);
    const after = s.step(before, move);
    expect([after.refused, after.last.length]).toEqual([refused, events]);
  });
});
