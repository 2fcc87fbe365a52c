import type { Ports, Write } from "../ports.ts";
import { fromData, toData, unlessConflict } from "./row.ts";

/**
 * Access pattern: what is done once in a period: ONCE#<what> / <period>, such as a day's reminders of all. The row says which job did it, and vanishes after `keptDays`.
 */
const onceKey = (what: string, period: string) => ({ pk: `ONCE#${what}`, sk: period });
const keptDays = 60;
/** Rows of before it was written are of the same shape. */
const schema = 1;
type Once = { schema: typeof schema; by: string };

/** What stores that `by` does it; to be committed with what it does, or alone. */
export function onceWrite(what: string, period: string, by: string, now: number): Write {
  const expires = Math.ceil(now / 1000) + keptDays * 86_400;
  return { put: { ...onceKey(what, period), data: toData({ schema, by } satisfies Once), expires }, expect: 0 };
}

/** The job or person that did it in that period; undefined: nobody yet. */
export async function doneBy(
  { store }: Pick<Ports, "store">,
  what: string,
  period: string,
): Promise<string | undefined> {
  const row = await store.get(onceKey(what, period));
  return row && fromData<Once>(row).by;
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
