import { expect, test } from "vitest";
import type { State } from "../../shared/deliverable/state.ts";
import { stateKey } from "../../shared/stored/deliverable.ts";
import { dueBy } from "../../shared/stored/due.ts";
import { listWrites } from "../../shared/stored/listing.ts";
import { toData } from "../../shared/stored/row.ts";
import * as s from "../deliverable/scenario.ts";
import { openWorld } from "../world.ts";

test("a deadline is due that a state has; a row of one that none has, as an older release leaves it, is taken away", async () => {
  const { store } = openWorld();
  const added = async (id: string, moves: readonly s.Move[]) => {
    const state: State = { ...s.play(moves).state!, id };
    const put = { ...stateKey(id), data: toData(state) };
    await store.commit([{ put }, ...listWrites(undefined, state, new Date(s.now).toISOString())]);
  };
  const left = (deadline: string, id: string) =>
    store.commit([{ put: { pk: "DUE", sk: `${deadline}#${id}`, data: { id } } }]);
  await added("en-revue", s.inReview);
  await added("finie", s.finished);
  await left("2008-03-25T23:00:00.000Z", "en-revue");
  await left(s.deadline, "finie");
  await left(s.deadline, "inconnue");
  expect(await dueBy(store, Date.parse(s.deadline) - 1)).toEqual([]);
  expect(await dueBy(store, Date.parse(s.deadline))).toEqual(["en-revue"]);
  const deadlines = (await store.query("DUE", { prefix: "2008" })).rows.map(({ sk }) => sk);
  expect(deadlines).toEqual([`${s.deadline}#en-revue`]);
});
