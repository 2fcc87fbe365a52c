import type { Ports, Store } from "../ports.ts";
import type { Instant } from "../values.ts";
import { fromData, toData } from "./row.ts";

/**
 * Access pattern: up to when the files of a folder may be gone because the settings keep them no longer, so that they are
 * not taken for lost: NETWORK / swept#<folder>.
 */
const sweptKey = (folder: SweptFolder) => ({ pk: "NETWORK", sk: `swept#${folder}` });

export type SweptFolder = "uploads" | "readings";
const schema = 1;
type Swept = { schema: typeof schema; before: Instant };

/** Records that what came before this instant may be there no more; an earlier one changes nothing. */
export async function recordSweep({ store }: Pick<Ports, "store">, folder: SweptFolder, before: number): Promise<void> {
  const until = new Date(before).toISOString();
  if ((await sweptBefore(store, folder)) >= until) return;
  await store.commit([{ put: { ...sweptKey(folder), data: toData({ schema, before: until } satisfies Swept) } }]);
}

/** The instant before which files may be gone; empty where nothing was ever swept. */
export async function sweptBefore(store: Store, folder: SweptFolder): Promise<Instant> {
  const row = await store.get(sweptKey(folder));
  return row ? fromData<Swept>(row).before : "";
}
