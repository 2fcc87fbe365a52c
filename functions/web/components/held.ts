import { html } from "hono/html";
import type { Holding } from "../../../shared/deliverable/place.ts";
import type { Summary } from "../../../shared/deliverable/summary.ts";
import { endedHeldBy, openHeldBy } from "../../../shared/stored/lists.ts";
import type { PersonId } from "../../../shared/values.ts";
import type { Html, PageContext, Web } from "../http/context.ts";
import type { Say } from "../http/say.ts";

/**
 * What a person holds, or held: all that is open, and of what came to its end the last that they have as one of `roles`;
 * `next`: after what a page of older ones begins, which `?after=` asks for.
 */
export async function heldBy(
  c: PageContext,
  { ports: { store } }: Web,
  person: PersonId,
  roles: readonly Holding[],
): Promise<{ summaries: Summary[]; next?: string }> {
  const after = c.req.query("after");
  const open = after === undefined ? await openHeldBy(store, person) : [];
  const { summaries, next } = await endedHeldBy(store, person, roles, after);
  return { summaries: [...open, ...summaries], ...(next !== undefined && { next }) };
}

/** The way to the older ones. */
export function olderLink({ text }: Say, next: string | undefined): Html | "" {
  return next === undefined ? "" : html`<p><a href="?after=${encodeURIComponent(next)}">${text("list.older")}</a></p>`;
}
