import { html } from "hono/html";
import * as z from "zod";
import { href } from "../../../shared/addresses.ts";
import { type Action, type Programme, presentActions } from "../../../shared/programme/state.ts";
import { settleEveryone } from "../../../shared/stored/belonging.ts";
import {
  addOrganisation,
  changeOrganisation,
  listOrganisations,
  type Organisation,
  organisationRoles,
} from "../../../shared/stored/organisation.ts";
import type { Person } from "../../../shared/stored/person.ts";
import { listProgrammes, loadProgramme } from "../../../shared/stored/programme.ts";
import { facts, table } from "../components/facts.ts";
import { checkboxes, textField } from "../components/fields.ts";
import { errorSummary, nothingFilled } from "../components/filled.ts";
import { formPage } from "../components/form-page.ts";
import { frame } from "../components/frame.ts";
import { panel } from "../components/panel.ts";
import { row } from "../components/row.ts";
import { thePeople } from "../http/access.ts";
import { attempt, done } from "../http/answer.ts";
import { type Html, type PageContext, type Visitor, type Web, wantsJson } from "../http/context.ts";
import { type Filled, type Input, line } from "../http/input.ts";
import { type Say, say } from "../http/say.ts";
import type { EnteredOrganisation } from "./who.ts";

/** An organisation, as a form gives it. */
export const organisationEntry = z.strictObject({
  short: line("input.organisation.short", 60),
  name: line(undefined, 200).default(""),
  territory: line(undefined, 120).default(""),
  roles: z.array(z.enum(organisationRoles, "input.wrong")).max(organisationRoles.length, "input.many").default([]),
});
type Entry = z.infer<typeof organisationEntry>;

/** All organisations: what they are to the network, and how many people each has. */
export async function organisations(c: PageContext, web: Web): Promise<Response> {
  const all = await listOrganisations(web.ports.store);
  const { present } = await thePeople(web);
  const counts = Map.groupBy(present, ({ belongs }) => belongs);
  const countOf = ({ id }: Organisation) => counts.get(id)?.length ?? 0;
  if (wantsJson(c)) return c.json({ organisations: all.map((each) => ({ ...each, people: countOf(each) })) });
  const { text } = say(c, web);
  const rows = all.map((each) => [
    html`<a href="${href("organisation", { organisation: each.id })}">${each.short}</a>`,
    each.name === each.short ? "" : each.name,
    each.territory,
    each.roles.map((role) => text(`organisation.role.${role}`)).join(", "),
    countOf(each) === 0 ? "0" : html`<a href="${href("people", {}, { organisation: each.id })}">${countOf(each)}</a>`,
  ]);
  const heads = (["short", "name", "territory", "roles", "people"] as const).map((head) =>
    text(`organisation.${head}`),
  );
  const main = html`${row(
    html`<p><a href="${href("people")}">${text("people.title")}</a></p>`,
    html`<h1>${text("organisations.title")}</h1><p><a class="button" href="${href("newOrganisation")}">${text("organisation.add")}</a></p>`,
  )}
${row("", all.length === 0 ? html`<p>${text("organisations.none")}</p>` : table(text("organisations.title"), heads, rows), "wide")}`;
  return frame(c, web, { title: text("organisations.title"), main });
}

function fields({ text }: Say, filled: Filled, organisation?: Organisation): Html {
  const { short = "", name = "", territory = "", roles = [] } = organisation ?? {};
  return html`${textField(filled, { name: "short", label: text("organisation.short"), hint: text("organisation.short.hint"), value: short })}
${textField(filled, { name: "name", label: text("organisation.name"), value: name })}
${textField(filled, { name: "territory", label: text("organisation.territory"), hint: text("organisation.territory.hint"), value: territory })}
${checkboxes(filled, {
  name: "roles",
  label: text("organisation.roles"),
  options: organisationRoles.map((role) => ({ value: role, label: text(`organisation.role.${role}`) })),
  values: [...roles],
})}`;
}

/** The form that adds an organisation. */
export function newOrganisation(
  c: PageContext,
  web: Web,
  _: Visitor,
  filled: Filled = nothingFilled,
): Promise<Response> {
  const speak = say(c, web);
  const title = speak.text("organisation.add");
  const body = html`<form method="post" action="${href("organisations")}" novalidate>${fields(speak, filled)}<button>${title}</button></form>`;
  return formPage(c, web, { title, back: backToAll(speak), filled, body });
}

/** Adds it. */
export async function addedOrganisation(
  c: PageContext,
  web: Web,
  visitor: Visitor,
  { ok, filled }: Input<Entry>,
): Promise<Response> {
  if (!ok) return newOrganisation(c, web, visitor, filled);
  const result = await attempt(c, filled, { "organisation-exists": "short" }, async () => {
    const { id } = await addOrganisation(web.ports, ok);
    return done(c, href("organisation", { organisation: id }), { id }, 201);
  });
  return result instanceof Response ? result : newOrganisation(c, web, visitor, result);
}

