import { describe, expect, test } from "vitest";
import type { State } from "../../shared/deliverable/state.ts";
import {
  addRemarks,
  deleteRemarks,
  getRemark,
  listRemarks,
  maxRemarks,
  type Remark,
  saveRemark,
} from "../../shared/stored/remark.ts";
import { openWorld } from "../world.ts";

const pad = { deliverable: "note", person: "direction" };
const version = "0".repeat(64);
const remark = (id: string, text = "Préciser."): Omit<Remark, "created" | "updated"> => ({
  ...{ id, type: "comment", text, round: 1, version },
  anchor: { part: "part-1", block: "b", quotation: { exact: "cadre", prefix: "Un ", suffix: "." } },
});

/** A state whose rounds have these contributions. */
const stateWith = (...ids: string[]): State =>
  ({ id: "note", rounds: [{ contributions: Object.fromEntries(ids.map((id) => [id, "open"])) }] }) as unknown as State;

describe("unsent remarks", () => {
  test("are kept as they were last, and are one each", async () => {
    const world = openWorld();
    const first = await saveRemark(world, pad, remark("r1", "Pré"));
    world.set(world.clock() + 1000);
    const second = await saveRemark(world, pad, remark("r1"));
    expect(second).toMatchObject({ text: "Préciser.", created: first.created });
    expect(second.updated > first.updated).toBe(true);
    world.set(world.clock() + 1000);
    expect(await saveRemark(world, pad, remark("r1"))).toEqual(second);
    expect(await listRemarks(world.store, stateWith(), pad.person)).toEqual([second]);
  });

  test("are their author's alone", async () => {
    const world = openWorld();
    await saveRemark(world, pad, remark("r1"));
    const other = { ...pad, person: "direction-2" };
    await saveRemark(world, other, remark("r1", "Autre."));
    await saveRemark(world, { ...pad, deliverable: "autre" }, remark("r2"));
    expect(await listRemarks(world.store, stateWith(), pad.person)).toMatchObject([{ id: "r1", text: "Préciser." }]);
    await deleteRemarks(world, pad, ["r1", "jamais"]);
    expect(await getRemark(world.store, other, "r1")).toMatchObject({ text: "Autre." });
    expect(await listRemarks(world.store, stateWith(), pad.person)).toEqual([]);
  });

  test("that a round has are no more unsent", async () => {
    const world = openWorld();
    for (const id of ["r1", "r2"]) await saveRemark(world, pad, remark(id));
    expect(await listRemarks(world.store, stateWith("r1"), pad.person)).toMatchObject([{ id: "r2" }]);
  });

  test("that come from a file leave what is there alone", async () => {
    const world = openWorld();
    await saveRemark(world, pad, remark("r1", "Corrigé depuis."));
    const dates = { created: "2008-03-03T09:00:00.000Z", updated: "2008-03-03T09:00:00.000Z" };
    const many = Array.from({ length: 130 }, (_, index) => ({ ...remark(`r${index + 1}`), ...dates }));
    await addRemarks(world, pad, many);
    const kept = await listRemarks(world.store, stateWith(), pad.person);
    expect(kept).toHaveLength(130);
    expect(kept.find(({ id }) => id === "r1")?.text).toBe("Corrigé depuis.");
  });

  test("are bounded", async () => {
    const world = openWorld();
    const dates = { created: "2008-03-03T09:00:00.000Z", updated: "2008-03-03T09:00:00.000Z" };
    await addRemarks(
      world,
      pad,
      Array.from({ length: maxRemarks }, (_, index) => ({ ...remark(`r${index}`), ...dates })),
    );
    await expect(saveRemark(world, pad, remark("une-de-trop"))).rejects.toMatchObject({
      code: "too-many-contributions",
    });
    expect(await saveRemark(world, pad, remark("r1", "Changée."))).toMatchObject({ text: "Changée." });
  });
});
