import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { text } from "node:stream/consumers";
import { describe, expect, test } from "vitest";
import { temporaryFolder } from "../temporary.ts";
import { root } from "./cli/livrable.ts";

/** Packages of a lock file, by name. */
type Packages = Record<string, { dev?: true; optional?: true; version?: string; os?: string[] }>;
const run: Packages = { run: {} };
const develop: Packages = {
  ...run,
  develop: { dev: true },
  native: { dev: true, optional: true, os: [process.platform] },
};
const wanted: Packages = { ...develop, portable: { optional: true }, foreign: { optional: true, os: ["aix"] } };

/** A checkout with a program, where `there` is installed of what its lock file names. */
function checkout(program = "", there: Packages = wanted): string {
  const folder = temporaryFolder();
  for (const name of ["run.mjs", "install.mjs", "launch.mjs"])
    cpSync(join(root, "infra", name), join(folder, "infra", name));
  mkdirSync(join(folder, "node_modules"));
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  writeFileSync(join(folder, "package-lock.json"), lockOf(wanted));
  writeFileSync(join(folder, "node_modules", ".package-lock.json"), lockOf(there));
  writeFileSync(join(folder, "npm-cli.cjs"), npm);
  writeFileSync(join(folder, "program.ts"), program);
  return folder;
}

function lockOf(packages: Packages): string {
  const entries = Object.entries(packages).map(([name, each]) => [
    `node_modules/${name}`,
    { version: "1.0.0", ...each },
  ]);
  return JSON.stringify({ packages: { "": {}, ...Object.fromEntries(entries) } });
}

/** Stands for npm: notes what it is asked for, and says that all of it is there. */
const npm = `
const { appendFileSync, cpSync } = require("node:fs");
appendFileSync("asked", process.argv.find((each) => each.endsWith("dev")) + " ");
cpSync("package-lock.json", "node_modules/.package-lock.json");`;

function start(folder: string, args: string[], flags: string[] = []): ChildProcess {
  const env = { ...process.env, npm_execpath: join(folder, "npm-cli.cjs") };
  return spawn(process.execPath, [...flags, join(folder, "infra", "run.mjs"), ...args], { cwd: folder, env });
}

async function ended(child: ChildProcess) {
  const said = [text(child.stdout!), text(child.stderr!)] as const;
  const [code, signal] = await once(child, "close");
  return { code, signal, stdout: await said[0], stderr: await said[1] };
}

test.each([
  ["with the program's exit code", "process.exit(7)", { code: 7 }],
  ["by the signal that ended the program", 'process.kill(process.pid, "SIGKILL")', { signal: "SIGKILL" }],
  ["without a word of its own", "console.log(process.argv.slice(2).join())", { stdout: "un,deux\n", stderr: "" }],
])("the launcher ends %s", async (_, program, expected) => {
  expect(await ended(start(checkout(program), ["program.ts", "un", "deux"]))).toMatchObject(expected);
});

test("a program finds the Node that it runs on first, then the programs of the packages", async () => {
  const folder = checkout("console.log(process.env.PATH)");
  const { stdout } = await ended(start(folder, ["program.ts"]));
  const first = [dirname(process.execPath), join(folder, "node_modules", ".bin")];
  expect(stdout.split(delimiter).slice(0, 2)).toEqual(first);
});

test.each(["SIGTERM", "SIGINT"] as const)("%s reaches the program", async (signal) => {
  const program = `process.on("${signal}", () => process.exit(9)); setInterval(() => {}, 1000); console.log("ready");`;
  const child = start(checkout(program), ["program.ts"]);
  child.stdout!.once("data", () => child.kill(signal));
  expect(await ended(child)).toMatchObject({ code: 9 });
});

test("the program ends when the shell that npm started the launcher in does", async () => {
  const folder = checkout('console.log("ready"); setInterval(() => {}, 1000);');
  const env = { ...process.env, npm_lifecycle_event: "start" };
  const shell = spawn("sh", ["-c", '"$0" infra/run.mjs program.ts; true', process.execPath], { cwd: folder, env });
  shell.stdout.once("data", () => shell.kill("SIGTERM"));
  // the launcher and its program hold the other end of the pipe
  expect(await text(shell.stdout)).toBe("ready\n");
});

describe("npm is asked for", () => {
  const older = { ...run, run: { version: "0.9.0" } };
  test.each<[string, Packages, string[], string]>([
    ["nothing where all is there that this machine can have", develop, ["--dev"], ""],
    ["nothing that only developing needs, to run", run, [], ""],
    ["what running needs, where nothing is there", {}, [], "--omit=dev "],
    ["what running needs, in its new version", older, [], "--omit=dev "],
    ["the rest too where a developer's packages are there", { ...older, develop: { dev: true } }, [], "--include=dev "],
    ["what an older Node left out", { ...run, develop: { dev: true } }, ["--dev"], "--include=dev "],
    ["the rest, to develop", run, ["--dev"], "--include=dev "],
  ])("%s", async (_, there, flags, asked) => {
    const folder = checkout('console.log("runs")', there);
    expect(await ended(start(folder, [...flags, "program.ts"]))).toMatchObject({ code: 0, stdout: "runs\n" });
    expect(existsSync(join(folder, "asked")) ? readFileSync(join(folder, "asked"), "utf8") : "").toBe(asked);
  });
});

test("where npm does not succeed, nothing runs", async () => {
  const folder = checkout('console.log("runs")', {});
  writeFileSync(join(folder, "npm-cli.cjs"), "process.exit(1)");
  const { code, stdout, stderr } = await ended(start(folder, ["program.ts"]));
  expect([code, stdout]).toEqual([1, ""]);
  expect(stderr).toMatch(/n’a pas pu tout installer.*\n.*could not install all/);
});

test.each(["16.20.2", "20.20.2"])(
  "Node %s, where no newer one comes along, is told so in one sentence",
  async (version) => {
    const versions = JSON.stringify({ ...process.versions, node: version });
    const older = `Object.defineProperties(process, { versions: { value: ${versions} }, version: { value: "v${version}" } })`;
    const flags = ["--import", `data:text/javascript,${encodeURIComponent(older)}`];
    const { code, stdout, stderr } = await ended(start(checkout('console.log("runs")'), ["program.ts"], flags));
    expect([code, stdout]).toEqual([1, ""]);
    const needed = version < "18" ? 18 : 24;
    const here = `v${version} (https://nodejs.org).\n`;
    expect(stderr).toBe(
      `Livrable : il faut Node ${needed} ou plus récent, et voici ${here}Livrable: Node ${needed} or newer is needed; this is ${here}`,
    );
  },
);

test.runIf(process.platform === "linux")("on Linux the Node that came along runs the program", async () => {
  const folder = checkout();
  const name = `node-linux-${process.arch}`;
  const bin = join(folder, "node_modules", name, "bin");
  mkdirSync(bin, { recursive: true });
  writeFileSync(join(bin, "node"), '#!/bin/sh\necho "brought: $2"', { mode: 0o755 });
  for (const lock of ["package-lock.json", "node_modules/.package-lock.json"])
    writeFileSync(join(folder, lock), lockOf({ ...wanted, [name]: { optional: true } }));
  expect(await ended(start(folder, ["program.ts"]))).toMatchObject({
    stdout: `brought: ${join(folder, "program.ts")}\n`,
  });
});
