import type { Store } from "../shared/ports.ts";

/** A store that says which rows and lists were read, by partition: "AGREEMENT#acse-2008", "AGREEMENTS#open". */
export function countedReads(store: Store): Store & { reads: string[] } {
  const reads: string[] = [];
  return {
    ...store,
    reads,
    get: (key) => {
      reads.push(key.pk);
      return store.get(key);
    },
    query: (pk, options) => {
      reads.push(pk);
      return store.query(pk, options);
    },
  };
}
