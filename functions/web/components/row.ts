import { html } from "hono/html";
import type { Html } from "../http/context.ts";

/** A stretch of the page: what stands in the margin, and the text beside it. */
export function row(aside: Html | string, text: Html | string, kind = ""): Html {
  return html`<div class="row${kind ? ` ${kind}` : ""}">
<div class="aside">${aside}</div>
<div class="text">${text}</div>
</div>`;
}
