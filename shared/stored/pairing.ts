import * as z from "zod";
import type { Pairing } from "../document/translation/pairing.ts";
import { Refusal } from "../errors.ts";
import type { Files } from "../ports.ts";
import type { Hash } from "../values.ts";
import { pairingKey } from "./objects.ts";
import { keep } from "./version.ts";

const place = z.strictObject({ part: z.string(), block: z.string() });
const followed = z.strictObject({ at: place, hash: z.string(), of: z.number() });
const passage = z.strictObject({
  ...{ at: place, hash: z.string() },
  ...{ source: followed.optional(), given: z.literal(true).optional() },
});
const version = z.strictObject({
  version: z.string(),
  parts: z.array(z.strictObject({ part: z.string(), tree: z.string() })),
});
const pairing = z.strictObject({
  schema: z.literal(1),
  ...{ sources: z.array(version).min(1), passages: z.array(passage), spared: z.array(followed) },
});

/** Keeps a pairing under the hash of its canonical JSON, which it returns. */
export function keepPairing(files: Files, value: Pairing): Promise<Hash> {
  return keep(files, "pairings", value);
}

/** A pairing by its hash. Throws `object-missing`. */
export async function loadPairing(files: Files, hash: Hash): Promise<Pairing> {
  const key = pairingKey(hash);
  const bytes = await files.get(key);
  if (!bytes) throw new Refusal("object-missing", { key });
  return pairing.parse(JSON.parse(Buffer.from(bytes).toString("utf8"))) as Pairing;
}
