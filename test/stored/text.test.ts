import { expect, test } from "vitest";
import { textKey } from "../../shared/stored/objects.ts";
import { getText, putText } from "../../shared/stored/text.ts";
import { openWorld } from "../world.ts";

test("a text is kept under a name that does not tell it, and can be erased", async () => {
  const world = openWorld();
  const reason = "Le chapitre 2 oublie « l’école » : à reprendre.\n\n– les chiffres";
  const ref = await putText(world, reason);
  expect(ref).toMatch(/^[0-9a-f]{64}$/);
  expect(await getText(world.files, ref)).toBe(reason);
  expect(await putText(world, reason)).not.toBe(ref);
  await world.files.delete(textKey(ref));
  expect(await getText(world.files, ref)).toBeUndefined();
});
