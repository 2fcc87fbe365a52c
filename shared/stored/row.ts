import { plain } from "../chain/hash.ts";
import { Refusal } from "../errors.ts";
import type { Json, Key, Row, Store, Write } from "../ports.ts";

/** What an entity is once in a row: JSON, without its absent fields. */
export function toData(entity: object): Json {
  return plain(entity) as Json;
}

/** The entity that `toData` put there: each partition holds one shape, written by one file of this folder. */
export function fromData<T>(row: Row): T {
  return row.data as unknown as T;
}

/** All rows of a partition, in order, page after page. */
export async function* allOf(store: Store, pk: string, prefix?: string): AsyncGenerator<Row> {
  for (let after: string | undefined, more = true; more; more = after !== undefined) {
    const page = await store.query(pk, {
      ...(prefix === undefined ? {} : { prefix }),
      ...(after === undefined ? {} : { after }),
    });
    yield* page.rows;
    after = page.next;
  }
}

/** Rows of a partition in order, a page of `limit` at a time, up to the first whose `sk` comes after `last`. */
export async function* until(
  store: Store,
  { pk, limit, last, prefix }: { pk: string; limit: number; last?: string; prefix?: string },
): AsyncGenerator<Row> {
  for (let after: string | undefined, more = true; more; more = after !== undefined) {
    const options = { limit, ...(prefix !== undefined && { prefix }), ...(after !== undefined && { after }) };
    const page = await store.query(pk, options);
    for (const row of page.rows) {
      if (last !== undefined && row.sk.slice(0, last.length) > last) return;
      yield row;
    }
    after = page.next;
  }
}

/** A store as it is read for one question: each row once; `unchanged` are the checks that all it told is still so. */
export type StoreView = { store: Store; unchanged(): Promise<Write[]> };

/** A view of a store that reads each row once; `query` is not remembered. */
export function readOnce(store: Store): StoreView {
  const seen = new Map<string, { key: Key; row: Promise<Row | undefined> }>();
  const get: Store["get"] = ({ pk, sk }) => {
    const name = `${pk}\n${sk}`;
    const known = seen.get(name) ?? { key: { pk, sk }, row: store.get({ pk, sk }) };
    seen.set(name, known);
    return known.row;
  };
  const unchanged = () =>
    Promise.all([...seen.values()].map(async ({ key, row }) => ({ check: key, expect: (await row)?.version ?? 0 })));
  return { store: { ...store, get }, unchanged };
}

/** Whether a commit went through; false on a conflict. */
export async function unlessConflict(commit: Promise<void>): Promise<boolean> {
  try {
    await commit;
    return true;
  } catch (error) {
    if (isConflict(error)) return false;
    throw error;
  }
}

/** Whether a commit failed because something of it was not as expected any more. */
export function isConflict(error: unknown): boolean {
  return error instanceof Refusal && error.code === "conflict";
}
