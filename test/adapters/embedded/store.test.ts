import { DatabaseSync } from "node:sqlite";
import { afterEach, expect, test, vi } from "vitest";
import { openStore } from "../../../shared/adapters/embedded/store.ts";
import { now } from "../../deliverable/scenario.ts";

afterEach(() => vi.restoreAllMocks());

/** What SQLite throws (https://www.sqlite.org/rescode.html). */
function fault(errcode: number): Error {
  return Object.assign(new Error("disk I/O error"), { code: "ERR_SQLITE_ERROR", errcode });
}

/** The disk fails at a statement of the next transaction, before or after it did what was asked. */
function failing(statement: string, errcode: number, when: "before" | "after"): void {
  const exec = DatabaseSync.prototype.exec;
  vi.spyOn(DatabaseSync.prototype, "exec").mockImplementation(function (this: DatabaseSync, sql) {
    if (sql === statement && when === "before") throw fault(errcode);
    exec.call(this, sql);
    if (sql === statement) throw fault(errcode);
  });
}

const [fsync, write, full, busy] = [1034, 778, 13, 5];

test.each<[string, string, number, "before" | "after", string, boolean]>([
  ["the disk fails while a commit is flushed", "COMMIT", fsync, "before", "outcome-unknown", false],
  ["it fails once the commit is there", "COMMIT", fsync, "after", "outcome-unknown", true],
  ["it fails before anything is written", "BEGIN IMMEDIATE", fsync, "before", "disk-failing", false],
  ["there is no room for the commit", "COMMIT", full, "before", "disk-full", false],
  ["a quota is reached", "COMMIT", write, "before", "disk-full", false],
  ["another program holds the data", "COMMIT", busy, "before", "store-busy", false],
])("%s: the commit says what is known of it", async (_, statement, errcode, when, code, there) => {
  const store = openStore(":memory:", () => now);
  failing(statement, errcode, when);
  await expect(store.commit([{ put: { pk: "A", sk: "b", data: 1 } }])).rejects.toMatchObject({ code });
  vi.restoreAllMocks();
  expect((await store.get({ pk: "A", sk: "b" }))?.data).toBe(there ? 1 : undefined);
  await store.commit([{ put: { pk: "A", sk: "c", data: 2 } }]);
  store.close();
});
