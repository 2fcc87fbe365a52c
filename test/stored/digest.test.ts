import { expect, test } from "vitest";
import { endTurn, keepMentions, mentionsTo, takeTurn } from "../../shared/stored/digest.ts";
import { doneBy, takeOnce } from "../../shared/stored/once.ts";
import { openWorld } from "../world.ts";

const telling = (name: string, day = "2008-05-15") => ({ [name]: { day, reminder: "2008-05-29/7" } });

test("mentions by letters that leave at the same moment are all kept", async () => {
  const world = openWorld();
  const names = ["a", "b", "c", "d", "e"];
  await Promise.all(names.map((name) => keepMentions(world, "p", telling(name), "2008-05-15")));
  expect(Object.keys(await mentionsTo(world.store, "p")).sort()).toEqual(names);
  expect(await mentionsTo(world.store, "q")).toEqual({});
});

test("a mention goes after 120 days; a thing mentioned again has its last day", async () => {
  const world = openWorld();
  await keepMentions(world, "p", { ...telling("a", "2008-01-02"), ...telling("b") }, "2008-05-15");
  await keepMentions(world, "p", telling("b", "2008-05-16"), "2008-05-16");
  expect(await mentionsTo(world.store, "p")).toEqual(telling("b", "2008-05-16"));
});

test("letters that depend on mentions are written one at a time for each person, and a worker that died keeps nobody waiting", async () => {
  const world = openWorld();
  const turns = await Promise.all(["a", "b", "c"].map((job) => takeTurn(world, "p", job)));
  expect(turns.filter((taken) => taken === undefined)).toHaveLength(1);
  const [first, other] = turns[0] === undefined ? ["a", "b"] : turns[1] === undefined ? ["b", "a"] : ["c", "a"];
  expect(await takeTurn(world, "p", first!)).toBeUndefined();
  const { until } = (await takeTurn(world, "p", other!))!;
  await endTurn(world, "p", other!);
  expect(await takeTurn(world, "p", other!)).toBeDefined();
  world.set(Date.parse(until));
  expect(await takeTurn(world, "p", other!)).toBeUndefined();
  await endTurn(world, "p", other!);
  expect(await takeTurn(world, "p", first!)).toBeUndefined();
});

test("their rows say of which shape they are; what is done once is known from rows of before too", async () => {
  const world = openWorld();
  await takeOnce(world, "reminders", "2008-05-15", "tick");
  await keepMentions(world, "p", telling("a"), "2008-05-15");
  await takeTurn(world, "p", "a");
  for await (const { data } of world.store.all()) expect(data).toMatchObject({ schema: 1 });
  await world.store.commit([{ put: { pk: "ONCE#weekly", sk: "2008-05-12", data: { by: "2008-05-13" } } }]);
  expect(await doneBy(world, "weekly", "2008-05-12")).toBe("2008-05-13");
});
