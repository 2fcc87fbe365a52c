import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { replay } from "../../../infra/replay/replay.ts";
import { temporaryFolder } from "../../temporary.ts";

let folder: string;

beforeEach(() => {
  folder = temporaryFolder();
});

const played = (watch: () => void = () => undefined) => replay(folder, watch);

test("a replay that was interrupted is said to be, and its folder is not taken for a year", async () => {
  const stopped = new Error("stopped");
  await expect(
    played(() => {
      throw stopped;
    }),
  ).rejects.toBe(stopped);
  await expect(played()).rejects.toMatchObject({ code: "replay-unfinished", details: { folder } });
});

test("a folder with a file of somebody’s is left as it is, and is not called a network", async () => {
  writeFileSync(join(folder, "foo.txt"), "");
  await expect(played()).rejects.toMatchObject({ code: "folder-not-empty", details: { folder, name: "foo.txt" } });
  expect(readdirSync(folder)).toEqual(["foo.txt"]);
});
