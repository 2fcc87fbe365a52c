import { randomUUID } from "node:crypto";
import { existsSync, renameSync, rmSync, unlinkSync } from "node:fs";
import { mkdir, open, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { hashOf } from "../../chain/hash.ts";
import type { Clock, Files } from "../../ports.ts";
import { intact } from "../../stored/content.ts";
import { signDownload, signUpload } from "./addresses.ts";
import { translate } from "./faults.ts";
import { makeFolder, privateFile, privateFolder } from "./modes.ts";

/**
 * `secret` signs the addresses, 32 bytes; `base` goes before them: "" or an origin without a final slash; `durable`: what is
 * put is on the disk when that returns (so it is unless told).
 */
export type FilesOptions = { secret: Uint8Array; clock: Clock; base?: string; durable?: boolean };

/**
 * Objects in a folder: the object of a key is at `<2 hex>/<SHA-256 of the key>`, its key beside it in
 * `.key`. An object is there whole or not at all, and keeps its first content. Throws as `translate`.
 */
export function openFiles(folder: string, options: FilesOptions): Files {
  const { durable = true } = options;
  /**
   * By prefix, and by the folder that holds them, when the oldest object was stored that the last look left there, milliseconds; nothing of
   * a folder that had another object since: the sweep of a day reads those alone where something came or may be too old.
   */
  const oldest = new Map<string, Map<string, number>>();
  const unfinished = join(folder, "unfinished");
  makeFolder(unfinished);
  const pathOf = (key: string) => {
    const name = hashOf(Buffer.from(key));
    return join(folder, name.slice(0, 2), name);
  };
  const oldestOf = (prefix: string) => oldest.get(prefix) ?? oldest.set(prefix, new Map()).get(prefix)!;
  const write = (path: string, bytes: Content) => writeOnce(path, join(unfinished, randomUUID()), bytes, durable);
  const put = (key: string, content: Content) =>
    translated(async () => {
      const path = pathOf(key);
      if (existsSync(path)) return;
      for (const shards of oldest.values()) shards.delete(basename(dirname(path)));
      await mkdir(dirname(path), { recursive: true, mode: privateFolder });
      // the object comes last: a key without object is nothing
      await write(`${path}.key`, Buffer.from(key));
      await write(path, content);
    });

  const remove = (path: string) =>
    translated(async () => {
      await rm(path, { force: true });
      await rm(`${path}.key`, { force: true });
    });

  return {
    put,
    putChunks: put,
    get: (key) => present(async () => intact(key, new Uint8Array(await readFile(pathOf(key))))),
    head: (key) => present(async () => ({ bytes: (await stat(pathOf(key))).size })),
    delete: (key) => remove(pathOf(key)),
    sweep: async (prefix, before, limit) => {
      let gone = 0;
      for (const shard of await shardsIn(folder)) {
        if (before <= (oldestOf(prefix).get(shard) ?? Number.NEGATIVE_INFINITY)) continue;
        let left = Number.POSITIVE_INFINITY;
        // taken away by an object that comes while the others are looked at
        oldestOf(prefix).set(shard, Number.NEGATIVE_INFINITY);
        for await (const { path, key } of objectsOf(folder, shard)) {
          const found = key.startsWith(prefix) && (await present(() => stat(path)));
          if (!found) continue;
          if (found.mtimeMs >= before) left = Math.min(left, found.mtimeMs);
          else {
            await remove(path);
            if (++gone === limit) return gone;
          }
        }
        if (oldestOf(prefix).has(shard)) oldestOf(prefix).set(shard, left);
      }
      return gone;
    },
    list: (prefix) => keysIn(folder, prefix),
    signUpload: async (key, limits) => signUpload(options, key, limits),
    signDownload: async (key, as) => signDownload(options, key, as),
  };
}

/** Clears what a process that died left half-written; for the one process that serves the folder. */
export function sweepUnfinished(folder: string): void {
  rmSync(join(folder, "unfinished"), { recursive: true, force: true });
}

/** The content of a file: whole, or in pieces one after another. */
type Content = Uint8Array | AsyncIterable<Uint8Array>;

/** Writes to a temporary file, flushes where it is to be durable, then renames it; where the name was taken meanwhile, the first content stays. */
async function writeOnce(path: string, aside: string, content: Content, durable: boolean): Promise<void> {
  try {
    if (durable) await flushed(aside, "wx", (file) => file.writeFile(content));
    else await writeFile(aside, content, { flag: "wx", mode: privateFile });
    // without an await between, so that no other write of this process comes between
    if (existsSync(path)) unlinkSync(aside);
    else renameSync(aside, path);
    if (durable) await flushed(dirname(path), "r");
  } catch (error) {
    await rm(aside, { force: true });
    throw error;
  }
}

async function flushed(path: string, flags: string, work?: (file: Awaited<ReturnType<typeof open>>) => Promise<void>) {
  const file = await open(path, flags, privateFile);
  try {
    await work?.(file);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function* keysIn(folder: string, prefix: string): AsyncGenerator<string> {
  for (const shard of await shardsIn(folder))
    for await (const { key } of objectsOf(folder, shard)) if (key.startsWith(prefix)) yield key;
}

/** The folders that hold objects: "00" to "ff". */
async function shardsIn(folder: string): Promise<string[]> {
  return (await readdir(folder)).filter((name) => name.length === 2).sort();
}

async function* objectsOf(folder: string, shard: string): AsyncGenerator<{ path: string; key: string }> {
  for (const name of (await readdir(join(folder, shard))).filter((name) => !name.endsWith(".key"))) {
    const path = join(folder, shard, name);
    const key = await present(() => readFile(`${path}.key`, "utf8"));
    if (key !== undefined) yield { path, key };
  }
}

/** What the file system throws, as refusals. */
async function translated<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw translate(error);
  }
}

/** What `work` gives, or undefined where the file is missing; throws other faults as `translate`. */
function present<T>(work: () => Promise<T>): Promise<T | undefined> {
  return translated(() =>
    work().catch((error) => {
      if (error.code === "ENOENT") return undefined;
      throw error;
    }),
  );
}