/** An organisation, to change: its people, and the actions that name it. */
export async function organisation(
  c: PageContext,
  web: Web,
  { organisation }: EnteredOrganisation,
  filled: Filled = nothingFilled,
): Promise<Response> {
  const { present } = await thePeople(web);
  const people = present.filter(({ belongs }) => belongs === organisation.id);
  const actions = await actionsOf(web, organisation);
  if (wantsJson(c)) {
    const named = actions.map(({ programme, action, as }) => ({ programme: programme.id, action: action.id, as }));
    return c.json({ organisation, people: people.map(({ id, name }) => ({ id, name })), actions: named });
  }
  const speak = say(c, web);
  const { text } = speak;
  const refused = filled.errors.length > 0;
  const change = html`<form method="post" action="${href("organisation", { organisation: organisation.id })}" novalidate>${fields(speak, filled, refused ? undefined : organisation)}
<button>${text("amend.go")}</button></form>`;
  const back = backToAll(speak);
  const main = html`<p><a href="${back.href}">${back.label}</a></p>${errorSummary(speak, filled)}<h1>${organisation.short}</h1>
<div class="grid two"><div class="span-7">${peoplePanel(speak, organisation, people)}${actionsPanel(speak, actions)}</div>
<div class="span-5 beside">${aboutPanel(speak, organisation)}</div>
<div class="folds span-7"><details id="change"${refused ? html` open` : ""}><summary><h2>${text("organisation.change")}</h2></summary>${change}</details></div></div>`;
  return frame(c, web, { title: organisation.short, main, refused, styles: ["columns.css"] });
}

/** What it is to the network: its whole name, where it works, its roles. */
function aboutPanel({ text }: Say, { short, name, territory, roles }: Organisation): Html {
  const lines = facts([
    [text("organisation.name"), name === short ? "" : name],
    [text("organisation.territory"), territory],
    [text("organisation.roles"), roles.map((role) => text(`organisation.role.${role}`)).join(", ")],
  ]);
  return panel("about", text("organisation.about"), lines);
}

function peoplePanel({ text }: Say, { id }: Organisation, people: readonly Pick<Person, "id" | "name">[]): Html {
  const shown = people
    .slice(0, mostShown)
    .map((person) => html`<li><a href="${href("person", { person: person.id })}">${person.name}</a></li>`);
  const list =
    people.length === 0 ? html`<p>${text("organisation.people.none")}</p>` : html`<ul class="plain">${shown}</ul>`;
  const all = html`<li><a href="${href("people", {}, { organisation: id })}">${text("people.count", { count: people.length })}</a></li>`;
  return panel(
    "people",
    text("organisation.people"),
    html`${list}<ul class="ways">${people.length > mostShown ? all : ""}
<li><a href="${href("newPerson", {}, { organisation: id })}">${text("people.add")}</a></li></ul>`,
  );
}

function actionsPanel(speak: Say, actions: readonly Named[]): Html {
  const { text } = speak;
  const list =
    actions.length === 0
      ? html`<p>${text("organisation.actions.none")}</p>`
      : html`<ul class="plain">${actions.map((each) => html`<li>${actionLine(speak, each)}</li>`)}</ul>`;
  return panel("actions", text("organisation.actions"), list);
}

/** People whom the page of an organisation names; of more, the directory has them all. */
const mostShown = 50;

/** An action that names an organisation, and as what. */
type Named = { programme: Programme; action: Action; as: ("steering" | "concerned" | "funding")[] };

async function actionsOf({ ports: { store } }: Web, { id }: Organisation): Promise<Named[]> {
  const loaded = await Promise.all((await listProgrammes(store)).map((each) => loadProgramme(store, each.id)));
  return loaded.flatMap((each) => {
    if (!each) return [];
    const { state: programme } = each;
    return presentActions(programme).flatMap((action) => {
      const as = placesOf(action, id);
      return as.length === 0 ? [] : [{ programme, action, as }];
    });
  });
}

function placesOf({ steering, concerned, funding }: Action, id: string): Named["as"] {
  return [
    ...(steering.organisations.includes(id) ? (["steering"] as const) : []),
    ...(concerned.includes(id) ? (["concerned"] as const) : []),
    ...("by" in funding && funding.by.includes(id) ? (["funding"] as const) : []),
  ];
}

function actionLine({ text }: Say, { programme, action, as }: Named): Html {
  const places = as.map((each) => text(`organisation.as.${each}`)).join(", ");
  return html`<a href="${href("action", { programme: programme.id, action: action.id })}">${action.title}</a> <span class="muted">${programme.title} · ${places}</span>`;
}

/** Changes it; its people are called by the new short name at once. */
export async function changedOrganisation(
  c: PageContext,
  web: Web,
  entered: EnteredOrganisation,
  { ok, filled }: Input<Entry>,
): Promise<Response> {
  if (!ok) return organisation(c, web, entered, filled);
  const { id } = entered.organisation;
  const result = await attempt(c, filled, { "organisation-exists": "short" }, async () => {
    await settleEveryone(web.ports.store);
    await changeOrganisation(web.ports, id, ok);
    await settleEveryone(web.ports.store);
    return done(c, href("organisation", { organisation: id }));
  });
  return result instanceof Response ? result : organisation(c, web, entered, result);
}

function backToAll({ text }: Say): { href: string; label: string } {
  return { href: href("organisations"), label: text("organisations.title") };
}
