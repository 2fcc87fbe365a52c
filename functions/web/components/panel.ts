import { html } from "hono/html";
import type { Html } from "../http/context.ts";

/** A titled part of a page, below a rule. `own`: what it holds is the reader's; `span`: columns of twelve that it takes on a wide screen. */
export function panel(
  id: string,
  title: Html | string,
  body: Html,
  { own = false, span }: { own?: boolean; span: 3 | 4 | 5 },
): Html {
  return html`<section class="panel span-${span}${own ? " own" : ""}" aria-labelledby="${id}"><h2 id="${id}">${title}</h2>${body}</section>`;
}

/** Panels beside each other from 1,100 px, one below the other where there is less room. */
export function panels(...all: (Html | "")[]): Html {
  return html`<div class="grid">${all}</div>`;
}
