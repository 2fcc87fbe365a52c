import type { MiddlewareHandler } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import type { CookieOptions } from "hono/utils/cookie";
import { Refusal } from "../../../shared/errors.ts";
import type { OpenedLink } from "../../../shared/stored/link.ts";
import { enter, leave, sessionOf } from "../../../shared/stored/session.ts";
import type { PageContext, Variables, Visitor, Web } from "./context.ts";
import { coordinates } from "./rights.ts";
import { forgetRooms } from "./rooms.ts";

/** Finds who asks, again at every request: the person and each grant are read from the store. */
export function recognise(web: Web): MiddlewareHandler<{ Variables: Variables }> {
  return async (c, next) => {
    const cookie = getCookie(c, cookieOf(web).name);
    const visitor = cookie ? await sessionOf(web.ports, cookie) : undefined;
    if (visitor === "ended") c.set("ended", true);
    else if (visitor) c.set("visitor", visitor);
    await next();
  };
}

/** Lets in who opened a link; who was in is forgotten. */
export async function letIn(c: PageContext, web: Web, link: OpenedLink): Promise<void> {
  const { name, options } = cookieOf(web);
  const before = getCookie(c, name);
  const days = web.settings.keep.sessions;
  const session = await enter(web.ports, link, before, days);
  if (before !== undefined && before !== session) await leave(web.ports, before);
  setCookie(c, name, session, { ...options, maxAge: days * 86_400 });
}

/** Ends the visitor's session and takes its cookie back. */
export async function letGo(c: PageContext, web: Web): Promise<void> {
  const { name, options } = cookieOf(web);
  const cookie = getCookie(c, name);
  if (cookie) await leave(web.ports, cookie);
  deleteCookie(c, name, options);
  forgetRooms(c);
}

/** Throws `not-found`, as for what does not exist: who has no right learns nothing; `access-ended` for who was let in once. */
export function theVisitor(c: PageContext): Visitor {
  const visitor = c.get("visitor");
  if (c.get("ended")) throw new Refusal("access-ended");
  if (!visitor) throw new Refusal("not-found");
  return visitor;
}

/** Throws `not-found`, `access-ended`. */
export function theCoordinator(c: PageContext): Visitor {
  const visitor = theVisitor(c);
  if (!coordinates(visitor)) throw new Refusal("not-found");
  return visitor;
}

/** `__Host-` (RFC 6265bis, 4.1.3.2) asks for https: on the machine itself a plain name stands in. */
function cookieOf({ settings }: Web): { name: string; options: CookieOptions } {
  const secure = settings.publicUrl.startsWith("https:");
  const name = secure ? "__Host-livrable" : "livrable";
  return { name, options: { path: "/", httpOnly: true, sameSite: "Lax", secure } };
}
