import { publishedKeys } from "../../../shared/stored/proof-archive.ts";
import type { PageContext, Web } from "../http/context.ts";

/** Where a proof archive's reader finds by which keys this network signs, and signed: a stable address, for everyone. */
export async function signingKeys(c: PageContext, { ports }: Web): Promise<Response> {
  c.header("cache-control", "public, max-age=300");
  return c.json({ algorithm: "Ed25519", keys: await publishedKeys(ports.store) });
}
