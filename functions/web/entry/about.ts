import { html } from "hono/html";
import { formatDays } from "../../../shared/i18n/dates.ts";
import { frame } from "../components/frame.ts";
import { row } from "../components/row.ts";
import type { PageContext, Web } from "../http/context.ts";
import { say } from "../http/say.ts";

/** How far the pages are accessible, and whom to tell where they are not. */
export function accessibility(c: PageContext, web: Web): Promise<Response> {
  return about(c, web, "accessibility", ["1", "2", "3"]);
}

/** The legal notice: who publishes, who hosts. */
export function legal(c: PageContext, web: Web): Promise<Response> {
  return about(c, web, "legal", ["1", "2", "3"]);
}

/** What is kept of people, for how long, and their rights. */
export function privacy(c: PageContext, web: Web): Promise<Response> {
  return about(c, web, "privacy", ["1", "2", "3", "4"]);
}

function about<T extends "accessibility" | "legal" | "privacy">(
  c: PageContext,
  web: Web,
  page: T,
  sections: ("1" | "2" | "3")[] | string[],
): Promise<Response> {
  const { text, language } = say(c, web);
  const { network, sender, keep } = web.settings;
  const told = { network, address: sender.address, days: formatDays(language, keep.sessions) };
  const main = html`${row("", html`<h1>${text(`${page}.title`)}</h1>`)}
${sections.map((number) =>
  row(
    "",
    html`<h2>${text(`${page}.${number}.title` as "legal.1.title")}</h2><p>${text(`${page}.${number}` as "legal.1", told)}</p>`,
  ),
)}`;
  return frame(c, web, { title: text(`${page}.title`), main });
}
