import { html } from "hono/html";
import { leaveNetwork } from "../../../shared/acts/leave.ts";
import { href } from "../../../shared/addresses.ts";
import { holdingsIn } from "../../../shared/deliverable/summary.ts";
import type { PageKey } from "../../../shared/i18n/pages.ts";
import { oweJob } from "../../../shared/stored/job.ts";
import { openHeldBy } from "../../../shared/stored/lists.ts";
import { endLinks } from "../../../shared/stored/revocation.ts";
import { confirmation, type Nothing } from "../components/confirmation.ts";
import { facts } from "../components/facts.ts";
import { nothingFilled } from "../components/filled.ts";
import { formPage } from "../components/form-page.ts";
import { done } from "../http/answer.ts";
import type { Html, PageContext, Web } from "../http/context.ts";
import type { Filled, Input } from "../http/input.ts";
import { within } from "../http/rates.ts";
import { everyNamedRole } from "../http/rights.ts";
import { say } from "../http/say.ts";
import type { Entered } from "./who.ts";

/** A page that asks whether something is meant of a person. */
async function asked(
  c: PageContext,
  web: Web,
  { person }: Entered,
  filled: Filled,
  words: Words,
  loss: Html | "" = "",
): Promise<Response> {
  const { text } = say(c, web);
  const body = html`<p>${text(words.lead)}</p>
${facts([
  [text("person.name"), person.name],
  [text("person.organisation"), person.organisation],
  [text("person.address"), person.address],
])}${loss}
<form method="post" novalidate>${confirmation(filled, text("confirm.legend"), text(words.confirm))}<button>${text(words.do)}</button></form>`;
  const back = { href: href("person", { person: person.id }), label: person.name };
  return formPage(c, web, { title: text(words.title), back, filled, body });
}

type Words = Record<"title" | "lead" | "confirm" | "do", PageKey>;

/** Asks whether a link is to be mailed to them. */
export function personLink(
  c: PageContext,
  web: Web,
  entered: Entered,
  filled: Filled = nothingFilled,
): Promise<Response> {
  return asked(c, web, entered, filled, {
    title: "person.link",
    lead: "person.link.lead",
    confirm: "person.link.confirm",
    do: "person.link.do",
  });
}

/** Owes them the mail with their link. Throws `too-many-requests`. */
export async function sendPersonLink(
  c: PageContext,
  web: Web,
  entered: Entered,
  { ok, filled }: Input<Nothing>,
): Promise<Response> {
  if (!ok) return personLink(c, web, entered, filled);
  const { ports } = web;
  const { person, by } = entered;
  await within(web, "linksMailed", person.address.toLowerCase());
  const job = { id: `mail/access/${ports.ids()}`, type: "mail", to: person.id, by } as const;
  await oweJob(ports, { ...job, letter: entered.isSelf ? "access" : "accessSent" });
  return done(c, href("person", { person: person.id }));
}

/** Asks whether all their links are to end. */
export function personLinkEnd(
  c: PageContext,
  web: Web,
  entered: Entered,
  filled: Filled = nothingFilled,
): Promise<Response> {
  return asked(c, web, entered, filled, {
    title: "person.link.end",
    lead: "person.link.end.lead",
    confirm: "person.link.end.confirm",
    do: "person.link.end.do",
  });
}

/** Ends all the links of a person, and the sessions they opened: one's own too, which are mailed anew at the door. */
export async function endPersonLinks(
  c: PageContext,
  web: Web,
  entered: Entered,
  { ok, filled }: Input<Nothing>,
): Promise<Response> {
  if (!ok) return personLinkEnd(c, web, entered, filled);
  const { id } = entered.person;
  await endLinks(web.ports, { person: id }, entered.by);
  return done(c, entered.isSelf ? href("home") : href("person", { person: id }));
}

/** Asks whether they are to leave the network, and names the open deliverables that they leave. */
export async function removal(
  c: PageContext,
  web: Web,
  entered: Entered,
  filled: Filled = nothingFilled,
): Promise<Response> {
  const words = {
    title: "removal.title",
    lead: "removal.lead",
    confirm: "removal.confirm",
    do: "removal.do",
  } as const;
  return asked(c, web, entered, filled, words, await leftBy(c, web, entered));
}

/** The open deliverables in which somebody is named themselves. */
async function leftBy(c: PageContext, web: Web, { person }: Entered): Promise<Html | ""> {
  const held = (await openHeldBy(web.ports.store, person.id)).filter((summary) => {
    const holdings = holdingsIn(summary, person.id);
    return everyNamedRole.some((role) => holdings.includes(role));
  });
  if (held.length === 0) return "";
  const items = held.map(({ id, title }) => html`<li><a href="${href("deliverable", { id })}">${title}</a></li>`);
  return html`<p>${say(c, web).text("removal.held")}</p><ul>${items}</ul>`;
}

/** They leave the network. */
export async function remove(
  c: PageContext,
  web: Web,
  entered: Entered,
  { ok, filled }: Input<Nothing>,
): Promise<Response> {
  if (!ok) return removal(c, web, entered, filled);
  await leaveNetwork(web.ports, entered.person.id, { person: entered.by, coordinator: true });
  return done(c, href("people"));
}
