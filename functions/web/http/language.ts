import type { MiddlewareHandler } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import { href, prefixOf } from "../../../shared/addresses.ts";
import { defaultLanguage, interfaceLanguage, type Language, languages } from "../../../shared/i18n/languages.ts";
import { holdsToken } from "../../../shared/links/redact.ts";
import type { PageContext, Variables, Web } from "./context.ts";
import { refererOf } from "./referer.ts";

const cookie = "livrable-language";

/** The language chosen on the page, else the person's, else the browser's, else the network's. */
export function speak({ settings }: Web): MiddlewareHandler<{ Variables: Variables }> {
  return async (c, next) => {
    const chosen = languages.find((language) => language === getCookie(c, cookie));
    const wanted = c.get("visitor")?.person.language ?? accepted(c.req.header("accept-language"));
    c.set("language", chosen ?? wanted ?? settings.language);
    await next();
  };
}

/** The first language of ours in an Accept-Language header (RFC 9110, 12.5.4). */
function accepted(header: string | undefined): Language | undefined {
  const wanted = (header ?? "").split(",").map((each) => {
    const [tag = "", weight] = each.split(";q=");
    return { tag: tag.trim().toLowerCase(), weight: weight === undefined ? 1 : Number(weight) };
  });
  const known = wanted.filter(
    ({ tag, weight }) => weight > 0 && languages.some((language) => tag.split(/\W/)[0] === language),
  );
  const best = known.sort((a, b) => b.weight - a.weight)[0];
  return best && interfaceLanguage(best.tag);
}

/** The link that changes the language: a cookie in the browser, nothing here. */
export function changeLanguage(c: PageContext): Response {
  const language = languages.find((known) => known === c.req.param("language")) ?? defaultLanguage;
  setCookie(c, cookie, language, { path: "/", sameSite: "Lax", httpOnly: true, maxAge: 31_536_000 });
  return c.redirect(ownPath(c.req.query("back")), 303);
}

/**
 * The page that somebody sees, for a change of language to come back to. What answers a form is none: the page that the form was on is,
 * else the one at the address that it was sent to. Home where the address is a link, or there is no such page.
 */
export function pageSeen(c: PageContext): string {
  const { pathname, search } = new URL(c.req.url);
  const address = `${pathname}${search}`;
  const isLink = pathname.replace(/^\/+/, "/").startsWith(prefixOf("openLink")) || holdsToken(address);
  const isPage = !isLink && (c.req.method === "GET" || c.get("isPage") === true);
  const form = c.req.method === "GET" ? undefined : refererOf(c);
  return form ?? (isPage ? address : href("home"));
}

/** A path of ours, with its query (RFC 3986, 3.3 and 3.4), never another site's address. */
function ownPath(path: string | undefined): string {
  return path && /^\/(?![/\\])[\w/.~%:@!$&'()*+,;=-]*(?:\?[!-~]*)?$/.test(path) ? path : href("home");
}
