import type { Row, Store } from "../ports.ts";
import { loadState, stateKey } from "./deliverable.ts";
import { type Spread, spreadIn, spreadWrites } from "./listing.ts";
import { allOf, unlessConflict } from "./row.ts";

/** Rows of held that commits left to be written. */
export async function spreadRows(store: Store): Promise<Spread[]> {
  return (await Array.fromAsync(allOf(store, "HELD"), spreadIn)).flatMap((spread) => spread ?? []);
}

/** Whether rows of held of a deliverable are left to be written. */
export async function isUnspread(store: Store, id: string): Promise<boolean> {
  return (await store.query("HELD", { prefix: `${id}#`, limit: 1 })).rows.length > 0;
}

/** Rows of one commit, with which the state is held to be still the same; and of one call, more or less. */
const [aCommit, aTurn] = [60, 4_000];

/**
 * Gives people rows of their own of what they hold, where a commit left them to be written: 4,000 rows at one call. Says
 * whether none is left. A deliverable that changes meanwhile is left for the next call.
 */
export async function spreadHeld(store: Store): Promise<boolean> {
  const { rows, next } = await store.query("HELD", { limit: 100 });
  let written = 0;
  let left = next !== undefined;
  for (const row of rows) {
    if (written >= aTurn) return false;
    const count = await spread(store, row);
    written += count ?? 0;
    left ||= count === undefined;
  }
  return !left;
}

/** How many rows it wrote; undefined: the deliverable changed meanwhile. */
async function spread(store: Store, row: Row): Promise<number | undefined> {
  const gone = { delete: { pk: row.pk, sk: row.sk }, expect: row.version };
  const change = spreadIn(row);
  if (!change) return (await unlessConflict(store.commit([gone]))) ? 0 : undefined;
  const { id } = change.is;
  const loaded = await loadState(store, id);
  const writes = loaded ? spreadWrites(change, loaded.state) : [];
  const still = { check: stateKey(id), expect: loaded?.version ?? 0 };
  for (let from = 0; from < writes.length; from += aCommit)
    if (!(await unlessConflict(store.commit([still, ...writes.slice(from, from + aCommit)])))) return undefined;
  return (await unlessConflict(store.commit([still, gone]))) ? writes.length : undefined;
}
