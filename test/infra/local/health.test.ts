import { closeSync, mkdirSync, openSync, readFileSync, statSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, describe, expect, test } from "vitest";
import { healthOf } from "../../../infra/local/health.ts";
import { type Network, openNetwork } from "../../../infra/local/network.ts";
import { translate } from "../../../shared/adapters/embedded/faults.ts";
import { Refusal } from "../../../shared/errors.ts";
import { temporaryFolder } from "../../temporary.ts";
import { ask, type Serving, serveFolder } from "./serving.ts";

const publicUrl = "http://127.0.0.1:8080";
const pageBytes = 4096;

let serving: Serving | undefined;
afterEach(() => {
  serving?.stop();
  serving = undefined;
});

/** A network's folder with some two hundred pages of rows, closed. */
async function written(): Promise<string> {
  const folder = temporaryFolder();
  const { ports, close } = await openNetwork({ folder, publicUrl }, { alone: true });
  for (let row = 0; row < 200; row++)
    await ports.store.commit([{ put: { pk: "LIVRABLES", sk: `note-${row}`, data: { text: "é".repeat(1500) } } }]);
  close();
  return folder;
}

/** Overwrites bytes of every page but the first ones, from `at` in each. */
function damage(folder: string, at: number, bytes: Uint8Array): void {
  const path = join(folder, "store.sqlite");
  const file = openSync(path, "r+");
  for (let page = 3; page < statSync(path).size / pageBytes; page++)
    writeSync(file, bytes, 0, bytes.length, page * pageBytes + at);
  closeSync(file);
}

const noise = Uint8Array.from({ length: 900 }, (_, index) => (index * 37) % 251);

describe("a database that is damaged", () => {
  test.each<[string, (folder: string) => void]>([
    ["in its pages", (folder) => damage(folder, 0, noise)],
    ["in its first page", (folder) => writeFileSync(join(folder, "store.sqlite"), "Contexte".repeat(2_000))],
    [
      "cut in half",
      (folder) => {
        const path = join(folder, "store.sqlite");
        writeFileSync(path, readFileSync(path).subarray(0, 50 * pageBytes));
      },
    ],
  ])("%s is not served: the start says which, and what to do", async (_, spoil) => {
    const folder = await written();
    spoil(folder);
    const path = join(folder, "store.sqlite");
    const before = readFileSync(path);
    const refused = expect.objectContaining({ code: "data-damaged", details: { path } });
    await expect(openNetwork({ folder, publicUrl }, { alone: true })).rejects.toEqual(refused);
    expect(readFileSync(path).equals(before)).toBe(true);
    // the folder is let go: it can be put aside, and another in its place
    await expect(openNetwork({ folder, publicUrl }, { alone: true })).rejects.toEqual(refused);
  });

  test("while it is served is told to who watches and to people, each in words of its own", async () => {
    const folder = await written();
    const network = await openNetwork({ folder, publicUrl }, { alone: false });
    damage(folder, 0, noise);
    serving = await serveFolder(network);
    const health = await ask(serving, "/health");
    expect(health).toMatch(/^HTTP\/1\.1 500 [\s\S]*application\/problem\+json[\s\S]*"code":"store-corrupt"/);
    await expect(serving.network.ports.store.query("LIVRABLES")).rejects.toMatchObject({ code: "store-corrupt" });
  });

  test("under a server that has read all its pages is told to who watches all the same", async () => {
    const network = await openNetwork({ folder: await written(), publicUrl }, { alone: true });
    network.check();
    await Array.fromAsync(network.ports.store.all());
    damage(network.folder, 0, noise);
    serving = await serveFolder(network);
    expect(await ask(serving, "/health")).toMatch(/^HTTP\/1\.1 500 [\s\S]*"code":"store-corrupt"/);
  });

  test("in what a sound page holds is told as well", async () => {
    const folder = await written();
    damage(folder, 3000, Buffer.from('"}{"'));
    const { ports, close } = await openNetwork({ folder, publicUrl }, { alone: true });
    await expect(ports.store.query("LIVRABLES", { limit: 200 })).rejects.toMatchObject({ code: "store-corrupt" });
    close();
  });
});

