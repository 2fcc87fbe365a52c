import * as z from "zod";
import type { Ports, Write } from "../ports.ts";
import { defineRow } from "./define.ts";
import { unlessConflict } from "./row.ts";

/** Such as a day's reminders of all. The row says which job did it, and vanishes after `keptDays`. */
export const onceRow = defineRow({
  at: "ONCE#<what> / <period>",
  what: "what is done once in a period, and who did it",
  by: ["web", "notify", "tick"],
  leaves: true,
  shape: z.object({ by: z.string() }),
});
const keptDays = 60;

/** What stores that `by` does it; to be committed with what it does, or alone. */
export function onceWrite(what: string, period: string, by: string, now: number): Write {
  const expires = Math.ceil(now / 1000) + keptDays * 86_400;
  return onceRow.put({ what, period }, { by }, { expires, expect: 0 });
}

/** The job or person that did it in that period; undefined: nobody yet. */
export async function doneBy(
  { store }: Pick<Ports, "store">,
  what: string,
  period: string,
): Promise<string | undefined> {
  return (await onceRow.get(store, { what, period }))?.by;
}

/** Whether it was done in that period. */
export async function isDone(ports: Pick<Ports, "store">, what: string, period: string): Promise<boolean> {
  return (await doneBy(ports, what, period)) !== undefined;
}

/** Whether `by` may do it: nobody did yet, or `by` itself, which is at it again. */
export async function takeOnce(
  { store, clock }: Pick<Ports, "store" | "clock">,
  what: string,
  period: string,
  by: string,
): Promise<boolean> {
  if (await unlessConflict(store.commit([onceWrite(what, period, by, clock())]))) return true;
  return (await doneBy({ store }, what, period)) === by;
}
