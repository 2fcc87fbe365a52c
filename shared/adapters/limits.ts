import { Refusal } from "../errors.ts";
import type { Key, Write } from "../ports.ts";

/** What every store refuses, so that the two runtimes stay alike (DynamoDB: 100 writes, 400 KB an item, 4 MB in all). */
const storeLimits = {
  writes: 90,
  rowBytes: 300 * 1024,
  commitBytes: 3 * 1024 * 1024,
  pkBytes: 2048,
  skBytes: 1024,
};

/**
 * Checks a commit before it is sent: sizes are those of the rows' JSON in UTF-8, bytes. Throws `store-limit` with the
 * measure and its bound; an Error where one row is written twice, which no caller may ask for.
 */
export function checkLimits(writes: readonly Write[]): void {
  bound("writes", writes.length, storeLimits.writes);
  const rows = writes.map((write) => ("put" in write ? write.put : keyOf(write)));
  for (const row of rows) checkKey(row);
  if (new Set(rows.map(({ pk, sk }) => `${pk}\n${sk}`)).size < rows.length)
    throw new Error("a commit writes one row twice");
  const sizes = rows.map((row) => Buffer.byteLength(JSON.stringify(row)));
  for (const size of sizes) bound("rowBytes", size, storeLimits.rowBytes);
  bound(
    "commitBytes",
    sizes.reduce((sum, size) => sum + size, 0),
    storeLimits.commitBytes,
  );
}

/** The key of the row that a write is about. */
export function keyOf(write: Write): Key {
  const { pk, sk } = "put" in write ? write.put : "delete" in write ? write.delete : write.check;
  return { pk, sk };
}

function checkKey({ pk, sk }: Key): void {
  bound("pkBytes", Buffer.byteLength(pk), storeLimits.pkBytes);
  bound("skBytes", Buffer.byteLength(sk), storeLimits.skBytes);
  if (!pk || !sk) throw new Error("a row needs both of its keys");
}

function bound(what: keyof typeof storeLimits, measured: number, limit: number): void {
  if (measured > limit) throw new Refusal("store-limit", { what, measured, limit });
}
