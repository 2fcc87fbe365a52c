import * as z from "zod";
import type { Ports } from "../ports.ts";
import type { Hash } from "../values.ts";
import { defineRow } from "./define.ts";

export const erasureRow = defineRow({
  at: "ERASED / <file>",
  what: "a file, by its SHA-256, that was erased at someone's request: it is not taken for lost",
  by: ["web"],
  leaves: true,
  shape: z.object({ at: z.string() }),
});

/** Records that the file of this hash is to be there no more. */
export async function recordErasure({ store, clock }: Pick<Ports, "store" | "clock">, hash: Hash): Promise<void> {
  await store.commit([erasureRow.put({ file: hash }, { at: new Date(clock()).toISOString() })]);
}
