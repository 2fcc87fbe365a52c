import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { Refusal } from "../../errors.ts";
import { translated } from "./faults.ts";
import { makeFile, makeFolder, privateFile } from "./modes.ts";

export type Lock = { release(): void };

/** https://www.sqlite.org/rescode.html#busy */
const busy = 5;

/** Held here until they are released: a database that nobody refers to is closed by the garbage collector, and its lock with it. */
const held = new Set<DatabaseSync>();

/**
 * Holds a data folder for this process. The lock is one of SQLite's on a file of its own, so that the system lets go of
 * it when the process dies, however it dies. Throws `data-locked`, with the process that holds it; `store-unreachable`
 * and `disk-full` where the folder cannot be used.
 */
export function lockFolder(folder: string): Lock {
  return translated(() => {
    makeFolder(folder);
    makeFile(join(folder, "lock.sqlite"));
    const holder = join(folder, "lock.pid");
    const database = new DatabaseSync(join(folder, "lock.sqlite"));
    try {
      database.exec("PRAGMA busy_timeout = 0; PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE");
      writeFileSync(holder, String(process.pid), { mode: privateFile });
      held.add(database);
      return { release: () => release(database) };
    } catch (error) {
      database.close();
      throw (error as { errcode?: number }).errcode === busy
        ? new Refusal("data-locked", { folder, pid: readPid(holder) })
        : new Refusal("store-unreachable", { cause: (error as Error).message });
    }
  });
}

function release(database: DatabaseSync): void {
  held.delete(database);
  database.close();
}

function readPid(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "?";
  }
}
