import { describe, expect, test } from "vitest";
import { importPeople } from "../../shared/acts/people-import.ts";
import type { ListFault } from "../../shared/acts/people-list.ts";
import { addOrganisation, changeOrganisation, listOrganisations } from "../../shared/stored/organisation.ts";
import { addPerson, listPeople } from "../../shared/stored/person.ts";
import { openWorld } from "../world.ts";

const direction = "Direction;direction@oriv.example;ORIV";

async function imported(text: string, world = openWorld()) {
  const result = await importPeople(world, text, "fr");
  const people = (await listPeople(world.store)).map(({ name, address, organisation, coordinator, language }) =>
    [name, address, organisation, coordinator ? "coordination" : "", language].join(";"),
  );
  return { result, people: people.sort(), organisations: await listOrganisations(world.store), world };
}

describe("a list is read", () => {
  async function check(title: string, text: string, expected: string[]): Promise<void> {
    test(title, async () => expect((await imported(text)).people).toEqual(expected));
  }
  const plain = "Direction;direction@oriv.example;ORIV;;fr";
  check("with semicolons", direction, [plain]);
  check("with tabs", direction.replaceAll(";", "\t"), [plain]);
  check("with commas, a name that has one in quotes", '"Direction, Strasbourg",direction@oriv.example,ORIV', [
    "Direction, Strasbourg;direction@oriv.example;ORIV;;fr",
  ]);
  check(
    "after its headings in French, in another order",
    `Structure;Courriel;Nom\nORIV;direction@oriv.example;Direction`,
    [plain],
  );
  check("after its headings in English", `name;email;organisation;role;language\n${direction};coordinator;English`, [
    "Direction;direction@oriv.example;ORIV;coordination;en",
  ]);
  check("with empty lines, lines of Windows and the mark of a spreadsheet", `\ufeff\r\n${direction}\r\n;;\r\n`, [
    plain,
  ]);
  check("with a role and a language in words", `${direction};Coordination;anglais`, [
    "Direction;direction@oriv.example;ORIV;coordination;en",
  ]);
});

test("a list is refused whole with a name that an organisation had before", async () => {
  const world = openWorld();
  const named = { name: "", territory: "", roles: [] };
  await addOrganisation(world, { short: "EPI", ...named });
  await changeOrganisation(world, "epi", { short: "Insertion 31", ...named });
  const { result, people } = await imported(`${direction}\nChargée d’études;etudes@epi.example;EPI`, world);
  expect(result).toEqual({ faults: [{ line: 2, code: "renamed", word: "EPI", other: "Insertion 31" }] });
  expect(people).toEqual([]);
});

