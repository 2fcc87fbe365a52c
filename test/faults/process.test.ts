import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect, onTestFinished, test } from "vitest";
import { openFiles, sweepUnfinished } from "../../shared/adapters/embedded/files.ts";
import { lockFolder } from "../../shared/adapters/embedded/lock.ts";
import { openStore } from "../../shared/adapters/embedded/store.ts";
import { brokenAt } from "../../shared/chain/append.ts";
import { loadEvents, loadState, rebuild } from "../../shared/stored/deliverable.ts";
import { listJobs } from "../../shared/stored/job.ts";
import { everySummary } from "../../shared/stored/lists.ts";
import { now } from "../deliverable/scenario.ts";
import { temporaryFolder } from "../temporary.ts";

const script = join(import.meta.dirname, "child.ts");
const clock = () => now;
const reopened = (folder: string) => openStore(join(folder, "store.sqlite"), clock);
const filesOf = (folder: string) => openFiles(join(folder, "files"), { secret: new Uint8Array(32), clock });

function start(role: string, folder: string, count = 0): ChildProcess {
  const child = spawn(process.execPath, ["--expose-gc", script, role, folder, String(count)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  // one that outlived a failed test would hold the output of the run open for ever
  onTestFinished(() => void child.kill("SIGKILL"));
  return child;
}

/** Starts a child, kills it in the midst once it said `lines` lines and a few more instants passed; what it had said. */
async function killed(role: string, folder: string, lines: number, instants: number): Promise<string[]> {
  const child = start(role, folder);
  const said: string[] = [];
  for await (const line of createInterface({ input: child.stdout! })) {
    said.push(line);
    if (said.length === lines) setTimeout(() => child.kill("SIGKILL"), instants);
  }
  return said;
}

test("kill -9 between and during commits: what was promised is there, and nothing half-done", async () => {
  const folder = temporaryFolder();
  for (let round = 0; round < 6; round++) {
    const place = join(folder, String(round));
    const said = await killed("command", place, 3 + round, round * 3);
    const store = reopened(place);
    const events = await Array.fromAsync(loadEvents(store, "note"));
    const { state } = (await loadState(store, "note"))!;
    expect(events.length).toBeGreaterThanOrEqual(Number(said.at(-1)));
    expect(brokenAt(events)).toBeUndefined();
    expect(await rebuild(store, "note")).toEqual(state);
    expect((await everySummary(store)).map(({ updated }) => updated)).toEqual([events.at(-1)!.at]);
    // each owes one: the author is asked, the file is to be read, the author is told
    const owed = events.filter(({ type }) => ["created", "uploadRequested", "draftRefused"].includes(type));
    expect(await listJobs(store)).toHaveLength(owed.length);
    store.close();
  }
});

test("kill -9 during writes of files: those promised are whole, the others are not there", async () => {
  const folder = temporaryFolder();
  for (let round = 0; round < 4; round++) {
    const place = join(folder, String(round));
    const said = await killed("put", place, 2 + round, 1 + round * 2);
    sweepUnfinished(join(place, "files"));
    const files = filesOf(place);
    const keys = await Array.fromAsync(files.list(""));
    expect(keys).toEqual(expect.arrayContaining(said));
    for (const key of keys) expect(await files.get(key)).toHaveLength(1_000_000);
    expect(readdirSync(join(place, "files", "unfinished"))).toEqual([]);
  }
});

test("one process has a folder; the next is told which, and takes it over from a dead one", async () => {
  const folder = temporaryFolder();
  const holder = start("hold", folder);
  await once(holder.stdout!, "data");
  expect(() => lockFolder(folder)).toThrow(
    expect.objectContaining({ code: "data-locked", details: { folder, pid: String(holder.pid) } }),
  );
  holder.kill("SIGKILL");
  await once(holder, "exit");
  const lock = lockFolder(folder);
  expect(() => lockFolder(folder)).toThrow(
    expect.objectContaining({ code: "data-locked", details: { folder, pid: String(process.pid) } }),
  );
  lock.release();
  lockFolder(folder).release();
});

test("several processes write one store: each waits its turn, and no write is lost", async () => {
  const folder = temporaryFolder();
  const children = [1, 2, 3].map(() => start("add", folder, 40));
  const ended = await Promise.all(children.map((child) => once(child, "exit")));
  expect(ended.map(([status]) => status)).toEqual([0, 0, 0]);
  expect(await reopened(folder).get({ pk: "COUNTER", sk: "n" })).toMatchObject({ data: 120, version: 120 });
});

test("no room left: a clear refusal, nothing half-written, and what was there before is still there", async () => {
  const folder = temporaryFolder();
  // a bound on the size of files stands for a full disk or quota
  const command = `ulimit -f 1024; exec "${process.execPath}" "${script}" fill "${folder}"`;
  const { stdout, stderr, status } = spawnSync("bash", ["-c", command]);
  expect({ status, stderr: stderr.toString() }).toEqual({ status: 0, stderr: "" });
  const [rows, objects] = stdout
    .toString()
    .trim()
    .split("\n")
    .map((line) => line.split(" "));
  expect([rows![1], objects![1]]).toEqual(["disk-full", "disk-full"]);
  const stored = (await reopened(folder).query("ROWS", { limit: 1000 })).rows;
  expect(stored).toHaveLength(2 * Number(rows![0]));
  const files = filesOf(folder);
  expect(await Array.fromAsync(files.list(""))).toHaveLength(Number(objects![0]));
  expect(readdirSync(join(folder, "files", "unfinished"))).toEqual([]);
});

test("a file that is no store is a damaged one; a folder in its place is a store out of reach", () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "store.sqlite"), "ceci n’est pas une base de données, et même loin de là".repeat(100));
  expect(() => reopened(folder)).toThrow(expect.objectContaining({ code: "store-corrupt" }));
  expect(() => openStore(folder, clock)).toThrow(expect.objectContaining({ code: "store-unreachable" }));
  expect(() => lockFolder(join(folder, "store.sqlite"))).toThrow(
    expect.objectContaining({ code: "store-unreachable" }),
  );
  writeFileSync(join(folder, "lock.sqlite"), "ni un verrou".repeat(100));
  expect(() => lockFolder(folder)).toThrow(expect.objectContaining({ code: "store-unreachable" }));
});

test("a store that was closed is out of reach", async () => {
  const store = reopened(temporaryFolder());
  store.close();
  await expect(store.get({ pk: "A", sk: "b" })).rejects.toMatchObject({ code: "store-unreachable" });
  await expect(store.commit([{ put: { pk: "A", sk: "b", data: 1 } }])).rejects.toMatchObject({
    code: "store-unreachable",
  });
});
