import { html } from "hono/html";
import { formatDays } from "../../../shared/i18n/dates.ts";
import { type AboutPage, aboutPages, sectionsOf } from "../components/about-pages.ts";
import { frame } from "../components/frame.ts";
import { row } from "../components/row.ts";
import type { PageContext, Web } from "../http/context.ts";
import { anyone, get, type Route } from "../http/route.ts";
import { say } from "../http/say.ts";

/** How far the pages are accessible, who publishes and hosts, what is kept of people: a page of text each. */
export const aboutRoutes: Route[] = aboutPages.map((page) => get(page, anyone, (c, web) => about(c, web, page)));

function about(c: PageContext, web: Web, page: AboutPage): Promise<Response> {
  const { text, language } = say(c, web);
  const { network, sender, keep } = web.settings;
  const values = { network, address: sender.address, days: formatDays(language, keep.sessions) };
  const main = html`${row("", html`<h1>${text(`${page}.title`)}</h1>`)}
${sectionsOf(page).map((number) =>
  row(
    "",
    html`<h2>${text(`${page}.${number}.title` as "legal.1.title")}</h2><p>${text(`${page}.${number}` as "legal.1", values)}</p>`,
  ),
)}`;
  return frame(c, web, { title: text(`${page}.title`), main });
}
