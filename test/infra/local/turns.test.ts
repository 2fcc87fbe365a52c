import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "vitest";
import { takingTurns } from "../../../infra/local/turns.ts";

const never = { seconds: 60, atMost: 0 };

test("so many work at once, the others in their order; who finds too many or waits too long is refused", async () => {
  const inTurn = takingTurns({ atOnce: 2, waiting: 2, seconds: 0.2, slow: never });
  const seen: string[] = [];
  const work = (name: string, ends: Promise<unknown>) =>
    inTurn(name, async () => {
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
  const inTurn = takingTurns({ atOnce: 1, waiting: 1, seconds: 1, slow: never });
  await expect(inTurn("a", () => Promise.reject(new Error("coupé")))).rejects.toThrow("coupé");
  expect(await inTurn("a", async () => "fait")).toBe("fait");
});

test("who is slow keeps nobody waiting, so many of them at once", async () => {
  const inTurn = takingTurns({ atOnce: 1, waiting: 5, seconds: 0.3, slow: { seconds: 0.05, atMost: 2 } });
  const { promise: opened, resolve: open } = Promise.withResolvers<void>();
  const slow = ["a", "b", "c"].map((name) => inTurn(name, () => opened));
  await pause(200);
  await expect(inTurn("d", async () => "fait")).rejects.toMatchObject({ code: "server-busy" });
  open();
  await Promise.all(slow);
  expect(await inTurn("d", async () => "fait")).toBe("fait");
});

test("one thing has one turn at a time, and one more waits: however often it is sent, others have theirs", async () => {
  const inTurn = takingTurns({ atOnce: 2, waiting: 5, seconds: 0.3, slow: never });
  const { promise: opened, resolve: open } = Promise.withResolvers<string>();
  const [first, second, third] = Array.from({ length: 3 }, () => inTurn("a", () => opened));
  await expect(third).rejects.toMatchObject({ code: "server-busy" });
  expect(await inTurn("b", async () => "fait")).toBe("fait");
  open("ouvert");
  expect(await Promise.all([first, second])).toEqual(["ouvert", "ouvert"]);
});
