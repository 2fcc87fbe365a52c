import type { Share } from "../../../shared/deliverable/final/final.ts";
import { asHandedOver } from "../../../shared/deliverable/final/handing-over.ts";
import { shareOf } from "../../../shared/deliverable/final/sharing.ts";
import type { State } from "../../../shared/deliverable/state.ts";
import { Refusal } from "../../../shared/errors.ts";
import { loadState } from "../../../shared/stored/deliverable.ts";
import { openShared } from "../../../shared/stored/link.ts";
import { param } from "../http/answer.ts";
import type { PageContext, Web } from "../http/context.ts";
import { leftToClient, withinClient } from "../http/rates.ts";
import type { Who } from "../http/route.ts";

/** Whoever has a shared link that opens, and what it opens; `over`: it is genuine, and opens no more. */
export type Bearer = { state: State; share: Share; token: string } | { over: "expired" | "ended" };

/**
 * Whoever has a shared link: nobody of the directory, and let in to nothing else. Throws `link-invalid` for what is none of ours,
 * `too-many-requests`.
 */
export const bearers: Who<Bearer> = {
  name: "whoever has the shared link",
  admit: async (c, web) => {
    const token = param(c, "token");
    const link = await openShared(web.ports, token);
    if ("reason" in link) return link.reason === "unknown" ? refuse(c, web) : { over: overAs(link.reason) };
    const loaded = await loadState(web.ports.store, link.deliverable);
    const state = loaded && asHandedOver(loaded.state, web.ports.clock());
    const share = state && shareOf(state, link.share);
    if (!state || !share || share.ended !== undefined) return { over: "ended" };
    return Date.parse(share.expires) > web.ports.clock() ? { state, share, token } : { over: "expired" };
  },
};

function overAs(reason: string): "expired" | "ended" {
  return reason === "expired" ? "expired" : "ended";
}

async function refuse(c: PageContext, web: Web): Promise<never> {
  await (c.req.method === "HEAD" ? leftToClient : withinClient)(c, web, "wrongLinks");
  throw new Refusal("link-invalid");
}
