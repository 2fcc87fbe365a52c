import type { MiddlewareHandler } from "hono";
import { prefixOf } from "../../../shared/addresses.ts";
import type { Variables } from "./context.ts";

/**
 * The headers of every answer: no inline script or style, no frame, no guessing of types, no address told to others. What pages link, kept for good, is no page:
 * it runs nothing, is guessed no type, and has no more, which a telephone that loads a dozen of them notices.
 */
export const secure: MiddlewareHandler<{ Variables: Variables }> = async (c, next) => {
  await next();
  const headers = c.res.headers;
  headers.set("x-content-type-options", "nosniff");
  if (headers.get("cache-control")?.includes("immutable")) return;
  if (!headers.has("content-security-policy"))
    headers.set("content-security-policy", policy(c.get("fileOrigins") ?? []));
  if (!headers.has("referrer-policy"))
    headers.set("referrer-policy", c.req.path.startsWith(prefixOf("openLink")) ? "no-referrer" : "same-origin");
  headers.set("x-frame-options", "DENY");
  headers.set("cross-origin-opener-policy", "same-origin");
  headers.set("permissions-policy", "camera=(), microphone=(), geolocation=()");
  if (!headers.has("cache-control")) headers.set("cache-control", "private, no-store");
};

/** Content Security Policy, level 3; the file store may be reached by the pages that upload or show images. */
function policy(fileOrigins: string[]): string {
  const own = ["'self'", ...fileOrigins].join(" ");
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "font-src 'self'",
    `img-src ${own}`,
    `connect-src ${own}`,
    `form-action ${own}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
}
