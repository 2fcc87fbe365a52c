import { html } from "hono/html";
import * as z from "zod";
import { href } from "../../../shared/addresses.ts";
import type { Html, Visitor } from "../http/context.ts";
import { entered } from "../http/rights.ts";
import type { Say } from "../http/say.ts";
import { tick } from "./confirmation.ts";
import { hidden } from "./fields.ts";

/** Lists of somebody's own, which have for whoever did not enter no more than their links open. */
const lists = ["home", "drafts", "reviews", "funded"] as const;

/** Which list asks for the link of all pages, to come back to it. */
export const ownLinkAsked = z.strictObject({ page: z.enum(lists, "input.wrong").default("home") });
export type OwnLinkAsked = z.infer<typeof ownLinkAsked>;

/** Whether a list has no more than what links of single things open: it must not say that nothing else waits. */
export function isNarrow(visitor: Visitor): boolean {
  return !entered(visitor);
}

/**
 * To whoever did not enter: that their link opens nothing else, and the link of all their pages, which goes to the address that the network
 * has. Says nothing of whether there is more, for whoever else has their mail. On pages with `confirm.js`.
 */
export function narrowNote({ text }: Say, visitor: Visitor, page: OwnLinkAsked["page"]): Html | "" {
  if (!isNarrow(visitor)) return "";
  return html`<div class="note"><p>${text("narrow.lead")}</p><p>${text("narrow.more")}</p>
<form method="post" action="${href("ownLink")}" data-one-click>${hidden("page", page)}${tick(text("narrow.sure"))}
<button class="second">${text("narrow.send")}</button></form></div>`;
}
