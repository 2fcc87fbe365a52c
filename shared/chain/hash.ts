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
  const text = JSON.stringify(value);
  // a lone surrogate is written as an escape, and so seldom that the others are spared the look at each string
  return JSON.parse(text, /\\ud[89a-f]/.test(text) ? wellFormed : undefined) as T;
}

function wellFormed(_: string, inner: unknown): unknown {
  return typeof inner === "string" ? inner.toWellFormed() : inner;
}

/** Whether two values are the same once they are JSON. */
export function isSame(before: unknown, after: unknown): boolean {
  return canonicalJson(plain([before ?? null])) === canonicalJson(plain([after ?? null]));
}
