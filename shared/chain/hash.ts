import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import type { Hash } from "../values.ts";

/** The canonical JSON of a plain value (RFC 8785). */
export function canonicalJson(value: object): string {
  return canonicalize(value)!;
}

/** SHA-256 of a value's canonical JSON, or of bytes as they are, in lower-case hex. */
export function hashOf(value: object | Uint8Array): Hash {
  const bytes = value instanceof Uint8Array ? value : canonicalJson(value);
  return createHash("sha256").update(bytes).digest("hex");
}

/** A copy with JSON values only: no `undefined`, no lone surrogate (RFC 8785 has neither). */
export function plain<T extends object>(value: T): T {
  return JSON.parse(JSON.stringify(value), (_, inner) =>
    typeof inner === "string" ? inner.toWellFormed() : inner,
  ) as T;
}

/** Whether two values are the same once they are JSON. */
export function isSame(before: unknown, after: unknown): boolean {
  return canonicalJson(plain([before ?? null])) === canonicalJson(plain([after ?? null]));
}
