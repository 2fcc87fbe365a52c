import { describe, expect, test } from "vitest";
import { issue } from "../../shared/chain/issue.ts";
import type { Store } from "../../shared/ports.ts";
import { organisationIdOf } from "../../shared/programme/organisation-id.ts";
import { settleEveryone, settlePeople } from "../../shared/stored/belonging.ts";
import { deliverables } from "../../shared/stored/deliverable.ts";
import {
  addOrganisation,
  changeOrganisation,
  listOrganisations,
  type NewOrganisation,
} from "../../shared/stored/organisation.ts";
import { addPerson, changePerson, listPeople, membersOf, personRow } from "../../shared/stored/person.ts";
import * as s from "../deliverable/scenario.ts";
import { openWorld, type World } from "../world.ts";

const oriv: NewOrganisation = {
  short: "ORIV",
  name: "Observatoire régional de l’intégration et de la ville",
  territory: "Alsace",
  roles: ["member"],
};
const direction = { name: "Direction", address: "direction@oriv.example", language: "fr", coordinator: false } as const;

/** People as a release of before kept them: each is given by its text. */
async function networkOf(texts: readonly string[], world = openWorld()): Promise<World> {
  for (const [index, organisation] of texts.entries()) {
    const id = `p${String(index).padStart(4, "0")}`;
    const data = { ...direction, id, organisation, address: `${id}@reseau.example`, epoch: 1, removed: false };
    await world.store.commit([{ put: { ...personRow.key({ id }), data } }]);
  }
  return world;
}

/** "ORIV (oriv)" of each person, and "oriv: ORIV, funder" of each organisation. */
async function shown({ store }: World) {
  const organisations = await listOrganisations(store);
  return {
    people: (await listPeople(store)).map(({ organisation, belongs }) => `${organisation} (${belongs})`),
    organisations: organisations.map(({ id, short, roles }) => [`${id}: ${short}`, ...roles].join(", ")),
  };
}

describe("an organisation's id", () => {
  const long = "Association départementale pour l’accueil, l’accompagnement et l’insertion des familles";
  function check(title: string, short: string, id: string | RegExp): void {
    test(title, () => expect(organisationIdOf(short)).toMatch(id));
  }
  check("is made of its short name", "CRPV Essonne", /^crpv-essonne$/);
  check("of a name without a letter of ours is a hash", "Δίκτυο", /^o-[\da-f]{12}$/);
  check("is no word that an address ends with", "New", /^new-[\da-f]{12}$/);
  check("of a long name ends with a hash", long, /^association-departementale-pour-l-accueil-l-accompa-[\da-f]{12}$/);
  test("is another for another long name that begins alike", () => {
    expect(organisationIdOf(`${long} de l’Essonne`)).not.toBe(organisationIdOf(`${long} de Paris`));
  });
});

describe("someone who is added", () => {
  async function check(title: string, name: string, expected: string, organisations: string[]): Promise<void> {
    test(title, async () => {
      const world = openWorld();
      await addOrganisation(world, oriv);
      await addPerson(world, { ...direction, organisation: name });
      const { people, organisations: all } = await shown(world);
      expect([people, all]).toEqual([[expected], organisations]);
    });
  }
  check("belongs to the organisation that bears the name", "oriv", "ORIV (oriv)", ["oriv: ORIV, member"]);
  check("belongs to it by its whole name too", oriv.name.toUpperCase(), "ORIV (oriv)", ["oriv: ORIV, member"]);
  check("makes an organisation that is new, of no role", "IREV", "IREV (irev)", ["irev: IREV", "oriv: ORIV, member"]);
  check("may belong to none", "", " ()", ["oriv: ORIV, member"]);
});

test("who is refused makes no organisation", async () => {
  const world = openWorld();
  await addPerson(world, { ...direction, organisation: "ORIV" });
  await expect(addPerson(world, { ...direction, organisation: "IREV" })).rejects.toMatchObject({
    code: "address-taken",
  });
  expect((await shown(world)).organisations).toEqual(["oriv: ORIV"]);
});

test("of many who are added at once to a new organisation, each belongs to it, and it is one", async () => {
  const world = openWorld();
  const ids = Array.from({ length: 3 }, (_, index) => `d${index}@oriv.example`);
  await Promise.all(ids.map((address) => addPerson(world, { ...direction, address, organisation: "ORIV" })));
  expect(await shown(world)).toEqual({ people: Array(3).fill("ORIV (oriv)"), organisations: ["oriv: ORIV"] });
});

