import type { Store } from "../../shared/ports.ts";
import type { Network } from "../local/network.ts";

/** What a replay asked of a network: requests of browsers, reads (a row, or a query) and writes (a row) of its store. */
export type Counts = { requests: number; reads: number; writes: number };

/** The same network, whose store is counted. */
export function counted(network: Network): { network: Network; counts: Counts } {
  const counts: Counts = { requests: 0, reads: 0, writes: 0 };
  const { store } = network.ports;
  const asked: Pick<Store, "get" | "query" | "commit"> = {
    get: (key) => {
      counts.reads++;
      return store.get(key);
    },
    query: (pk, options) => {
      counts.reads++;
      return store.query(pk, options);
    },
    commit: (writes) => {
      counts.writes += writes.length;
      return store.commit(writes);
    },
  };
  return { network: { ...network, ports: { ...network.ports, store: { ...store, ...asked } } }, counts };
}
