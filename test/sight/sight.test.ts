import { describe, expect, test } from "vitest";
import { issue } from "../../shared/chain/issue.ts";
import { pastOf } from "../../shared/deliverable/place.ts";
import { asGiven, type Looking, seesOthers } from "../../shared/sight/sight.ts";
import { deliverables, loadState } from "../../shared/stored/deliverable.ts";
import type { Move } from "../deliverable/scenario.ts";
import * as s from "../deliverable/scenario.ts";
import { openWorld } from "../world.ts";

/** A meeting on 20 March 2008, to which "invitée" is invited; the same as the seminar that releases of before kept. */
const invited = ["invitée", "relecture-epi"];
const planned = s.meets({ invited });
const former = s.seminar({ invited });
const decided = s.verdict(s.reviewer, "approve");
const cancelled = s.meets({ stage: "cancelled" });
const looking = (person: string, role: "author" | "reviewer" | "invited" | "coordinator", past = false): Looking => ({
  ...{ person, roles: new Set([role]), past },
});
const crefe = looking("relecture-crefe", "reviewer");
const epi = looking("relecture-epi", "reviewer");
const guest = looking("invitée", "invited");

describe("what others offered in a round is seen", () => {
  test.each<[string, (Move | s.Former)[], Looking, string, boolean]>([
    ["by an author as it comes", [], looking("redaction-oriv", "author"), "2008-03-03", true],
    ["by the coordinator as it comes", [], looking("coordination", "coordinator"), "2008-03-03", true],
    ["not by a reviewer who has not decided", [], crefe, "2008-03-03", false],
    ["by a reviewer who has", [decided], crefe, "2008-03-03", true],
    ["not by another who has not", [decided], epi, "2008-03-03", false],
    ["by one whose decision the coordinator recorded", [s.reported("approve")], crefe, "2008-03-03", true],
    ["not by a guest two days before the meeting", [planned], guest, "2008-03-18", false],
    ["by a guest on its eve", [planned], guest, "2008-03-19", true],
    ["by a reviewer on its eve, invited or not", [planned], crefe, "2008-03-19", true],
    ["by both on its day", [planned], guest, "2008-03-20", true],
    ["not on the eve of one that was called off", [planned, cancelled], crefe, "2008-03-19", false],
    ["by a reviewer once the round is closed", [s.close(true)], epi, "2008-03-03", true],
    [
      "by a guest once the round is closed, its meeting still to come",
      [planned, s.close(true)],
      guest,
      "2008-03-03",
      true,
    ],
    [
      "not by a guest of a seminar of before, to which the end of its round put an end",
      [former, s.close(true)],
      guest,
      "2008-03-03",
      false,
    ],
    [
      "not by a guest whose meeting was called off, once the round is closed",
      [planned, cancelled, s.close(true)],
      guest,
      "2008-03-22",
      false,
    ],
    ["nor by the guest of a later round", [s.close(true)], guest, "2008-03-22", false],
    [
      "by a reviewer who came later, once the round is closed",
      [s.close(true)],
      looking("nouvelle", "reviewer"),
      "2008-03-03",
      true,
    ],
    [
      "by a reviewer of the round who left since",
      [s.close(true)],
      looking("relecture-epi", "reviewer", true),
      "2008-03-03",
      true,
    ],
    [
      "not by one who left while it was open",
      [s.amend({ reviewers: ["relecture-epi"], quorum: 1 }), s.close(true)],
      looking("relecture-crefe", "reviewer", true),
      "2008-03-03",
      false,
    ],
    ["by an author who left since", [], looking("ancienne", "author", true), "2008-03-03", true],
  ])("%s", (_, moves, who, today, sees) => {
    const { state, refused } = s.play([...s.inReview, ...moves]);
    expect(refused).toBeUndefined();
    expect(seesOthers(state!, state!.rounds[0]!, who, today)).toBe(sees);
  });
});

test("what someone was given is read from the chain once, until an event follows", async () => {
  const world = openWorld();
  const id = "interculturalite";
  const act = async (...moves: Move[]) => {
    for (const move of moves) {
      const state = (await loadState(world.store, id))?.state;
      await issue(deliverables, world, id, typeof move === "function" ? move(state!) : move);
    }
  };
  await act(...s.inReview, s.amend({ reviewers: ["relecture-epi"], quorum: 1 }));
  let readings = 0;
  const query: typeof world.store.query = (...of) => {
    readings++;
    return world.store.query(...of);
  };
  const stage = async () => {
    const { state } = (await loadState(world.store, id))!;
    const pasts = pastOf(state, "relecture-crefe");
    return (await asGiven({ ...world.store, query }, state, "relecture-crefe", pasts))?.state.stage;
  };
  expect([await stage(), await stage(), readings]).toEqual(["review", "review", 1]);
  await act(s.close(true));
  expect([await stage(), await stage(), readings]).toEqual(["draft", "draft", 2]);
});
