import { html } from "hono/html";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { href } from "../../../shared/addresses.ts";
import { languageRecord, languages } from "../../../shared/i18n/languages.ts";
import type { PageKey } from "../../../shared/i18n/pages.ts";
import { version } from "../../../shared/version.ts";
import type { Html, PageContext, Web } from "../http/context.ts";
import { pageSeen } from "../http/language.ts";
import { takeNotice } from "../http/notice.ts";
import { readsOutbox } from "../http/outbox.ts";
import { coordinates, entered } from "../http/rights.ts";
import { type Room, roomsKept } from "../http/rooms.ts";
import { type Say, say } from "../http/say.ts";
import { aboutPages } from "./about-pages.ts";
import { keepsTyped, keptNote } from "./keep.ts";
import { row } from "./row.ts";

export type Page = {
  title: string;
  main: Html;
  /** The form was refused: the title says so, and the status is 422. */
  refused?: boolean;
  status?: ContentfulStatusCode;
  /** It shows a document, set by the writers' own style. */
  document?: boolean;
  /** Its text is in the document's type, which is there when it first shows. */
  serif?: boolean;
  /** Styles of a feature, of `templates/web`, by name: "year.css". */
  styles?: string[];
  /** The page itself says what the act before did (`noticeNote`), where its reader looks. */
  placesNotice?: boolean;
  /** Where the keyboard may skip to, instead of to the text: an address and its words each. */
  skips?: readonly (readonly [to: string, words: string])[];
  /** What stands in the banner's stead, where a task has a bar of its own; the way out of it is in it. */
  top?: Html;
  /** Scripts of `templates/web`, by name. */
  scripts?: string[];
  /** Seconds after which the page is asked for again where there is no script. */
  refresh?: number;
};

/** A whole page in its frame: skip link, banner, what was just done, the text, foot. */
export async function frame(c: PageContext, web: Web, page: Page): Promise<Response> {
  return c.html(await whole(c, web, page), page.status ?? (page.refused ? 422 : 200));
}

