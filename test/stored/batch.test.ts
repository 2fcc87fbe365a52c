import { expect, test } from "vitest";
import type { Contribution } from "../../shared/deliverable/remarks/contribution.ts";
import type { Round } from "../../shared/deliverable/state.ts";
import { contributionsOf, getBatch, putBatch } from "../../shared/stored/batch.ts";
import { openWorld } from "../world.ts";

const remark: Contribution = {
  id: "c1",
  type: "comment",
  text: "Préciser\u00a0?",
  anchor: { part: "part-1", block: "b" },
};

test("contributions are kept under a salted hash, and read back with what was done of each", async () => {
  const ports = openWorld();
  const other: Contribution = { id: "c2", type: "reference", text: "", proposal: "ORIV, 2007." };
  const offer = await putBatch(ports, [remark, other]);
  expect(offer.contributions).toEqual(["c1", "c2"]);
  expect((await putBatch(ports, [remark, other])).file).not.toBe(offer.file);
  expect(await getBatch(ports.files, offer.file)).toEqual([remark, other]);
  const batch = { submission: "s", file: offer.file, by: "direction", at: "2008-05-02T09:00:00.000Z", count: 2 };
  const round = { batches: [batch], contributions: { c1: "open" } } as unknown as Round;
  const { by, at, submission } = batch;
  expect(await contributionsOf(ports.files, round)).toEqual([
    { ...remark, number: 1, by, at, submission, disposition: "open" },
  ]);
});

test("what was erased is not there", async () => {
  expect(await getBatch(openWorld().files, "0".repeat(64))).toEqual([]);
});
