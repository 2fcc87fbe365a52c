import type { Store } from "../shared/ports.ts";
import { rowsOf } from "../shared/stored/rows.ts";

/** The keys in a store that are of no sort that `rows.ts` has, e.g. "DELIVERABLE#note / dossier#1": no import takes them. */
export async function unlisted(store: Pick<Store, "all">): Promise<string[]> {
  const keys: string[] = [];
  for await (const { pk, sk } of store.all()) if (!rowsOf({ pk, sk })) keys.push(`${pk} / ${sk}`);
  return keys;
}
