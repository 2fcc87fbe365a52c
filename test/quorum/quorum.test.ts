import { describe, expect, test } from "vitest";
import type { Language } from "../../shared/i18n/languages.ts";
import {
  approvalsOf,
  type Ballot,
  beyondReach,
  demandSchema,
  isQuorum,
  quorumOf,
  quorumWords,
  voices,
} from "../../shared/quorum/quorum.ts";

/** Two reviewers of one member, one of another. */
const members = { oriv: "ORIV", karim: "ORIV", irev: "IREV" };
const people = Object.keys(members);
const ballot = (quorum: Ballot["quorum"], per: Ballot["per"]): Ballot => ({ quorum, per, members });

describe("a kind's demand is stored", () => {
  function check(title: string, demand: unknown, stored: unknown): void {
    test(title, () => expect(quorumOf(demandSchema.parse(demand), 3)).toEqual(stored));
  }
  check("as the count that it is", 2, { quorum: 2, per: "person" });
  check("as no more than there are reviewers", 9, { quorum: 3, per: "person" });
  check("as all", "all", { quorum: "all", per: "person" });
  check("as a count of members", { members: 2 }, { quorum: 2, per: "member" });
});

test.each([0, 1.5, "most", { members: 0 }, {}])("%j is no demand, and nobody stores it", (demand) => {
  expect([demandSchema.safeParse(demand).success, isQuorum(demand)]).toEqual([false, false]);
});

describe("approvals needed of three reviewers, two of one member", () => {
  function check(title: string, quorum: Ballot["quorum"], per: Ballot["per"], needed: number, refused?: string): void {
    test(title, () => {
      const found = [approvalsOf(ballot(quorum, per), people), beyondReach(ballot(quorum, per), people)?.code];
      expect(found).toEqual([needed, refused]);
    });
  }
  check("a count of people is itself", 2, "person", 2);
  check("more people than there are is beyond reach", 4, "person", 4, "quorum-impossible");
  check("all is as many as vote", "all", "person", 3);
  check("a count of members is itself", 2, "member", 2);
  check("more members than there are is beyond reach", 3, "member", 3, "quorum-beyond-members");
});

test("all who vote are one at least, where nobody does", () =>
  expect(approvalsOf(ballot("all", "person"), [])).toBe(1));

describe("a quorum in words", () => {
  function check(language: Language, quorum: Ballot["quorum"], per: Ballot["per"], words: string[]): void {
    test(`${language}: ${words[0]}, per ${per}`, () => {
      const uses = ["short", "sentence", "record"] as const;
      expect(uses.map((use) => quorumWords(language, use, { quorum, per }, 3))).toEqual(words);
    });
  }
  check("en", 2, "person", [...["2 of 3", "2 approvals are needed, from 3.", "2 approvals (reviewers asked: 3)"]]);
  check("en", "all", "person", [
    "all who review",
    "The approval of everyone who reviews is needed; anyone who abstains is not counted.",
    "the approval of all reviewers who decide",
  ]);
  check("fr", 1, "member", [
    "1 sur 3",
    "L’avis favorable d’une structure membre est demandé.",
    "l’avis favorable d’une structure membre",
  ]);
});

test("a member is one under its name of before and the id that is made of it; who belongs to none is one alone", () => {
  const members = { a: "CRPV Essonne", b: "crpv-essonne", c: "ORIV" };
  expect(voices({ per: "member", members }, ["a", "b", "c", "d"])).toBe(3);
});
