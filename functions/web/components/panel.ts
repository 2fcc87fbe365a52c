import { html } from "hono/html";
import type { Html } from "../http/context.ts";

/** Whose a panel is: the reader's own (accent), late with others (error), done (done), or plain. */
export type PanelKind = "own" | "late" | "done" | "";

/** A titled part of a page, below a rule that says whose it is. `span`: columns of twelve that it takes on a wide screen. */
export function panel(
  id: string,
  title: Html | string,
  body: Html,
  { kind = "", span }: { kind?: PanelKind; span?: 3 | 4 | 5 | 6 | 7 | 8 | 9 } = {},
): Html {
  const classes = ["panel", kind, span ? `span-${span}` : ""].filter(Boolean).join(" ");
  return html`<section class="${classes}" aria-labelledby="${id}"><h2 id="${id}">${title}</h2>${body}</section>`;
}

/** Panels beside each other from 1,100 px, one below the other where there is less room. */
export function panels(...all: (Html | "")[]): Html {
  return html`<div class="grid">${all}</div>`;
}
