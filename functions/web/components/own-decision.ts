import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import type { Decision } from "../../../shared/deliverable/state.ts";
import type { Html } from "../http/context.ts";
import type { Say } from "../http/say.ts";

/** The decision that a reviewer gave, or that was recorded in their name, and its receipt. */
export function ownDecision({ text, instant }: Say, deliverable: string, mine: Decision): Html {
  const { choice, reported, submission } = mine;
  return html`<p>${text(reported ? "review.recorded" : `review.yours.${choice}`, { date: instant(mine.at) })}
<a href="${href("receipt", { id: deliverable, submission })}">${text("receipt.see")}</a></p>`;
}
