import type { MiddlewareHandler } from "hono";
import { href } from "../../../shared/addresses.ts";
import { Refusal } from "../../../shared/errors.ts";
import type { Variables, Web } from "./context.ts";

const safe = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Refuses what another site's page makes a browser send (Fetch Metadata, W3C; Origin, RFC 6454). A request with neither
 * header comes from no browser, so from no other site. Throws `origin-mismatch`.
 */
export function sameOrigin({ settings }: Web): MiddlewareHandler<{ Variables: Variables }> {
  return async (c, next) => {
    const { headers } = c.req.raw;
    const known = safe.has(c.req.method) || isOwn(headers, settings.publicUrl) || isFromLink(c.req.path, headers);
    if (!known) throw new Refusal("origin-mismatch");
    await next();
  };
}

function isOwn(headers: Headers, publicUrl: string): boolean {
  const site = headers.get("sec-fetch-site");
  if (site) return site === "same-origin" || site === "none";
  const origin = headers.get("origin");
  if (!origin) return true;
  return origin === new URL(publicUrl).origin || hostOf(origin) === headers.get("host");
}

/**
 * The page of a link that is over tells nobody its address, so older browsers send its form, which asks for another link,
 * as from nowhere (Fetch, "append a request Origin header"); anyone may ask.
 */
function isFromLink(path: string, headers: Headers): boolean {
  return path === href("askLink") && !headers.get("sec-fetch-site") && headers.get("origin") === "null";
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}

/**
 * On the machine itself, where the outbox is open to read: only its own names may be asked for, so that no name of
 * another site that points here can read it. Throws `not-found`.
 */
export function ownHost({ settings, outbox }: Web): MiddlewareHandler<{ Variables: Variables }> {
  const own = new Set(["localhost", "127.0.0.1", "[::1]", new URL(settings.publicUrl).hostname]);
  return async (c, next) => {
    if (outbox && !own.has(new URL(c.req.url).hostname)) throw new Refusal("not-found");
    await next();
  };
}
