import * as z from "zod";
import type { Ports } from "../ports.ts";
import type { Instant } from "../values.ts";
import { defineRow } from "./define.ts";
import { unlessConflict } from "./row.ts";

const span = z.object({ from: z.string(), until: z.string() });
export type Span = z.infer<typeof span>;

/**
 * `at`: the last run that was recorded; `steady`: since when time has gone on without a leap; `outage`: the last time in
 * which `tick` did not run; `leaps`: those of the last days, each an outage or a clock that was set forward (absent from
 * rows of before).
 */
const heartbeat = z.object({
  at: z.string(),
  steady: z.string(),
  outage: span.optional(),
  leaps: z.array(span).optional(),
});
export type Heartbeat = z.infer<typeof heartbeat>;

export const heartbeatRow = defineRow({
  at: "PULSE / tick",
  what: "when the clock last ran",
  by: ["web", "tick"],
  leaves: false,
  shape: heartbeat,
});

const minute = 60_000;
const hour = 60 * minute;
/** A run is recorded where the last one recorded is that old. */
const keptEvery = 4 * minute;
/** Time without a run that is an outage, or a clock set forward; time back that is a clock set back. */
const longest = hour;
const back = 10 * minute;
/** How long time has to be steady before anything is taken for expired for good. */
const trusted = 24 * hour;
/** How long leaps are kept: past the time in which they are in doubt. */
const remembered = 3 * trusted;

/** Records that `tick` runs now. `leap`: from when to when time went, where it did not go on as it should. */
export async function recordHeartbeat({
  store,
  clock,
}: Pick<Ports, "store" | "clock">): Promise<{ heartbeat: Heartbeat; leap?: Span }> {
  const now = clock();
  const { data: last, version = 0 } = (await heartbeatRow.find(store, {})) ?? {};
  const gone = last ? now - Date.parse(last.at) : 0;
  if (last && gone >= -back && gone < keptEvery) return { heartbeat: last };
  const at = new Date(now).toISOString();
  const leapt = last !== undefined && (gone > longest || gone < -back);
  const leap = leapt ? { from: last.at, until: at } : undefined;
  const outage = leap && gone > 0 ? leap : gone < -back ? undefined : last?.outage;
  const steady = last && !leap ? last.steady : at;
  const leaps = gone < -back ? [] : [...leapsOf(last, now), ...(leap ? [leap] : [])];
  const heartbeat = { at, steady, ...(outage && { outage }), leaps };
  await unlessConflict(store.commit([heartbeatRow.put({}, heartbeat, { expect: version })]));
  return { heartbeat, ...(leap && { leap }) };
}

/** The leaps forward of the last days. */
export function leapsOf(heartbeat: Heartbeat | undefined, now: number): Span[] {
  const { outage, leaps = outage ? [outage] : [] } = heartbeat ?? {};
  return leaps.filter(({ until }) => now - Date.parse(until) < remembered);
}

/**
 * Whether a moment that is past may be so by a clock that is wrong: a leap that began before it ended less than a day
 * ago.
 */
export function isInDoubt(heartbeat: Heartbeat, moment: Instant, now: number): boolean {
  return leapsOf(heartbeat, now).some(
    ({ from, until }) => Date.parse(from) < Date.parse(moment) && now - Date.parse(until) < trusted,
  );
}

/** Whether time has gone on long enough for what it says to be expired to be so. */
export function isSteady({ steady }: Heartbeat, now: number): boolean {
  return now - Date.parse(steady) >= trusted;
}
