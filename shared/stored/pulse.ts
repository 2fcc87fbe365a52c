import type { Key, Ports } from "../ports.ts";
import type { Instant } from "../values.ts";
import { fromData, toData, unlessConflict } from "./row.ts";

/** Access pattern: when `tick` last rang, one row: PULSE / tick. */
const pulseKey: Key = { pk: "PULSE", sk: "tick" };

/**
 * `at`: the last ring that was kept; `steady`: since when time has gone on without a leap; `outage`: the last time in which
 * nothing rang.
 */
export type Pulse = { at: Instant; steady: Instant; outage?: Span };
export type Span = { from: Instant; until: Instant };

const minute = 60_000;
const hour = 60 * minute;
/** A ring is kept where the last is that old. */
const keptEvery = 4 * minute;
/** Time without a ring that is an outage, or a clock set forward; time back that is a clock set back. */
const longest = hour;
const back = 10 * minute;
/** How long time has to be steady before anything is taken for expired for good. */
const trusted = 24 * hour;

/** Keeps that `tick` rings now. `leap`: from when to when time went, where it did not go on as it should. */
export async function beat({ store, clock }: Pick<Ports, "store" | "clock">): Promise<{ pulse: Pulse; leap?: Span }> {
  const now = clock();
  const row = await store.get(pulseKey);
  const last = row && fromData<Pulse>(row);
  const gone = last ? now - Date.parse(last.at) : 0;
  if (last && gone >= -back && gone < keptEvery) return { pulse: last };
  const at = new Date(now).toISOString();
  const leapt = last !== undefined && (gone > longest || gone < -back);
  const leap = leapt ? { from: last.at, until: at } : undefined;
  const outage = leap && gone > 0 ? leap : gone < -back ? undefined : last?.outage;
  const steady = last && !leap ? last.steady : at;
  const pulse = { at, steady, ...(outage && { outage }) };
  await unlessConflict(store.commit([{ put: { ...pulseKey, data: toData(pulse) }, expect: row?.version ?? 0 }]));
  return { pulse, ...(leap && { leap }) };
}

/** Whether time has gone on long enough for what it says to be expired to be so. */
export function isSteady({ steady }: Pulse, now: number): boolean {
  return now - Date.parse(steady) >= trusted;
}
