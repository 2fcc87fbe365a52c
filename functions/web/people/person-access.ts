import { Hono } from "hono";
import { html } from "hono/html";
import * as z from "zod";
import { leaveNetwork } from "../../../shared/acts/leave.ts";
import { Refusal } from "../../../shared/errors.ts";
import type { PageKey } from "../../../shared/i18n/pages.ts";
import { oweJob } from "../../../shared/stored/job.ts";
import { getPerson, type Person } from "../../../shared/stored/person.ts";
import { endLinks } from "../../../shared/stored/revocation.ts";
import { confirmation, readConfirmed } from "../components/confirmation.ts";
import { facts } from "../components/facts.ts";
import { type Filled, nothingFilled } from "../components/filled.ts";
import { formPage } from "../components/form-page.ts";
import { done, param } from "../http/answer.ts";
import type { PageContext, Variables, Web } from "../http/context.ts";
import { within } from "../http/rates.ts";
import { say } from "../http/say.ts";
import { theCoordinator } from "../http/visitor.ts";

const nothing = z.strictObject({});

/** What lets someone of the directory in, or ends it: a link sent, all their links ended, their removal. */
export function personAccessPages(web: Web): Hono<{ Variables: Variables }> {
  return new Hono<{ Variables: Variables }>()
    .get("/people/:person/link", (c) => linkForm(c, web))
    .post("/people/:person/link", (c) => sendLink(c, web))
    .get("/people/:person/link/end", (c) => endForm(c, web))
    .post("/people/:person/link/end", (c) => end(c, web))
    .get("/people/:person/removal", (c) => removal(c, web))
    .post("/people/:person/removal", (c) => remove(c, web));
}

/** Throws `not-found`. */
export async function thePerson(c: PageContext, web: Web): Promise<Person> {
  theCoordinator(c);
  const person = await getPerson(web.ports.store, param(c, "person"));
  if (!person || person.removed) throw new Refusal("not-found");
  return person;
}

/** Nobody locks the network's door behind them: another coordinator removes a coordinator. */
export function isSelf(c: PageContext, { id }: Person): boolean {
  return c.get("visitor")?.person.id === id;
}

/** Throws `not-found`, `self-removal`. */
async function theOther(c: PageContext, web: Web): Promise<Person> {
  const person = await thePerson(c, web);
  if (isSelf(c, person)) throw new Refusal("self-removal");
  return person;
}

/** A page that asks whether something is meant of a person. */
async function asked(c: PageContext, web: Web, filled: Filled, words: Words): Promise<Response> {
  const person = await thePerson(c, web);
  const { text } = say(c, web);
  const body = html`<p>${text(words.lead)}</p>
${facts([
  [text("person.name"), person.name],
  [text("person.organisation"), person.organisation],
  [text("person.address"), person.address],
])}
<form method="post" novalidate>${confirmation(filled, text("confirm.legend"), text(words.confirm))}<button>${text(words.do)}</button></form>`;
  const back = { href: `/people/${person.id}`, label: person.name };
  return formPage(c, web, { title: text(words.title), back, filled, body });
}

type Words = Record<"title" | "lead" | "confirm" | "do", PageKey>;

function linkForm(c: PageContext, web: Web, filled: Filled = nothingFilled): Promise<Response> {
  return asked(c, web, filled, {
    title: "person.link",
    lead: "person.link.lead",
    confirm: "person.link.confirm",
    do: "person.link.do",
  });
}

async function sendLink(c: PageContext, web: Web): Promise<Response> {
  const { ports } = web;
  const person = await thePerson(c, web);
  const { ok, filled } = await readConfirmed(c, nothing);
  if (!ok) return linkForm(c, web, filled);
  await within(web, "linksMailed", person.address.toLowerCase());
  await oweJob(ports, { id: `mail/access/${ports.ids()}`, type: "mail", to: person.id, letter: "access" });
  return done(c, `/people/${person.id}?sent`);
}

function endForm(c: PageContext, web: Web, filled: Filled = nothingFilled): Promise<Response> {
  return asked(c, web, filled, {
    title: "person.link.end",
    lead: "person.link.end.lead",
    confirm: "person.link.end.confirm",
    do: "person.link.end.do",
  });
}

/** All the links of a person, and the sessions they opened: one's own too, which are mailed anew at the door. */
async function end(c: PageContext, web: Web): Promise<Response> {
  const person = await thePerson(c, web);
  const { ok, filled } = await readConfirmed(c, nothing);
  if (!ok) return endForm(c, web, filled);
  await endLinks(web.ports, { person: person.id }, theCoordinator(c).person.id);
  return done(c, isSelf(c, person) ? "/" : `/people/${person.id}?ended`);
}

async function removal(c: PageContext, web: Web, filled: Filled = nothingFilled): Promise<Response> {
  await theOther(c, web);
  return asked(c, web, filled, {
    title: "removal.title",
    lead: "removal.lead",
    confirm: "removal.confirm",
    do: "removal.do",
  });
}

async function remove(c: PageContext, web: Web): Promise<Response> {
  const person = await theOther(c, web);
  const { ok, filled } = await readConfirmed(c, nothing);
  if (!ok) return removal(c, web, filled);
  await leaveNetwork(web.ports, person.id, { person: theCoordinator(c).person.id, coordinator: true });
  return done(c, "/people");
}
