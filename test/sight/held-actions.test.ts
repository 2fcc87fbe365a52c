import { beforeAll, expect, test } from "vitest";
import { importProgramme } from "../../shared/acts/programme-file.ts";
import type { State } from "../../shared/deliverable/state.ts";
import type { Onlooker } from "../../shared/sight/actions.ts";
import { lookingAt, lookingAtAll, seesSomeAction } from "../../shared/sight/held-actions.ts";
import { stateKey } from "../../shared/stored/deliverable.ts";
import { listWrites } from "../../shared/stored/listing.ts";
import { addPerson, type Person } from "../../shared/stored/person.ts";
import { loadProgramme } from "../../shared/stored/programme.ts";
import { toData } from "../../shared/stored/row.ts";
import { finished, inReview, type Move, now, play } from "../deliverable/scenario.ts";
import { seed } from "../programme/seed.ts";
import { openWorld } from "../world.ts";

const world = openWorld();
const { store } = world;
const outsider: Onlooker = { coordinator: false, organisation: "", member: false };
const people: Record<string, Person> = {};
const added = async (name: string, moves: readonly Move[], changes: Partial<State>) => {
  people[name] = await addPerson(world, {
    ...{ name, address: `${name}@reseau.example`, organisation: "" },
    ...{ language: "fr", coordinator: false },
  });
  const state = { ...play(moves).state!, id: `note-${name}`, authors: [people[name].id], ...changes };
  const put = { ...stateKey(state.id), data: toData(state) };
  await store.commit([{ put }, ...listWrites(undefined, state, new Date(now).toISOString())]);
};

beforeAll(async () => {
  await importProgramme(world, { person: "coordination", coordinator: true }, seed());
  await added("redaction", inReview, { action: "2008/interculturalite" });
  await added("ancienne-redaction", finished, { action: "2008/site-internet" });
  await added("ailleurs", finished, { action: "2007/interculturalite" });
  await added("en-mots", inReview, { action: "Interculturalité" });
});

/** The actions that somebody has a document of, among those of 2008 and among all; whether they see one at all. */
const sees: [string, name: string, at2008: string[], all: string[], some: boolean][] = [
  [
    "an author sees the action of what is under review",
    "redaction",
    ["2008/interculturalite"],
    ["2008/interculturalite"],
    true,
  ],
  [
    "an author sees the action of what has ended",
    "ancienne-redaction",
    ["2008/site-internet"],
    ["2008/site-internet"],
    true,
  ],
  ["an author of a programme that is not there sees none", "ailleurs", [], ["2007/interculturalite"], false],
  ["an author of what names its action in words sees none", "en-mots", [], [], false],
];

test.each(sees)("%s", async (_, name, at2008, all, some) => {
  const { state: programme } = (await loadProgramme(store, "2008"))!;
  const { [name]: person } = people;
  expect([...(await lookingAt(store, person!, outsider, programme, programme.actions)).held]).toEqual(at2008);
  expect([...(await lookingAtAll(store, person!, outsider)).held]).toEqual(all);
  expect(await seesSomeAction(store, person!, outsider)).toBe(some);
});

test("who pays for an action sees one without a document", async () => {
  const acse = { ...outsider, organisation: "acse" };
  expect(await seesSomeAction(store, people["en-mots"]!, acse)).toBe(true);
});
