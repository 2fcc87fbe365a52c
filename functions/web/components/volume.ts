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

/** Documents, one below the other; where one has a cover, those without have its place. `level`: of their titles as headings. */
export function volumeList(volumes: readonly Volume[], level: 2 | 3 = 3): Html {
  const heading = (words: Html) => (level === 2 ? html`<h2>${words}</h2>` : html`<h3>${words}</h3>`);
  const none = volumes.some(({ page }) => page) ? html`<span class="no-cover"></span>` : "";
  return html`<ul class="volumes">${volumes.map(
    ({ page, title, address, about, more = "" }) => html`<li>${page ? cover(page) : none}
<div>${heading(html`<a href="${address}">${title}</a>`)}<p class="muted">${about}</p>${more}</div></li>`,
  )}</ul>`;
}
