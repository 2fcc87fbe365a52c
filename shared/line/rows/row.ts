import { Refusal } from "../../errors.ts";
import type { Json, Row, Store } from "../../ports.ts";
import { plain } from "../../workflow/hash.ts";

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

/** Whether a commit went through; false on a conflict. */
export async function unlessConflict(commit: Promise<void>): Promise<boolean> {
  try {
    await commit;
    return true;
  } catch (error) {
    if (error instanceof Refusal && error.code === "conflict") return false;
    throw error;
  }
}
