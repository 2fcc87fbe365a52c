import { Refusal } from "../../errors.ts";
import type { Ports } from "../../ports.ts";
import { hashOf } from "../../workflow/hash.ts";
import { fromData } from "./row.ts";

/**
 * Access pattern: one counter in one window of time: COUNTER#<hash of its name> / <window>. Names may hold addresses, so
 * only their hash is stored; the row vanishes after its window.
 */
const counterKey = (name: string, window: number) => ({ pk: `COUNTER#${hashOf({ name })}`, sk: String(window) });

/** At most `limit` hits in each window of `seconds`. */
export type Rate = { limit: number; seconds: number };

/** Counts a hit of `name`; false when the limit was already reached, or under a storm of hits at once. */
export async function allow(ports: Pick<Ports, "store" | "clock">, name: string, rate: Rate): Promise<boolean> {
  const window = Math.floor(ports.clock() / 1000 / rate.seconds);
  const key = counterKey(name, window);
  for (let attempt = 0; attempt < 5; attempt++) {
    const row = await ports.store.get(key);
    const hits = row ? fromData<{ hits: number }>(row).hits : 0;
    if (hits >= rate.limit) return false;
    const counted = { ...key, data: { hits: hits + 1 }, expires: (window + 2) * rate.seconds };
    try {
      await ports.store.commit([{ put: counted, expect: row?.version ?? 0 }]);
      return true;
    } catch (error) {
      if (!(error instanceof Refusal && error.code === "conflict")) throw error;
    }
  }
  return false;
}