describe("a list is refused whole", () => {
  async function check(title: string, text: string, fault: ListFault): Promise<void> {
    test(title, async () => {
      const world = openWorld();
      const known = { name: "Chargée d’études", address: "etudes@irev.example", language: "fr" } as const;
      await addPerson(world, { ...known, organisation: "IREV", coordinator: false });
      const before = await Array.fromAsync(world.store.all());
      const { result } = await imported(`Documentaliste;doc@crefe.example;CREFE\n${text}`, world);
      expect(result).toEqual({ faults: [fault] });
      expect(await Array.fromAsync(world.store.all())).toEqual(before);
    });
  }
  check("with somebody without a name", ";direction@oriv.example;ORIV", { line: 2, code: "name" });
  check("with a name that is too long", `${"D".repeat(121)};d@oriv.example;ORIV`, {
    ...{ line: 2, code: "name-long", word: "D".repeat(120) },
  });
  check("with somebody without an address", "Direction;;ORIV", { line: 2, code: "address" });
  check("with an address that is none", "Direction;direction@;ORIV", {
    ...{ line: 2, code: "address-wrong", word: "direction@" },
  });
  check("with an address that it gives twice", "Autre;DOC@crefe.example;CREFE", {
    ...{ line: 2, code: "address-twice", word: "DOC@crefe.example", other: "1" },
  });
  check("with the address of somebody else", "Autre;etudes@irev.example;IREV", {
    ...{ line: 2, code: "address-taken", word: "etudes@irev.example", other: "Chargée d’études" },
  });
  check("with somebody who is at another organisation", "Chargée d'études;etudes@irev.example;EPI", {
    ...{ line: 2, code: "elsewhere", word: "EPI", other: "IREV" },
  });
  check("with somebody without an organisation", "Direction;direction@oriv.example", { line: 2, code: "organisation" });
  check("with an organisation whose name is too long", `Direction;d@oriv.example;${"O".repeat(61)}`, {
    ...{ line: 2, code: "organisation-long", word: "O".repeat(60) },
  });
  check("with a role that there is not", `${direction};président`, { line: 2, code: "role", word: "président" });
  check("with a language that there is not", `${direction};;alsacien`, { line: 2, code: "language", word: "alsacien" });
  check("with a cell too many", `${direction};;fr;03 88`, { line: 2, code: "cells", word: "03 88" });
  check("with a quotation mark that is not closed", `"Direction;direction@oriv.example;ORIV`, {
    line: 2,
    code: "quotes",
  });
  check("on the line after a cell of two lines", '"Direction\nadjointe";d@oriv.example;ORIV\nAutre;;ORIV', {
    ...{ line: 4, code: "address" },
  });

  test.each<[string, string, ListFault]>([
    ["with nobody", " \n;;", { line: 1, code: "empty" }],
    ["with headings alone", "nom;courriel;structure", { line: 1, code: "empty" }],
    [
      "with a column that is unknown",
      `nom;courriel;structure;prénom\n${direction};Anne`,
      {
        ...{ line: 1, code: "column-unknown", word: "prénom" },
      },
    ],
    [
      "with a column twice",
      `nom;courriel;structure;nom\n${direction};Anne`,
      {
        ...{ line: 1, code: "column-twice", word: "nom" },
      },
    ],
    [
      "without a column that is needed",
      "nom;courriel\nDirection;d@oriv.example",
      {
        ...{ line: 1, code: "column-missing", word: "organisation" },
      },
    ],
  ])("%s", async (_, text, fault) => {
    const { result, people } = await imported(text);
    expect([result, people]).toEqual([{ faults: [fault] }, []]);
  });

  test("with every fault of every line", async () => {
    const { result } = await imported("A;;\nB;b@;ORIV;roi;latin");
    expect("faults" in result && result.faults.map(({ line, code }) => `${line} ${code}`)).toEqual([
      ...["1 address", "1 organisation", "2 address-wrong", "2 role", "2 language"],
    ]);
  });
});

/** So many people, at 19 organisations. */
const network = (count: number) =>
  Array.from(
    { length: count },
    (_, index) => `Chargé de mission ${index};mission-${index}@structure-${index % 19}.example;Structure ${index % 19}`,
  ).join("\n");

test("the same list changes nothing when it is imported again; what is new in it is added", async () => {
  const { result, world } = await imported(network(61));
  expect(result).toEqual({ ok: { added: 61, there: 0 } });
  expect(await listOrganisations(world.store)).toHaveLength(19);
  const before = await Array.fromAsync(world.store.all());
  expect((await imported(network(61), world)).result).toEqual({ ok: { added: 0, there: 61 } });
  expect(await Array.fromAsync(world.store.all())).toEqual(before);
  expect((await imported(network(64), world)).result).toEqual({ ok: { added: 3, there: 61 } });
});

test("two spellings of a new organisation are one; role words are its roles, with those it has", async () => {
  const { people, organisations, world } = await imported(
    "A;a@oriv.example;CRPV Essonne;membre\nB;b@oriv.example;crpv-essonne;prestataire",
  );
  expect(people.map((each) => each.split(";")[2])).toEqual(["CRPV Essonne", "CRPV Essonne"]);
  expect(organisations).toMatchObject([{ short: "CRPV Essonne", roles: ["member", "contractor"] }]);
  const { organisations: more } = await imported("C;c@oriv.example;CRPV Essonne;financeur", world);
  expect(more).toMatchObject([{ roles: ["member", "funder", "contractor"] }]);
});

test("an import of 2,000 people that was killed anywhere is completed by importing again", async () => {
  const text = network(2000);
  const world = openWorld();
  let left = 40;
  const commit: typeof world.store.commit = async (writes) => {
    if (left-- <= 0) throw new Error("killed");
    await world.store.commit(writes);
  };
  const { get, query } = world.store;
  const dying = { get: get.bind(world.store), query: query.bind(world.store), commit } as typeof world.store;
  await expect(importPeople({ ...world, store: dying }, text, "fr")).rejects.toThrow("killed");
  const half = (await listPeople(world.store)).length;
  expect([half > 0, half < 2000]).toEqual([true, true]);
  expect((await imported(text, world)).result).toEqual({ ok: { added: 2000 - half, there: half } });
  expect((await listPeople(world.store)).filter(({ belongs }) => belongs.startsWith("structure-"))).toHaveLength(2000);
});
