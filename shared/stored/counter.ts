import { hashOf } from "../chain/hash.ts";
import type { Ports } from "../ports.ts";
import { fromData, unlessConflict } from "./row.ts";

/**
 * Access pattern: one counter in one window of time: COUNTER#<hash of its name> / <window>. Names may hold addresses, so
 * only their hash is stored; the row vanishes after its window.
 */
const counterKey = (name: string, window: number) => ({ pk: `COUNTER#${hashOf({ name })}`, sk: String(window) });

/** At most `limit` hits in each window of `seconds`. */
export type Rate = { limit: number; seconds: number };

type Context = Pick<Ports, "store" | "clock">;

/** Counts a hit of `name`: 0, or the seconds to wait where the limit was already reached, or under a storm of hits. */
export async function hit(ports: Context, name: string, rate: Rate): Promise<number> {
  const { key, left, ends } = windowOf(ports, name, rate);
  for (let attempt = 0; attempt < 5; attempt++) {
    const row = await ports.store.get(key);
    const hits = row ? fromData<{ hits: number }>(row).hits : 0;
    if (hits >= rate.limit) return left;
    const counted = { ...key, data: { hits: hits + 1 }, expires: ends + rate.seconds };
    if (await unlessConflict(ports.store.commit([{ put: counted, expect: row?.version ?? 0 }]))) return 0;
  }
  return 1;
}

/** Seconds to wait where the limit of `name` is reached, else 0: counts nothing. */
export async function spent(ports: Context, name: string, rate: Rate): Promise<number> {
  const { key, left } = windowOf(ports, name, rate);
  const row = await ports.store.get(key);
  return row && fromData<{ hits: number }>(row).hits >= rate.limit ? left : 0;
}

/** The window of now; `ends` in epoch seconds, `left` seconds from now. */
function windowOf({ clock }: Context, name: string, { seconds }: Rate) {
  const now = clock() / 1000;
  const window = Math.floor(now / seconds);
  const ends = (window + 1) * seconds;
  return { key: counterKey(name, window), ends, left: Math.max(1, Math.ceil(ends - now)) };
}