function whole(c: PageContext, web: Web, page: Page): Html {
  const keeps = keepsTyped(c);
  const speak = say(c, web);
  const { text, language } = speak;
  const files = c.get("staticFiles");
  const title = `${page.refused ? text("error.prefix") : ""}${page.title} – ${web.settings.network}`;
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="icon" type="image/svg+xml" href="${files.href("icon.svg")}">
${page.document || page.serif ? html`<link rel="preload" as="font" type="font/woff2" crossorigin href="${files.href("livrable-serif-regular.woff2")}">` : ""}
<link rel="stylesheet" href="${files.href("livrable.css")}">
${[...(page.top || !isLong(speak, ways(c)) ? [] : ["menu.css"]), ...stylesOf(page)].map((name) => html`<link rel="stylesheet" href="${files.href(name)}">`)}
${page.refresh ? html`<noscript><meta http-equiv="refresh" content="${page.refresh}"></noscript>` : ""}
${[...(page.scripts ?? []), ...(keeps ? ["keep.js"] : [])].map((name) => html`<script type="module" src="${files.href(name)}"></script>`)}
</head>
<body>
${(page.skips ?? [["#main", text("skip")]]).map(([to, words]) => html`<a class="skip" href="${to}">${words}</a>`)}
<div class="page">
${page.top ?? banner(c, web, speak)}
<main id="main" tabindex="-1">
${page.status === undefined && !page.placesNotice ? noticeNote(c, speak) : ""}
${c.get("past") && page.status === undefined ? row("", html`<div class="note"><p>${text("past.note")}</p></div>`) : ""}
${page.main}
</main>
${keeps ? keptNote(c, web, speak, page.status === undefined && !page.refused) : ""}
${foot(c, web, speak)}
</div>
</body>
</html>`;
}

/** The style of what a script works on. */
const scriptStyles = { "confirm.js": "confirm.css", "people.js": "picker.css" };

/** Styles besides the one of all pages. */
function stylesOf({ document, styles = [], scripts = [] }: Page): string[] {
  const own = Object.entries(scriptStyles).flatMap(([script, style]) => (scripts.includes(script) ? [style] : []));
  return [...(document ? ["document.css", "reading.css"] : []), ...styles, ...own];
}

function banner(c: PageContext, web: Web, speak: Say): Html {
  const { text } = speak;
  const visitor = c.get("visitor");
  const links = ways(c);
  const list = html`<ul>
${links.map(([to, key]) => html`<li><a href="${to}"${c.req.path === to ? html` aria-current="page"` : ""}>${text(key)}</a></li>`)}
${searches(c) ? html`<li class="phone"><a href="${href("search")}">${text("nav.search")}</a></li>` : ""}
</ul>`;
  return html`<header class="banner">
<a class="brand" href="${href("home")}">${web.settings.network}</a>
<nav aria-label="${text("nav.label")}">${isLong(speak, links) ? html`<details><summary>${text("nav.menu")}</summary>${list}</details>` : list}</nav>
${searches(c) ? searchField(c, speak) : ""}${
  visitor
    ? html`<form method="post" action="${href("leave")}"><ul><li class="muted">${visitor.person.name}</li>
<li><button class="link">${text("nav.leave")}</button></li></ul></form>`
    : ""
}
</header>`;
}

/** Letters of the names of pages, besides the search, that a telephone has in one row. */
const inOneRow = 24;

/** Whether there are more pages than a telephone has in one row: there they are folded. */
function isLong({ text }: Say, links: readonly Way[]): boolean {
  return links.reduce((sum, [, key]) => sum + text(key).length, 0) > inOneRow;
}

/** Whether somebody may search, from any page but the one that has a field of its own. */
function searches(c: PageContext): boolean {
  const visitor = c.get("visitor");
  return visitor !== undefined && entered(visitor) && c.req.path !== href("search");
}

function searchField(c: PageContext, { text }: Say): Html {
  const hint = text(coordinates(c.get("visitor")) ? "nav.search.office" : "nav.search.hint");
  return html`<form method="get" action="${href("search")}" role="search"><input type="search" name="q" aria-label="${text("nav.search")}" placeholder="${hint}" maxlength="200"></form>`;
}

/** What the act before did, once. */
export function noticeNote(c: PageContext, { text }: Say): Html | "" {
  const notice = takeNotice(c);
  if (!notice) return "";
  const kind = notice.key === "done.not" ? "warning" : "done";
  return html`<div class="note ${kind}" role="status"><p>${text(notice.key, notice.values)}</p></div>`;
}

type Way = readonly [string, PageKey];

/** How each room of somebody's own is called. */
const ownRooms = {
  drafts: "nav.drafts",
  reviews: "nav.reviewed",
  funded: "nav.funded",
  meetings: "nav.meetings",
  entries: "nav.entries",
  ownActions: "nav.actions",
  programme: "nav.programme",
} as const satisfies Record<Room, PageKey>;

/** Of a coordinator's own rooms, those that are none of the network's. */
const ownWork: readonly Room[] = ["drafts", "reviews", "entries"];

/** The pages one may always turn to: of who coordinates, those of the network; of others, their own rooms. */
function ways(c: PageContext): Way[] {
  const visitor = c.get("visitor");
  if (!visitor) return [];
  if (coordinates(visitor))
    return [
      [href("year"), "nav.year"],
      [href("deliverables"), "nav.deliverables"],
      [href("meetings"), "nav.meetings"],
      [href("agreements"), "nav.agreements"],
      [href("programme"), "nav.programme"],
      [href("people"), "nav.people"],
      // their own work besides
      ...roomsKept(c).flatMap((room): Way[] => (ownWork.includes(room) ? [[href(room), ownRooms[room]]] : [])),
      [href("settings"), "nav.settings"],
    ];
  const own = roomsKept(c);
  const ways = own.map((room): Way => [href(room), ownRooms[room]]);
  // who does nothing but fund has no other home
  const funds = own.includes("funded") && !own.includes("drafts") && !own.includes("reviews");
  return funds ? ways : [[href("home"), "nav.home"], ...ways];
}

function foot(c: PageContext, web: Web, { text, language }: Say): Html {
  const back = encodeURIComponent(pageSeen(c));
  const others = languages.filter((known) => known !== language);
  return html`<footer class="foot"><ul>
${others.map(
  (other) =>
    html`<li><a href="${href("language", { language: other })}?back=${back}" lang="${other}" hreflang="${other}">${languageRecord(other).ownName}</a></li>`,
)}
${aboutPages.map((page) => html`<li><a href="${href(page)}">${text(`${page}.title`)}</a></li>`)}
${readsOutbox(c, web) ? html`<li><a href="${href("outbox")}">${text("nav.outbox")}</a></li>` : ""}
<li class="muted">Livrable ${version}</li>
</ul></footer>`;
}
