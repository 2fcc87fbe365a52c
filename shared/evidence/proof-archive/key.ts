import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from "node:crypto";
import type { Keyring } from "../../ports.ts";
import type { PublicKey } from "../../stored/proof-archive.ts";

/** A seed of Ed25519 as PKCS#8 begins so (RFC 8410, 7): version, algorithm, the 32 bytes to come. */
const pkcs8 = Buffer.from("302e020100300506032b657004220420", "hex");

/** The key that signs now, of a keyring of seeds: 32 random bytes each. */
export function signingKey({ current, keys }: Keyring): { key: KeyObject; publicKey: PublicKey } {
  const seed = keys.get(current);
  if (seed?.length !== 32) throw new Error(`no key ${current} to sign dossiers with`);
  const key = createPrivateKey({ key: Buffer.concat([pkcs8, seed]), format: "der", type: "pkcs8" });
  return { key, publicKey: describeKey(createPublicKey(key)) };
}

/** Ed25519 (RFC 8032), 64 bytes. */
export function signBytes(key: KeyObject, bytes: Uint8Array): Uint8Array {
  return sign(null, bytes, key);
}

/** False also for what is no key or no signature. */
export function isSignedBy(pem: string, bytes: Uint8Array, signature: Uint8Array): boolean {
  const key = publicKeyIn(pem);
  return key !== undefined && verify(null, bytes, createPublicKey(key.pem), signature);
}

/** The Ed25519 public key of a PEM; undefined where there is none. */
export function publicKeyIn(pem: string): PublicKey | undefined {
  try {
    const key = createPublicKey(pem);
    return key.asymmetricKeyType === "ed25519" ? describeKey(key) : undefined;
  } catch {
    return undefined;
  }
}

function describeKey(key: KeyObject): PublicKey {
  const fingerprint = createHash("sha256")
    .update(key.export({ format: "der", type: "spki" }))
    .digest("hex");
  return { id: fingerprint.slice(0, 16), fingerprint, pem: String(key.export({ format: "pem", type: "spki" })) };
}
