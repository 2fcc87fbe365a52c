import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import { Refusal } from "../../../shared/errors.ts";
import { formatDays } from "../../../shared/i18n/dates.ts";
import { type HelpKey, helpTexts } from "../../../shared/i18n/help.ts";
import { translate, type Values } from "../../../shared/i18n/translate.ts";
import { frame } from "../components/frame.ts";
import { type Helped, helped } from "../components/help-link.ts";
import { row } from "../components/row.ts";
import { param } from "../http/answer.ts";
import type { Html, PageContext, Web } from "../http/context.ts";
import { say } from "../http/say.ts";

/** What somebody of a role does and how, a screen or two, for whoever asks. Throws `not-found` for a role that there is none of. */
export async function help(c: PageContext, web: Web): Promise<Response> {
  const role = roles.find((known) => known === param(c, "role"));
  if (!role) throw new Refusal("not-found");
  const { language, bytes } = say(c, web);
  const { linkDays, limits } = web.settings;
  const values = { days: formatDays(language, linkDays), limit: bytes(limits.uploadBytes) };
  const told: Told = (key) => translate(language, helpTexts, key, values);
  const title = told(`${role}.title`);
  const main = html`${row("", html`<h1>${title}</h1><p>${told(`${role}.lead`)}</p>`)}
${sectionsOf(role).map((number) => section(told, role, number))}
${row("", others(told, role))}`;
  return frame(c, web, { title, main });
}

type Told = (key: HelpKey, values?: Values) => string;

const roles = Object.keys(helped) as Helped[];

function sectionsOf(role: Helped): string[] {
  return Array.from({ length: helped[role] }, (_, index) => String(index + 1));
}

function section(told: Told, role: Helped, number: string): Html {
  const at = `${role}.${number}` as "verifier.4";
  const more = at === "verifier.4" ? html`<p><a href="${href("proofKeys")}">${told("verifier.4.link")}</a></p>` : "";
  return row("", html`<h2>${told(`${at}.title`)}</h2><p>${told(at)}</p>${more}`);
}

function others(told: Told, role: Helped): Html {
  const links = roles.filter((each) => each !== role);
  return html`<h2>${told("more")}</h2><ul class="plain">${links.map((each) => html`<li><a href="${href("help", { role: each })}">${told(`${each}.title`)}</a></li>`)}</ul>`;
}
