import { html } from "hono/html";
import type { Html } from "../http/context.ts";
import type { Filled } from "../http/input.ts";
import type { Say } from "../http/say.ts";

/** A form that nobody has filled yet. */
export const nothingFilled: Filled = { typed: {}, errors: [] };

/** What was typed in a field, "" for nothing; of a field with several values, the first. */
export function typedIn(filled: Filled, name: string): string {
  return filled.typed[name]?.[0] ?? "";
}

/** What is wrong, at the head of the page: it takes the focus, and each error leads to its field. */
export function errorSummary(speak: Say, { errors }: Filled): Html | "" {
  if (errors.length === 0) return "";
  return html`<div class="errors" role="alert" aria-labelledby="errors-title" tabindex="-1" autofocus>
<h2 id="errors-title">${speak.text("errors.title", { count: errors.length })}</h2>
<ul class="plain">${errors.map(({ field, message }) => html`<li><a href="#${field}">${message}</a></li>`)}</ul>
</div>`;
}
