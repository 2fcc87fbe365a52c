import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "vitest";
import { takingTurns } from "../../../infra/local/turns.ts";

test("so many work at once, the others in their order; who finds too many or waits too long is refused", async () => {
  const inTurn = takingTurns({ atOnce: 2, waiting: 2, seconds: 0.2 });
  const seen: string[] = [];
  const work = (name: string, ends: Promise<unknown>) =>
    inTurn(async () => {
      seen.push(name);
      await ends;
    }).catch((error: { code: string }) => seen.push(`${name}: ${error.code}`));
  const { promise: opened, resolve: open } = Promise.withResolvers<void>();
  const all = [work("a", opened), work("b", opened), work("c", opened), work("d", pause(400)), work("e", opened)];
  await pause(20);
  expect(seen).toEqual(["a", "b", "e: server-busy"]);
  open();
  await Promise.all(all.slice(0, 3));
  expect(seen).toEqual(["a", "b", "e: server-busy", "c", "d"]);
  const late = [work("f", pause(400)), work("g", Promise.resolve())];
  await Promise.all([...all, ...late]);
  expect(seen.slice(5)).toEqual(["f", "g: server-busy"]);
});

test("work that fails gives its turn on", async () => {
  const inTurn = takingTurns({ atOnce: 1, waiting: 1, seconds: 1 });
  await expect(inTurn(() => Promise.reject(new Error("coupé")))).rejects.toThrow("coupé");
  expect(await inTurn(async () => "fait")).toBe("fait");
});