describe("a fault of the disk or of the database is one of its own", () => {
  const path = () => join(temporaryFolder(), "store.sqlite");
  const faultOf = (work: () => unknown): unknown => {
    try {
      return work();
    } catch (error) {
      return translate(error);
    }
  };
  const opened = (at: string, ...sql: string[]) => {
    const database = new DatabaseSync(at);
    for (const each of ["PRAGMA busy_timeout = 0", ...sql]) database.exec(each);
    return database;
  };

  test.each<[string, string, () => unknown]>([
    [
      "a database with no room left",
      "disk-full",
      () =>
        opened(
          path(),
          "CREATE TABLE a (b)",
          "PRAGMA max_page_count = 2",
          `INSERT INTO a VALUES ('${"x".repeat(99_999)}')`,
        ),
    ],
    [
      "a database that is held",
      "store-busy",
      () => {
        const at = path();
        const holder = opened(at, "CREATE TABLE a (b)", "BEGIN EXCLUSIVE");
        try {
          return opened(at, "INSERT INTO a VALUES (1)");
        } finally {
          holder.close();
        }
      },
    ],
    [
      "a database that is for reading only",
      "store-read-only",
      () => {
        const at = path();
        opened(at, "CREATE TABLE a (b)").close();
        return new DatabaseSync(at, { readOnly: true }).exec("INSERT INTO a VALUES (1)");
      },
    ],
    [
      "a file that is no database",
      "store-corrupt",
      () => {
        const at = path();
        writeFileSync(at, "Contexte".repeat(1_000));
        return opened(at, "SELECT * FROM sqlite_schema");
      },
    ],
    [
      "a folder in its place",
      "store-unreachable",
      () => {
        const at = path();
        mkdirSync(at);
        return opened(at);
      },
    ],
  ])("%s: %s", (_, code, work) => {
    expect(faultOf(work)).toMatchObject({ code });
  });

  test.each<[string, string]>([
    ["ENOSPC", "disk-full"],
    ["EDQUOT", "disk-full"],
    ["EROFS", "store-read-only"],
    ["EACCES", "store-read-only"],
    ["EIO", "disk-failing"],
    ["ENOTDIR", "store-unreachable"],
  ])("%s of the file system: %s", (code, expected) => {
    expect(translate(Object.assign(new Error(code), { code }))).toMatchObject({ code: expected });
  });

  test("what is no fault of theirs stays what it is", () => {
    const error = new TypeError("autre chose");
    expect(translate(error)).toBe(error);
  });
});

describe("the health of a network", () => {
  /** A network whose clock is set by hand, whose commits may fail, and whose looks are counted. */
  async function watched() {
    const network = await openNetwork({ folder: temporaryFolder(), publicUrl }, { alone: true });
    const state = { now: 0, fault: undefined as Error | undefined, looks: 0 };
    const commit: Network["ports"]["store"]["commit"] = async (writes) => {
      state.looks++;
      if (state.fault) throw state.fault;
      await network.ports.store.commit(writes);
    };
    const ports = { ...network.ports, clock: () => state.now, store: { ...network.ports.store, commit } };
    return { state, network, health: healthOf({ ...network, ports }) };
  }

  test("is looked at once a minute, however often it is asked for; it leaves no row and no file", async () => {
    const { state, network, health } = await watched();
    const rows = await Array.fromAsync(network.ports.store.all());
    await Promise.all([health(), health(), health()]);
    expect(state.looks).toBe(1);
    state.fault = new Refusal("disk-full");
    state.now = 59_000;
    await health();
    state.now = 60_000;
    await expect(health()).rejects.toMatchObject({ code: "disk-full" });
    await expect(health()).rejects.toMatchObject({ code: "disk-full" });
    expect(state.looks).toBe(2);
    state.fault = undefined;
    state.now = 120_000;
    await health();
    expect(await Array.fromAsync(network.ports.store.all())).toEqual(rows);
    expect(await Array.fromAsync(network.ports.files.list(""))).toEqual([]);
    network.close();
  });

  test("is a full disk where there is no room for one file more", async () => {
    const { network } = await watched();
    const settings = {
      ...network.settings,
      limits: { ...network.settings.limits, uploadBytes: Number.MAX_SAFE_INTEGER },
    };
    await expect(healthOf({ ...network, settings })()).rejects.toMatchObject({ code: "disk-full" });
    network.close();
  });

  test("is good, and says so to any program", async () => {
    serving = await serveFolder(await openNetwork({ folder: temporaryFolder(), publicUrl }, { alone: true }));
    expect(await ask(serving, "/health")).toMatch(/^HTTP\/1\.1 200 [\s\S]*\{"ok":true\}/);
  });
});
