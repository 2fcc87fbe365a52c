import { expect, test } from "vitest";
import {
  type ActionsOnlooker,
  actionShown,
  inOffice,
  type Standpoint,
  seesProgramme,
  standpointOn,
} from "../../shared/sight/actions.ts";
import { action, programmeOf } from "../programme/sample.ts";

const note = action("note", {
  steering: { organisations: ["oriv"] },
  concerned: ["crefe"],
  funding: { by: ["acse"] },
  payment: [{ words: "Coût forfait jour" }],
});
const programme = programmeOf(note);
const of = (organisation: string, said: Partial<ActionsOnlooker> = {}): ActionsOnlooker => ({
  ...{ coordinator: false, organisation, member: false, held: new Set<string>() },
  ...said,
});
const held = new Set(["2008/note"]);

const sees: [string, ActionsOnlooker, Standpoint | undefined][] = [
  ["a coordinator sees every action", inOffice, "coordinator"],
  ["who steers an action takes part in it", of("oriv"), "member"],
  ["whom it concerns takes part in it", of("crefe"), "member"],
  ["who pays for it sees it as a funder", of("acse"), "funder"],
  ["who pays for another does not see it", of("drac"), undefined],
  ["a member of the network that is nothing to it does not see it", of("epi", { member: true }), undefined],
  ["a member of the network that has a document of it takes part", of("epi", { member: true, held }), "member"],
  ["a contractor who has a document of it reads it", of("iscra", { held }), "reader"],
  ["who has a document of another action does not", of("iscra", { held: new Set(["2008/note-2"]) }), undefined],
  ["who has one of the same name in another programme does not", of("", { held: new Set(["2009/note"]) }), undefined],
  ["whose organisation is unknown does not", of(""), undefined],
];

test.each(sees)("%s", (_, onlooker, expected) => {
  expect(standpointOn(onlooker, programme, note)).toBe(expected);
});

test("nobody sees an action that was removed, not even a coordinator", () => {
  const removed = { ...note, removed: true } as const;
  const seen = sees.map(([, onlooker]) => standpointOn(onlooker, programme, removed));
  expect(new Set(seen)).toEqual(new Set([undefined]));
});

test("who has no more than a document does not see how it is paid; who pays does", () => {
  expect(actionShown(note, "reader")).toEqual({ ...note, payment: [] });
  for (const standpoint of ["coordinator", "member", "funder"] as const)
    expect(actionShown(note, standpoint)).toEqual(note);
  const unpaid = { ...note, funding: { none: "refusé par la DRAC" } };
  expect(actionShown(unpaid, "reader").funding).toEqual({ none: "" });
});

test("a programme is its members' and the coordinators', not what no programme had", () => {
  const outside = { id: "avant" };
  const all = [inOffice, of("oriv", { member: true }), of("acse")];
  expect(all.map((each) => [seesProgramme(each, programme), seesProgramme(each, outside)])).toEqual([
    [true, true],
    [true, false],
    [false, false],
  ]);
});