test("who changes organisation belongs to the other one", async () => {
  const world = openWorld();
  const { id } = await addPerson(world, { ...direction, organisation: "ORIV" });
  await changePerson(world, id, { organisation: "Irev" });
  expect((await shown(world)).people).toEqual(["Irev (irev)"]);
});

describe("in a network of before", () => {
  test("people's texts become organisations, each once whatever its case and accents; texts of one are one name", async () => {
    const world = await networkOf(["CRPV Essonne", "ORIV", "", "Crpv-Essonne", "oriv", "Préfecture"]);
    await settleEveryone(world.store);
    expect(await shown(world)).toEqual({
      people: [
        ...["CRPV Essonne (crpv-essonne)", "ORIV (oriv)", " ()", "CRPV Essonne (crpv-essonne)"],
        ...["ORIV (oriv)", "Préfecture (prefecture)"],
      ],
      organisations: ["crpv-essonne: CRPV Essonne", "oriv: ORIV", "prefecture: Préfecture"],
    });
  });

  test("who named an organisation of the programme by its whole name belongs to it", async () => {
    const world = await networkOf([oriv.name]);
    await addOrganisation(world, oriv);
    await settleEveryone(world.store);
    expect(await shown(world)).toEqual({ people: ["ORIV (oriv)"], organisations: ["oriv: ORIV, member"] });
  });

  test("an organisation of which somebody funds a deliverable is a funder", async () => {
    const world = await networkOf(["ORIV", "ACSE", "ACSE"]);
    await issue(deliverables, world, "note", s.create({ id: "note", funders: ["p0002"] }));
    await settleEveryone(world.store);
    expect((await shown(world)).organisations).toEqual(["acse: ACSE, funder", "oriv: ORIV"]);
  });

  test("it goes some people at a time, is done once, and goes on wherever it was killed", async () => {
    const texts = Array.from({ length: 30 }, (_, index) => `Structure ${index % 7}`);
    const whole = await networkOf(texts);
    await settleEveryone(whole.store);
    expect(await settlePeople(dying(whole.store, 0))).toBe(true);
    for (let commits = 0; commits < 12; commits++) {
      const world = await networkOf(texts);
      await settlePeople(dying(world.store, commits), 8).catch(() => undefined);
      await settleEveryone(world.store);
      expect(await shown(world)).toEqual(await shown(whole));
    }
    const world = await networkOf(texts);
    expect([await settlePeople(world.store, 20), await settlePeople(world.store, 20)]).toEqual([false, true]);
  });
});

describe("an organisation that is renamed", () => {
  async function renamed(): Promise<World> {
    const world = openWorld();
    for (let index = 0; index < 12; index++)
      await addPerson(world, {
        ...direction,
        address: `d${index}@oriv.example`,
        organisation: index < 9 ? "ORIV" : "EPI",
      });
    await settleEveryone(world.store);
    await changeOrganisation(world, "oriv", { ...oriv, short: "ORIV Alsace" });
    return world;
  }
  const expected = [...Array(9).fill("ORIV Alsace (oriv)"), ...Array(3).fill("EPI (epi)")].sort();

  test("has its people called so, wherever a crash left that", async () => {
    for (let commits = 0; commits < 12; commits++) {
      const world = await renamed();
      await settlePeople(dying(world.store, commits)).catch(() => undefined);
      await settleEveryone(world.store);
      expect((await shown(world)).people.sort()).toEqual(expected);
    }
  });

  test("is the same member for a quorum, before and after", async () => {
    const world = openWorld();
    const { id } = await addPerson(world, { ...direction, organisation: "ORIV" });
    await settleEveryone(world.store);
    const before = await membersOf(world.store, [id]);
    await changeOrganisation(world, "oriv", { ...oriv, short: "ORIV Alsace" });
    await settleEveryone(world.store);
    expect([before, await membersOf(world.store, [id])]).toEqual([{ [id]: "oriv" }, { [id]: "oriv" }]);
  });

  test("is not joined by the name from which its id was made, nor is another made of it", async () => {
    const world = await renamed();
    const refused = { code: "organisation-renamed", details: { name: "ORIV", now: "ORIV Alsace" } };
    await expect(addPerson(world, { ...direction, organisation: "ORIV" })).rejects.toMatchObject(refused);
    expect((await shown(world)).organisations).toHaveLength(2);
  });
});

/** A store whose process is killed after so many commits. */
function dying(store: Store, commits: number): Store {
  let left = commits;
  const commit: Store["commit"] = async (writes) => {
    if (left-- <= 0) throw new Error("killed");
    await store.commit(writes);
  };
  return { ...store, commit, get: store.get.bind(store), query: store.query.bind(store) };
}
