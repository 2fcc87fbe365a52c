import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { Keyring } from "../ports.ts";

/**
 * A link is `kid.id.mac` in base64url: the key's id, 18 bytes that name the link, and HMAC-SHA-256 of the two before.
 * Only the SHA-256 of `id` is stored, so that a copy of the store opens nothing.
 */
export type Minted = { token: string; hash: string };

/** 32 bytes of HMAC are 43 characters, 18 of id are 24. */
const shape = /^([A-Za-z0-9_-]{1,32})\.([A-Za-z0-9_-]{24})\.([A-Za-z0-9_-]{43})$/;

/**
 * Makes a link. Its id is derived from `seed`, which must be unguessable together with the key: a job's id, so that a
 * mail sent again carries the same link, or a random name.
 */
export function mint(keyring: Keyring, seed: string): Minted {
  const key = keyring.keys.get(keyring.current);
  if (!key) throw new Error(`no key ${keyring.current} in the keyring`);
  const id = hmac(key, `livrable link id\n${seed}`).subarray(0, 18).toString("base64url");
  return { token: `${keyring.current}.${id}.${macOf(key, keyring.current, id)}`, hash: hashOfId(id) };
}

/** The stored hash of a genuine link's id; undefined for every other string. Takes the same time for any wrong MAC. */
export function verify(keyring: Keyring, token: string): string | undefined {
  const [, kid, id, mac] = shape.exec(token) ?? [];
  const key = kid === undefined ? undefined : keyring.keys.get(kid);
  if (!key || !kid || !id || !mac) return undefined;
  // compared as text: the last character of base64url has spare bits that decoding would forgive
  return timingSafeEqual(Buffer.from(macOf(key, kid, id)), Buffer.from(mac)) ? hashOfId(id) : undefined;
}

function macOf(key: Uint8Array, kid: string, id: string): string {
  return hmac(key, `livrable link\n${kid}.${id}`).toString("base64url");
}

function hmac(key: Uint8Array, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}

function hashOfId(id: string): string {
  return createHash("sha256").update(id).digest("hex");
}
