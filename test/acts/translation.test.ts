import { beforeEach, expect, test } from "vitest";
import { createOnce } from "../../shared/acts/create.ts";
import { correctPairing } from "../../shared/acts/translation.ts";
import type { CommandOf } from "../../shared/deliverable/decided.ts";
import type { SourceRef } from "../../shared/deliverable/origins/translated.ts";
import type { State } from "../../shared/deliverable/state.ts";
import { loadState } from "../../shared/stored/deliverable.ts";
import { create } from "../deliverable/scenario.ts";
import { openWorld, type World } from "../world.ts";

let world: World;
beforeEach(() => {
  world = openWorld();
});

const march: SourceRef = { version: "a".repeat(64), dated: "2008-03-03T09:00:00.000Z" };
const may: SourceRef = { version: "b".repeat(64), dated: "2008-05-05T09:00:00.000Z" };
const twin = (from: SourceRef, title = "Interculturality") =>
  create({
    ...{ id: "twin", title, language: "en" },
    translates: { deliverable: "note", language: "fr", from },
  }) as CommandOf<"create">;

test("passages are not corrected while a newer draft waits to be paired: what was seen is of the one before", async () => {
  const [file, before, newer] = ["c".repeat(64), "d".repeat(64), "e".repeat(64)];
  const state = { stage: "draft", versions: [{ hash: newer }], translates: { pairing: { file, version: before } } };
  const correcting = correctPairing(
    world,
    { person: "coordination", coordinator: true },
    state as unknown as State,
    {} as State,
    {
      seen: file,
      said: { what: "moved" },
    },
  );
  await expect(correcting).rejects.toMatchObject({ code: "pairing-replaced" });
});

test("a translation whose form is sent again after its original got a newer version is the one that was made", async () => {
  expect(await createOnce(world, twin(march))).toBe(true);
  expect(await createOnce(world, twin(may))).toBe(false);
  expect((await loadState(world.store, "twin"))!.state.translates?.from).toEqual(march);
  await expect(createOnce(world, twin(may, "Another"))).rejects.toMatchObject({ code: "deliverable-differs" });
});
