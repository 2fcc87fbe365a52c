import { createHmac } from "node:crypto";
import { type Context, Hono } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import { addresses, href } from "../../shared/addresses.ts";
import { isAtMachine } from "./client.ts";
import type { Network } from "./network.ts";

const cookie = "livrable-outbox";

/** The address of the outbox with its key, which `npm start` prints: who reads that sits at the machine. */
export function outboxAddress({ settings, secret }: Pick<Network, "settings" | "secret">): string {
  return `${settings.publicUrl}${href("outbox", {}, { key: keyOf(secret) })}`;
}

/** The key is kept by the browser that opened the address; from elsewhere than the machine it opens nothing. */
export function outboxDoor({ secret }: Network): Hono {
  const key = keyOf(secret);
  return new Hono().get(addresses.outbox, async (c, next) => {
    if (c.req.query("key") !== key || !isAtMachine(c)) return next();
    setCookie(c, cookie, key, { path: "/", httpOnly: true, sameSite: "Strict" });
    return c.redirect(href("outbox"), 303);
  });
}

/** Whether who asks has the key and sits at the machine: a proxy on it that tells nothing of itself has no key. */
export function hasOutboxKey(c: Context, { secret }: Network): boolean {
  return getCookie(c, cookie) === keyOf(secret) && isAtMachine(c);
}

/** 128 bits, of the secret that signs the addresses of files. */
function keyOf(secret: Uint8Array): string {
  return createHmac("sha256", secret).update("outbox").digest("base64url").slice(0, 22);
}
