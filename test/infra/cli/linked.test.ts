import { execFileSync } from "node:child_process";
import { symlinkSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { expect, test } from "vitest";
import { locationFrom } from "../../../infra/local/network.ts";
import { version } from "../../../shared/version.ts";
import { temporaryFolder } from "../../temporary.ts";
import { root } from "./livrable.ts";

test("linked into PATH, the command runs from any folder, without npm and with a home that nobody may write", () => {
  const folder = temporaryFolder();
  symlinkSync(join(root, "infra/cli/livrable.mjs"), join(folder, "livrable"));
  const env = {
    PATH: [folder, dirname(process.execPath), "/usr/bin", "/bin"].join(":"),
    HOME: "/proc",
    npm_execpath: "",
  };
  expect(execFileSync("livrable", ["--version"], { cwd: folder, env, encoding: "utf8" })).toContain(version);
});

test("the data folder of a checkout is the same from any folder", () => {
  const from = process.cwd();
  process.chdir(temporaryFolder());
  const folder = resolve(locationFrom({}).folder);
  process.chdir(from);
  expect(folder).toBe(join(root, ".livrable"));
});
