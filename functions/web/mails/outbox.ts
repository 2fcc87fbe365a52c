import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import { Refusal } from "../../../shared/errors.ts";
import { frame } from "../components/frame.ts";
import { row } from "../components/row.ts";
import { param } from "../http/answer.ts";
import type { Html, OutboxLetter, OutboxReader, PageContext, Web } from "../http/context.ts";
import { type Say, say } from "../http/say.ts";

/** Letters a page. */
const perPage = 50;

/** The mails that would have left, the newest first. */
export async function outbox(c: PageContext, web: Web, reader: OutboxReader): Promise<Response> {
  const speak = say(c, web);
  const { text } = speak;
  const page = pageAsked(c);
  const { letters, total } = await reader.list({ from: (page - 1) * perPage, count: perPage });
  const pages = Math.max(1, Math.ceil(total / perPage));
  if (page > pages) throw new Refusal("not-found");
  const main = html`${row("", html`<h1>${text("outbox.title")}</h1><p>${text(total > 0 ? "outbox.lead" : "outbox.empty")}</p>`)}
<ul class="things">${letters.map(
    ({ name, date, to, subject }) =>
      html`<li>${row(
        html`<p>${speak.instant(new Date(date).toISOString())}</p>`,
        html`<p><a href="${href("outboxMail", { name })}">${subject}</a></p><p class="muted">${to}</p>`,
      )}</li>`,
  )}</ul>
${pages > 1 ? row("", turnPages(speak, page, pages)) : ""}`;
  return frame(c, web, { title: text("outbox.title"), main });
}

/** A mail as it would have been read: its text, and what came with it. */
export async function outboxMail(c: PageContext, web: Web, outbox: OutboxReader): Promise<Response> {
  return letterPage(c, web, await theLetter(c, outbox));
}

/** Its HTML alone, which may style itself and nothing else. */
export async function outboxHtml(c: PageContext, _: Web, outbox: OutboxReader): Promise<Response> {
  const { html } = await theLetter(c, outbox);
  c.header("content-security-policy", "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'");
  return c.html(html);
}

/** The invitation that came with it, as the reader's program gets it: a file, never a page. */
export async function outboxCalendar(c: PageContext, _: Web, outbox: OutboxReader): Promise<Response> {
  const { calendar } = await theLetter(c, outbox);
  if (calendar === undefined) throw new Refusal("not-found");
  c.header("content-type", "text/calendar; charset=utf-8");
  c.header("content-disposition", 'attachment; filename="invitation.ics"');
  return c.body(calendar);
}

/** Throws `not-found`. */
async function theLetter(c: PageContext, outbox: OutboxReader): Promise<OutboxLetter> {
  const letter = await outbox.read(param(c, "name"));
  if (!letter) throw new Refusal("not-found");
  return letter;
}

/** Throws `not-found`. */
function pageAsked(c: PageContext): number {
  const asked = c.req.query("page") ?? "1";
  if (!/^[1-9]\d{0,5}$/.test(asked)) throw new Refusal("not-found");
  return Number(asked);
}

function turnPages({ text }: Say, page: number, pages: number): Html {
  const to = (number: number, key: "outbox.newer" | "outbox.older") =>
    number >= 1 && number <= pages ? html`<a href="${href("outbox", {}, { page: number })}">${text(key)}</a> ` : "";
  return html`<nav aria-label="${text("outbox.pages")}"><p>${to(page - 1, "outbox.newer")}${text("outbox.page", { page, pages })} ${to(page + 1, "outbox.older")}</p></nav>`;
}

function letterPage(
  c: PageContext,
  web: Web,
  { name, date, to, subject, text: body, calendar }: OutboxLetter,
): Promise<Response> {
  const speak = say(c, web);
  const { text } = speak;
  const main = row(
    html`<p><a href="${href("outbox")}">${text("outbox.title")}</a></p><p>${speak.instant(new Date(date).toISOString())}</p>`,
    html`<h1>${subject}</h1><p class="muted">${text("outbox.to", { to })}</p>
<pre>${linked(body)}</pre>
<p><a href="${href("outboxHtml", { name })}">${text("outbox.html")}</a></p>
${calendar === undefined ? "" : html`<h2>${text("outbox.calendar")}</h2><pre>${calendar}</pre><p><a href="${href("outboxCalendar", { name })}">${text("outbox.calendar.get")}</a></p>`}`,
  );
  return frame(c, web, { title: subject, main });
}

/** The addresses of a text, made links. */
function linked(body: string): Html {
  const parts = body.split(/(https?:\/\/[^\s<>"]+)/);
  return html`${parts.map((part, index) => (index % 2 === 1 ? html`<a href="${part}">${part}</a>` : part))}`;
}
