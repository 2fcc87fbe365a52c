import { html } from "hono/html";
import type { Acting } from "../../../shared/deliverable/holder.ts";
import type { Holding } from "../../../shared/deliverable/place.ts";
import type { Summary } from "../../../shared/deliverable/summary.ts";
import { endedHeldBy, openHeldBy } from "../../../shared/stored/lists.ts";
import type { Html, PageContext, Web } from "../http/context.ts";
import type { Say } from "../http/say.ts";

/**
 * What someone holds, or held, themselves or by their organisation: all that is open, and of what came to its end the last that they have as one of `roles`;
 * `next`: after what a page of older ones begins, which `?after=` asks for.
 */
export async function heldBy(
  c: PageContext,
  { ports: { store } }: Web,
  who: Acting,
  roles: readonly Holding[],
): Promise<{ summaries: Summary[]; next?: string }> {
  const after = c.req.query("after");
  const open = after === undefined ? await openHeldBy(store, who) : [];
  const { summaries, next } = await endedHeldBy(store, who, roles, after);
  return { summaries: [...open, ...summaries], ...(next !== undefined && { next }) };
}

/** The way to the older ones. */
export function olderLink({ text }: Say, next: string | undefined): Html | "" {
  return next === undefined ? "" : html`<p><a href="?after=${encodeURIComponent(next)}">${text("list.older")}</a></p>`;
}
