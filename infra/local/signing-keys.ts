import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import type { Keyring } from "../../shared/ports.ts";

/** A seed of Ed25519: 32 bytes. */
const seed = z.base64().transform((text) => new Uint8Array(Buffer.from(text, "base64")));
const fileSchema = z.object({ current: z.string(), keys: z.record(z.string(), seed) });

/**
 * The keys that sign the proof archives of a data folder, apart from all others, made where there are none: the current one
 * signs. What they signed can be checked without them, so that an old key may be taken out.
 */
export function openSigningKeys(folder: string): Keyring {
  const path = join(folder, "dossier-keys.json");
  if (!existsSync(path)) {
    const fresh = { current: "d1", keys: { d1: randomBytes(32).toString("base64") } };
    writeFileSync(path, `${JSON.stringify(fresh, null, 2)}\n`, { mode: 0o600, flush: true });
  }
  const { current, keys } = fileSchema.parse(JSON.parse(readFileSync(path, "utf8")));
  return { current, keys: new Map(Object.entries(keys)) };
}
