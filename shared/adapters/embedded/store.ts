import { DatabaseSync, type SQLInputValue, type StatementSync } from "node:sqlite";
import { Refusal } from "../../errors.ts";
import type { Clock, Json, Key, QueryOptions, Row, Store, Write } from "../../ports.ts";
import { checkLimits, keyOf } from "../limits.ts";
import { translated } from "./faults.ts";
import { beginGivingBack, giveBack, openDatabase, transaction } from "./sqlite.ts";

export type EmbeddedStore = Store & {
  /**
   * The feed of changes: `listener` gets the key of every row that is `due`: those there are, at once, and each other
   * right after its commit in this process. Returns how to stop.
   */
  onDue(listener: (key: Key) => void): () => void;
  /** Reads every page of the file, as it is on the disk now. Throws `store-corrupt` where one is damaged. */
  check(): void;
  close(): void;
};

const pageRows = 100;

/**
 * The store in one SQLite file, made where it is not; `clock` says what has expired. `checked`: only where no page is damaged;
 * `durable`: a commit is on the disk when it returns. Throws as `translate`.
 */
export function openStore(path: string, clock: Clock, { checked = false, durable = true } = {}): EmbeddedStore {
  const database = openDatabase(path, durable);
  if (checked)
    translated(() => {
      checkPages(database);
      beginGivingBack(database);
    });
  const sql = prepare(database);
  const seconds = () => Math.floor(clock() / 1000);
  const listeners = new Set<(key: Key) => void>();

  return {
    get: async ({ pk, sk }) => translated(() => rowOf(sql.get.get(pk, sk, seconds()))),
    query: async (pk, options) => translated(() => query(sql, pk, options ?? {}, seconds())),
    all: () => every(sql, seconds()),
    sweep: async (limit) =>
      translated(() => {
        sql.sweep.run(seconds(), limit);
        giveBack(database);
      }),
    commit: async (writes) => {
      checkLimits(writes);
      const now = seconds();
      transaction(database, () => {
        for (const write of writes) apply(sql, write, now);
      });
      for (const write of writes)
        if ("put" in write && write.put.status === "due") notifyListeners(listeners, write.put);
    },
    onDue: (listener) => {
      listeners.add(listener);
      for (const key of translated(() => sql.due.all(seconds()))) notifyListeners([listener], key as Key);
      return () => listeners.delete(listener);
    },
    check: () => translated(() => (path === ":memory:" ? checkPages(database) : checkFile(path))),
    close: () => database.close(),
  };
}

/** Checks through a connection of its own: the serving connection would answer from the pages that it has in memory. */
function checkFile(path: string): void {
  const database = new DatabaseSync(path, { readOnly: true, timeout: 5000 });
  try {
    checkPages(database);
  } finally {
    database.close();
  }
}

/** https://www.sqlite.org/pragma.html#pragma_quick_check: the first fault is enough. */
function checkPages(database: DatabaseSync): void {
  const [found] = database.prepare("PRAGMA quick_check(1)").all();
  if (found?.quick_check !== "ok") throw new Refusal("store-corrupt", { cause: String(found?.quick_check) });
}

type Statements = ReturnType<typeof prepare>;

function prepare(database: DatabaseSync) {
  const select = "SELECT pk, sk, version, data, status, kind, expires FROM rows WHERE (expires IS NULL OR expires > ?)";
  const page = `${select} AND pk = ? AND substr(sk, 1, length(?)) = ?`;
  const statements = {
    get: "SELECT pk, sk, version, data, status, kind, expires FROM rows WHERE pk = ? AND sk = ? AND (expires IS NULL OR expires > ?)",
    version: "SELECT version FROM rows WHERE pk = ? AND sk = ? AND (expires IS NULL OR expires > ?)",
    forward: `${page} AND sk > ? ORDER BY sk LIMIT ?`,
    backward: `${page} AND (? IS NULL OR sk < ?) ORDER BY sk DESC LIMIT ?`,
    every: `${select} AND (pk, sk) > (?, ?) ORDER BY pk, sk LIMIT ${pageRows}`,
    due: "SELECT pk, sk FROM rows WHERE status = 'due' AND (expires IS NULL OR expires > ?) ORDER BY pk, sk",
    put: "INSERT OR REPLACE INTO rows (pk, sk, version, data, status, kind, expires) VALUES (?, ?, ?, ?, ?, ?, ?)",
    delete: "DELETE FROM rows WHERE pk = ? AND sk = ?",
    sweep: "DELETE FROM rows WHERE (pk, sk) IN (SELECT pk, sk FROM rows WHERE expires <= ? LIMIT ?)",
  };
  type Name = keyof typeof statements;
  const prepared = Object.entries(statements).map(([name, text]) => [name, translated(() => database.prepare(text))]);
  return Object.fromEntries(prepared) as Record<Name, StatementSync>;
}

/** One write of a commit; throws `conflict` when what is there is not what was expected. */
function apply(sql: Statements, write: Write, now: number): void {
  const { pk, sk } = keyOf(write);
  const version = Number(sql.version.get(pk, sk, now)?.version ?? 0);
  if (write.expect !== undefined && write.expect !== version) throw new Refusal("conflict");
  if ("delete" in write) sql.delete.run(pk, sk);
  else if ("put" in write) {
    const { data, status = null, kind = null, expires = null } = write.put;
    sql.put.run(pk, sk, version + 1, JSON.stringify(data), status, kind, expires);
  }
}

function query(sql: Statements, pk: string, options: QueryOptions, now: number): { rows: Row[]; next?: string } {
  const { prefix = "", after, limit = pageRows, newestFirst = false } = options;
  const common: SQLInputValue[] = [now, pk, prefix, prefix];
  const found = newestFirst
    ? sql.backward.all(...common, after ?? null, after ?? null, limit + 1)
    : sql.forward.all(...common, after ?? "", limit + 1);
  const rows = found.slice(0, limit).map((row) => rowOf(row)!);
  return found.length > limit ? { rows, next: rows.at(-1)!.sk } : { rows };
}

async function* every(sql: Statements, now: number): AsyncGenerator<Row> {
  for (let last: Key = { pk: "", sk: "" }; ; ) {
    const rows = translated(() => sql.every.all(now, last.pk, last.sk)).map((row) => rowOf(row)!);
    yield* rows;
    if (rows.length < pageRows) return;
    last = rows.at(-1)!;
  }
}

type Stored = {
  pk: string;
  sk: string;
  version: number;
  data: string;
  status: string | null;
  kind: string | null;
  expires: number | null;
};

function rowOf(found: object | undefined): Row | undefined {
  if (!found) return undefined;
  const { pk, sk, version, data, status, kind, expires } = found as Stored;
  const marks = {
    ...(status !== null && { status }),
    ...(kind !== null && { kind }),
    ...(expires !== null && { expires }),
  };
  return { pk, sk, version, data: parsed(data), ...marks };
}

/** Parses a stored value: a page may be sound and its JSON damaged. Throws `store-corrupt`. */
function parsed(data: string): Json {
  try {
    return JSON.parse(data);
  } catch {
    throw new Refusal("store-corrupt");
  }
}

/** Calls the listeners after the commit has returned to its caller: a worker must not run inside a commit. */
function notifyListeners(listeners: Iterable<(key: Key) => void>, { pk, sk }: Key): void {
  queueMicrotask(() => {
    for (const listener of listeners) listener({ pk, sk });
  });
}
