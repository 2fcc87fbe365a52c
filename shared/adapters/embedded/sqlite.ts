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

/** Opens the database, made where it is not. A commit is on the disk when it returns. Throws as `translate`. */
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
