import { beforeAll, expect, test } from "vitest";
import { issue } from "../../shared/chain/issue.ts";
import { fundedBy, fundsSomeAction } from "../../shared/sight/funded-actions.ts";
import { programmes } from "../../shared/stored/programme.ts";
import { countedReads } from "../counted-reads.ts";
import { action, coordination, plan } from "../programme/sample.ts";
import { openWorld } from "../world.ts";

const world = openWorld();

beforeAll(async () => {
  const by = coordination;
  const replace = (id: string, year: string, actions: ReturnType<typeof action>[]) =>
    issue(programmes, world, id, {
      ...{ type: "replace", by, id, ...plan, from: `${year}-01-01`, until: `${year}-12-31` },
      actions,
    });
  await replace("2007", "2007", [action("veille", { funding: { by: ["daic"] } })]);
  await replace("2008", "2008", [
    action("reseau", { funding: { by: ["acse"] } }),
    action("veille", { funding: { by: ["acse", "daic"] } }),
    action("outils", { funding: { none: "" }, steering: { organisations: ["oriv"] } }),
    action("ancienne", { funding: { by: ["oriv"] } }),
  ]);
  await issue(programmes, world, "2008", { type: "removeAction", by, action: "ancienne" });
});

test.each<[string, string, string[]]>([
  ["one of which it pays for two actions of a programme", "acse", ["2008 reseau veille"]],
  ["one of two programmes, the one that ends last first", "daic", ["2008 veille", "2007 veille"]],
  ["none of what it steers, nor of an action that was removed", "oriv", []],
  ["none by who belongs to no organisation", "", []],
])("an organisation is a funder of what programmes say that it pays for: %s", async (_, organisation, expected) => {
  const funded = await fundedBy(world.store, organisation);
  expect(funded.map(({ programme, actions }) => [programme.id, ...actions.map(({ id }) => id)].join(" "))).toEqual(
    expected,
  );
  expect(await fundsSomeAction(world.store, organisation)).toBe(expected.length > 0);
});

test("whether it pays for any is read of the last programme where that says so", async () => {
  const store = countedReads(world.store);
  expect(await fundsSomeAction(store, "acse")).toBe(true);
  expect(store.reads.filter((pk) => pk.startsWith("PROGRAMME#"))).toEqual(["PROGRAMME#2008"]);
});
