import { html } from "hono/html";
import type { Html } from "../http/context.ts";
import { cover, type FirstPage } from "./first-page.ts";

/** A document in a list: its cover where there is one, its title, which leads to `address`, and what is said of it below. */
export type Volume = {
  page?: FirstPage | undefined;
  title: string;
  address: string;
  about: Html | string;
  more?: Html | string;
};

/** Documents, one below the other; where one has a cover, those without have its place. */
export function volumeList(volumes: readonly Volume[]): Html {
  const none = volumes.some(({ page }) => page) ? html`<span class="no-cover"></span>` : "";
  return html`<ul class="volumes">${volumes.map(
    ({ page, title, address, about, more = "" }) => html`<li>${page ? cover(page) : none}
<div><h3><a href="${address}">${title}</a></h3><p class="muted">${about}</p>${more}</div></li>`,
  )}</ul>`;
}
