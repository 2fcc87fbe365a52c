import { Hono } from "hono";
import { publishedKeys } from "../../../shared/stored/dossier.ts";
import type { Variables, Web } from "../http/context.ts";

/** Where a dossier's reader finds by which keys this network signs, and signed: a stable address, for everyone. */
export function dossierKeyPages({ ports }: Web): Hono<{ Variables: Variables }> {
  return new Hono<{ Variables: Variables }>().get("/.well-known/livrable/dossier-keys.json", async (c) => {
    c.header("cache-control", "public, max-age=300");
    return c.json({ algorithm: "Ed25519", keys: await publishedKeys(ports.store) });
  });
}
