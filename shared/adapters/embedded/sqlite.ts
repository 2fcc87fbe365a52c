import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { Refusal } from "../../errors.ts";
import { translate, translated } from "./faults.ts";
import { makeFile, makeFolder } from "./modes.ts";

/** The rows of the store, in the order that queries read them: keys compare by their UTF-8 bytes, as in DynamoDB. */
const schema = `
  CREATE TABLE IF NOT EXISTS rows (
    pk TEXT NOT NULL, sk TEXT NOT NULL, version INTEGER NOT NULL, data TEXT NOT NULL,
    status TEXT, kind TEXT, expires INTEGER,
    PRIMARY KEY (pk, sk)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS due ON rows (pk, sk) WHERE status = 'due';
  CREATE INDEX IF NOT EXISTS expiring ON rows (expires) WHERE expires IS NOT NULL;
`;

/**
 * Opens the database, made where it is not. A commit is on the disk when it returns, unless nothing has to be `durable`.
 * Throws as `translate`.
 */
export function openDatabase(path: string, durable: boolean): DatabaseSync {
  return translated(() => {
    if (path !== ":memory:") {
      makeFolder(dirname(path));
      makeFile(path);
    }
    const database = new DatabaseSync(path);
    // of a new database; one that is there keeps what it has until `beginGivingBack`
    database.exec("PRAGMA busy_timeout = 5000; PRAGMA auto_vacuum = INCREMENTAL");
    database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = ${durable ? "FULL" : "OFF"}`);
    database.exec(schema);
    return database;
  });
}

/** Free pages returned to the disk in one go. */
const pagesAtOnce = 1000;
/** Largest database, in bytes, that is rewritten whole (VACUUM). */
const largestRewritten = 256 * 1024 * 1024;

/** Gives pages that nothing uses any more back to the disk, some of them (https://www.sqlite.org/pragma.html#pragma_incremental_vacuum). */
export function giveBack(database: DatabaseSync): void {
  database.exec(`PRAGMA incremental_vacuum(${pagesAtOnce})`);
}

/** Lets a database of an earlier release give pages back: it is written anew, once, unless it is large. */
export function beginGivingBack(database: DatabaseSync): void {
  const incremental = 2;
  if (number(database, "auto_vacuum") === incremental) return;
  if (number(database, "page_count") * number(database, "page_size") > largestRewritten) return;
  database.exec("PRAGMA auto_vacuum = INCREMENTAL; VACUUM");
}

function number(database: DatabaseSync, pragma: "auto_vacuum" | "page_count" | "page_size"): number {
  return Number(database.prepare(`PRAGMA ${pragma}`).get()?.[pragma]);
}

/** All or nothing, alone among writers. Throws as `translate`, and `outcome-unknown`. */
export function transaction<T>(database: DatabaseSync, work: () => T): T {
  return translated(() => {
    database.exec("BEGIN IMMEDIATE");
    try {
      const result = work();
      commit(database);
      return result;
    } catch (error) {
      if (database.isTransaction) database.exec("ROLLBACK");
      throw error;
    }
  });
}

/** Throws `outcome-unknown` where the disk failed: what it keeps of a commit shows when it is next read. */
function commit(database: DatabaseSync): void {
  try {
    database.exec("COMMIT");
  } catch (error) {
    const refusal = translate(error);
    throw refusal instanceof Refusal && refusal.code === "disk-failing" ? new Refusal("outcome-unknown") : refusal;
  }
}
