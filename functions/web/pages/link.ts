import { Hono } from "hono";
import { Refusal } from "../../../shared/errors.ts";
import { type OpenedLink, openLink } from "../../../shared/line/rows/link.ts";
import { param } from "../answer.ts";
import type { Variables, Web } from "../context.ts";
import { letIn } from "../gates/visitor.ts";
import { placeOf } from "./home.ts";

/**
 * Opens a link: remembers the browser and goes on to an address without the token. HEAD and a browser's guesses ahead
 * begin no session. Throws `link-invalid` (all that is not ours or no longer anyone's), `link-expired`.
 */
export function linkPages(web: Web): Hono<{ Variables: Variables }> {
  return new Hono<{ Variables: Variables }>().get("/l/:token", async (c) => {
    const link = await openLink(web.ports, param(c, "token"));
    if ("reason" in link) {
      throw new Refusal(link.reason === "expired" || link.reason === "revoked" ? "link-expired" : "link-invalid");
    }
    if (c.req.method === "HEAD") return c.body(null, 200);
    if (/prefetch|prerender/.test(c.req.header("sec-purpose") ?? c.req.header("purpose") ?? ""))
      return c.body(null, 503);
    await letIn(c, web, link);
    return c.redirect(placeFor(link), 303);
  });
}

function placeFor({ person, purpose, thing }: OpenedLink): string {
  return purpose === "enter" && thing === undefined && person.coordinator ? "/programme" : placeOf(purpose, thing);
}
