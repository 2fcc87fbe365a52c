import type { MiddlewareHandler } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import { href } from "../../../shared/addresses.ts";
import { defaultLanguage, interfaceLanguage, type Language, languages } from "../../../shared/i18n/languages.ts";
import type { PageContext, Variables, Web } from "./context.ts";

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

/** A path of ours, never another site's address. */
function ownPath(path: string | undefined): string {
  return path && /^\/(?![/\\])[\w/.~-]*$/.test(path) ? path : href("home");
}
