import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { Refusal } from "../../errors.ts";
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

/** Opens the database, made where it is not. A commit is on the disk when it returns. Throws `store-unreachable`, `disk-full`. */
export function openDatabase(path: string): DatabaseSync {
  return translated(() => {
    if (path !== ":memory:") {
      makeFolder(dirname(path));
      makeFile(path);
    }
    const database = new DatabaseSync(path);
    database.exec("PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
    database.exec(schema);
    return database;
  });
}

/** All or nothing, alone among writers. */
export function transaction<T>(database: DatabaseSync, work: () => T): T {
  return translated(() => {
    database.exec("BEGIN IMMEDIATE");
    try {
      const result = work();
      database.exec("COMMIT");
      return result;
    } catch (error) {
      if (database.isTransaction) database.exec("ROLLBACK");
      throw error;
    }
  });
}

/** What SQLite and the file system throw, as refusals: a full disk, or data that cannot be had. */
export function translated<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw translate(error);
  }
}

/** https://www.sqlite.org/rescode.html: SQLITE_FULL; SQLITE_IOERR_WRITE is what a quota gives. */
const full = [13, 778];

function translate(error: unknown): unknown {
  const { code, errcode } = error as { code?: string; errcode?: number };
  if (isFull(error) || (errcode !== undefined && full.includes(errcode))) return new Refusal("disk-full");
  const unreachable = code === "ERR_SQLITE_ERROR" || code === "ERR_INVALID_STATE" || /^E[A-Z]+$/.test(code ?? "");
  return unreachable ? new Refusal("store-unreachable", { cause: (error as Error).message }) : error;
}

/** Whether the file system has no room left. */
export function isFull(error: unknown): boolean {
  const { code } = error as { code?: string };
  return code === "ENOSPC" || code === "EDQUOT" || code === "EFBIG";
}
