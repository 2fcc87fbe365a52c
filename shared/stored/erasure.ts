import type { Ports, Store } from "../ports.ts";
import type { Hash, Instant } from "../values.ts";
import { allOf, fromData, toData } from "./row.ts";

/**
 * Access pattern: what was erased at someone's request, so that it is not taken for lost: ERASED / <SHA-256 of the file>.
 */
const partition = "ERASED";

export type Erasure = { at: Instant };

/** Records that the file of this hash is to be there no more. */
export async function recordErasure({ store, clock }: Pick<Ports, "store" | "clock">, hash: Hash): Promise<void> {
  const data = toData({ at: new Date(clock()).toISOString() } satisfies Erasure);
  await store.commit([{ put: { pk: partition, sk: hash, data } }]);
}

/** When each file was erased, by its hash. */
export async function listErasures(store: Store): Promise<Map<Hash, Instant>> {
  const rows = await Array.fromAsync(allOf(store, partition));
  return new Map(rows.map((row) => [row.sk, fromData<Erasure>(row).at]));
}
