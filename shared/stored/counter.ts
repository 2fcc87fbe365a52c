import * as z from "zod";
import { hashOf } from "../chain/hash.ts";
import type { Ports } from "../ports.ts";
import { defineRow } from "./define.ts";
import { unlessConflict } from "./row.ts";

/** Names may hold addresses, so only their hash is stored; the row vanishes after its window. */
export const counterRow = defineRow({
  at: "COUNTER#<hash of its name> / <window>",
  what: "how often something was done in a window of time",
  by: ["web"],
  leaves: false,
  shape: z.object({ hits: z.number() }),
});

/** At most `limit` hits in each window of `seconds`. */
export type Rate = { limit: number; seconds: number };

type Context = Pick<Ports, "store" | "clock">;

/** Counts a hit of `name`: 0, or the seconds to wait where the limit was already reached, or under a storm of hits. */
export async function hit(ports: Context, name: string, rate: Rate): Promise<number> {
  const { place, left, ends } = windowOf(ports, name, rate);
  for (let attempt = 0; attempt < 5; attempt++) {
    const { data: { hits } = { hits: 0 }, version = 0 } = (await counterRow.find(ports.store, place)) ?? {};
    if (hits >= rate.limit) return left;
    const counted = counterRow.put(place, { hits: hits + 1 }, { expires: ends + rate.seconds, expect: version });
    if (await unlessConflict(ports.store.commit([counted]))) return 0;
  }
  return 1;
}

/** Seconds to wait where the limit of `name` is reached, else 0: counts nothing. */
export async function spent(ports: Context, name: string, rate: Rate): Promise<number> {
  const { place, left } = windowOf(ports, name, rate);
  const { hits = 0 } = (await counterRow.get(ports.store, place)) ?? {};
  return hits >= rate.limit ? left : 0;
}

/** The window of now; `ends` in epoch seconds, `left` seconds from now. */
function windowOf({ clock }: Context, name: string, { seconds }: Rate) {
  const now = clock() / 1000;
  const window = Math.floor(now / seconds);
  const ends = (window + 1) * seconds;
  return {
    place: { "hash of its name": hashOf({ name }), window: String(window) },
    ends,
    left: Math.max(1, Math.ceil(ends - now)),
  };
}
