import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import * as z from "zod";
import { issue } from "../../shared/chain/issue.ts";
import type { State } from "../../shared/deliverable/state.ts";
import { functionNames } from "../../shared/functions.ts";
import type { Json, Key } from "../../shared/ports.ts";
import { defineRow, type RowSort } from "../../shared/stored/define.ts";
import { deliverables, loadState } from "../../shared/stored/deliverable.ts";
import { findPerson, personRow } from "../../shared/stored/person.ts";
import { everyPartition, everyRow, partitionsOf, rowsOf } from "../../shared/stored/rows.ts";
import * as s from "../deliverable/scenario.ts";
import { openWorld } from "../world.ts";

const folder = join(import.meta.dirname, "../../shared/stored");
const page = join(folder, "ROWS.md");

/** The access patterns, as `shared/stored/ROWS.md` tells them. */
function table(): string {
  const lines = everyRow.map(({ at, what, by, leaves }) => {
    const who = by.length === functionNames.length ? "all" : by.join(", ");
    return `| \`${at}\` | ${what} | ${who} | ${leaves ? "as it is" : "–"} |`;
  });
  return [
    "# Rows: what the store holds",
    "",
    "Made of `rows.ts` by `npm run golden`; `test/stored/rows.test.ts` holds it. A row is got by its key; a query reads a partition",
    "in the order of the sort keys, or those that begin alike, such as `REMARKS#<deliverable> / <person>#`. Chains leave with an",
    "export whole and their lists are made anew, jobs leave as far as they are owed; links, sessions and counters stay.",
    "",
    "| key | one is | functions | leaves with an export |",
    "|---|---|---|---|",
    ...lines,
    "",
  ].join("\n");
}

test("ROWS.md tells the rows as they are", async () => {
  await expect(table()).toMatchFileSnapshot(page);
});

test("every sort of row that a file of shared/stored defines is one that rows.ts has", async () => {
  const files = readdirSync(folder).filter((name) => name.endsWith(".ts"));
  const modules = await Promise.all(files.map((name) => import(join(folder, name)) as Promise<object>));
  const defined = modules.flatMap((each) => Object.values(each)).filter(isRowSort);
  const listed = everyRow.map(({ at }) => at);
  expect(defined.length).toBeGreaterThan(20);
  expect(defined.map(({ at }) => at).filter((at) => !listed.includes(at))).toEqual([]);
});

const isRowSort = (one: unknown): one is RowSort =>
  typeof one === "object" && one !== null && "at" in one && "holds" in one && "leaves" in one;

test("no two sorts of row have the same key, and every key is of its own sort first", () => {
  expect(new Set(everyRow.map(({ at }) => at)).size).toBe(everyRow.length);
  for (const row of everyRow) {
    const [pk = "", sk = ""] = row.at.replace(/<[^>]*>/g, "x").split(" / ");
    expect(rowsOf({ pk, sk })?.at, row.at).toBe(row.at);
  }
});

test("every function has partitions, and only those who see all have all", () => {
  for (const name of functionNames) expect(partitionsOf(name).length).toBeGreaterThan(3);
  expect(functionNames.filter((name) => partitionsOf(name).length === everyPartition.length)).toEqual(["web"]);
});

test("all that a note from plan to final leaves in the store is of a sort that is known, and sound", async () => {
  const world = openWorld();
  for (const move of s.finished) {
    const state = (await loadState(world.store, "interculturalite"))?.state as State;
    await issue(deliverables, world, "interculturalite", typeof move === "function" ? move(state) : move);
    for await (const row of world.store.all()) expect(() => known(row).read(row), row.pk).not.toThrow();
  }
});

function known(key: Key): RowSort {
  const sort = rowsOf(key);
  if (!sort) throw new Error(`${key.pk} / ${key.sk} is of no sort that rows.ts has`);
  return sort;
}

const noteRow = defineRow({
  at: "NOTES#<deliverable> / <person>#<id>",
  what: "a note",
  ...{ by: ["web"], leaves: true, schema: 3 },
  shape: z.object({ text: z.string(), language: z.string(), about: z.array(z.string()).optional() }),
  older: {
    1: ({ words, ...rest }) => ({ ...rest, text: words! }),
    2: (data) => ({ ...data, language: "fr" }),
  },
});
const place = { deliverable: "ecole", person: "direction", id: "n1" };
const read = (data: Json) => noteRow.read({ ...noteRow.key(place), data });
const said = { text: "À préciser", language: "fr" };

describe("a row", () => {
  test.each<[string, Json, object]>([
    ["of today is what it holds, without its number", { ...said, schema: 3 }, said],
    ["without a number is of the first shape", { words: "À préciser" }, said],
    ["of a shape between is brought to that of today", { text: "À préciser", schema: 2 }, said],
    ["keeps what its shape does not know", { ...said, schema: 3, colour: "bleu" }, { ...said, colour: "bleu" }],
  ])("%s", (_, data, expected) => {
    expect(read(data)).toEqual(expected);
  });

  test.each<[string, Json, string]>([
    ["that holds nothing", null, "schema"],
    ["that holds a list", [], "schema"],
    ["of a later version", { ...said, schema: 4 }, "schema"],
    ["of a number that is none", { ...said, schema: "trois" }, "schema"],
    ["that lacks a field", { text: "À préciser", schema: 3 }, "language"],
    ["with another value deep in a field", { ...said, schema: 3, about: ["p1", 2] }, "about.1"],
  ])("%s is refused, with its key and its field", (_, data, field) => {
    const refusal = { code: "row-damaged", details: { row: "NOTES#ecole / direction#n1", field } };
    expect(() => read(data)).toThrow(expect.objectContaining(refusal));
  });

  test("is written with the number of its shape, and found among those that begin as it does", async () => {
    const { store } = openWorld();
    const other = { ...place, person: "direction-adjointe" };
    await store.commit([noteRow.put(place, said, { expect: 0, expires: 4e9 }), noteRow.put(other, said)]);
    expect(await store.get(noteRow.key(place))).toMatchObject({ data: { ...said, schema: 3 }, expires: 4e9 });
    expect(await noteRow.find(store, place)).toEqual({ data: said, version: 1 });
    const { deliverable, person } = place;
    expect(await Array.fromAsync(noteRow.all(store, { deliverable, person }))).toEqual([said]);
    expect(await Array.fromAsync(noteRow.all(store, { deliverable }))).toEqual([said, said]);
    await store.commit([noteRow.remove(place, 1)]);
    expect(await noteRow.get(store, place)).toBeUndefined();
  });

  test("whose key is someone's address is named without it", async () => {
    const { store } = openWorld();
    await store.commit([{ put: { pk: "EMAIL#direction@oriv.example", sk: "person", data: { person: 7 } } }]);
    await expect(findPerson(store, "direction@oriv.example")).rejects.toMatchObject({
      code: "row-damaged",
      details: { row: "EMAIL#<address> / person", field: "person" },
    });
  });

  test("of a release before has no number, and is read: a person belongs to the organisation that bears the name", async () => {
    const { store } = openWorld();
    const person = { id: "p1", name: "Direction", address: "direction@oriv.example", organisation: "ORIV" };
    const data = { ...person, language: "fr", coordinator: false, epoch: 1, removed: false };
    await store.commit([{ put: { ...personRow.key({ id: "p1" }), data } }]);
    expect(await personRow.get(store, { id: "p1" })).toEqual({ ...data, belongs: "oriv" });
  });
});
