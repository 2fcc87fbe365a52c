import * as z from "zod";
import type { Ports, Store } from "../ports.ts";
import type { Instant } from "../values.ts";
import { defineRow } from "./define.ts";

/** So that they are not taken for lost. */
export const sweptRow = defineRow({
  at: "NETWORK / swept#<folder>",
  what: "up to when the files of a folder may be gone, since the settings keep them no longer",
  by: ["web", "tick"],
  leaves: true,
  shape: z.object({ before: z.string() }),
});

export type SweptFolder = "uploads" | "readings" | "continued";

/** Records that what came before this instant may be there no more; an earlier one changes nothing. */
export async function recordSweep({ store }: Pick<Ports, "store">, folder: SweptFolder, before: number): Promise<void> {
  const until = new Date(before).toISOString();
  if ((await sweptBefore(store, folder)) >= until) return;
  await store.commit([sweptRow.put({ folder }, { before: until })]);
}

/** The instant before which files may be gone; empty where nothing was ever swept. */
export async function sweptBefore(store: Store, folder: SweptFolder): Promise<Instant> {
  return (await sweptRow.get(store, { folder }))?.before ?? "";
}
