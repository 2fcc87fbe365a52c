import { Refusal } from "../../../shared/errors.ts";
import { param } from "./answer.ts";
import type { PageContext } from "./context.ts";

/** A file that pages link, kept by browsers for good: its address changes with its content. Throws `not-found`. */
export function staticFile(c: PageContext): Response {
  const file = c.get("staticFiles").find(param(c, "name"));
  if (!file) throw new Refusal("not-found");
  return c.body(file.bytes, 200, {
    "content-type": file.mediaType,
    "cache-control": "public, max-age=31536000, immutable",
    "content-security-policy": "default-src 'none'",
  });
}
