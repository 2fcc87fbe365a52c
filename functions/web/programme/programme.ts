import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import { type Action, type Family, type Programme, presentActions } from "../../../shared/programme/state.ts";
import type { Summary } from "../../../shared/programme/summary.ts";
import { listProgrammes } from "../../../shared/stored/programme.ts";
import { frame } from "../components/frame.ts";
import { row } from "../components/row.ts";
import { type Html, type PageContext, type Web, wantsJson } from "../http/context.ts";
import { type Say, say } from "../http/say.ts";
import { doubtsNote } from "./doubts.ts";
import { organisationNames } from "./names.ts";
import type { OpenedProgramme } from "./who.ts";

/** On to the programme of now; to the list where there is none, which says how to begin. */
export async function currentProgramme(c: PageContext, { ports }: Web): Promise<Response> {
  const [last] = await listProgrammes(ports.store);
  return c.redirect(last ? href("programmeOf", { programme: last.id }) : href("programmes"), 302);
}

/** All programmes, and the ways to make one. */
export async function programmes(c: PageContext, web: Web): Promise<Response> {
  const headings = await listProgrammes(web.ports.store);
  if (wantsJson(c)) return c.json({ programmes: headings });
  const speak = say(c, web);
  const { text } = speak;
  const main = row(
    "",
    html`<h1>${text("programmes.title")}</h1>
${headings.length === 0 ? html`<p>${text("programmes.none")}</p>` : html`<ul class="plain">${headings.map((each) => programmeItem(speak, each))}</ul>`}
<p class="buttons"><a class="button" href="${href("newProgramme")}">${text("programme.new")}</a> <a class="button second" href="${href("programmeImport")}">${text("programme.import")}</a></p>`,
  );
  return frame(c, web, { title: text("programmes.title"), main });
}

function programmeItem(speak: Say, { id, title, from, until }: Summary): Html {
  const period = speak.text("period", { from: speak.date(from), until: speak.date(until) });
  return html`<li><h2><a href="${href("programmeOf", { programme: id })}">${title}</a></h2><p class="muted">${period}</p></li>`;
}

/** A programme: its actions by family, each with who steers it, what is expected and who pays. */
export async function programme(c: PageContext, web: Web, { programme }: OpenedProgramme): Promise<Response> {
  if (wantsJson(c)) return c.json({ programme });
  const speak = say(c, web);
  const { text } = speak;
  const called = await organisationNames(web);
  const { id, title, from, until } = programme;
  const actions = presentActions(programme);
  const main = html`${row(
    html`<p>${text("period", { from: speak.date(from), until: speak.date(until) })}</p>`,
    html`<h1>${title}</h1><p class="buttons"><a class="button" href="${href("matrix", { programme: id })}">${text("matrix.title")}</a> <a class="button second" href="${href("newAction", { programme: id })}">${text("action.new")}</a></p>
<ul class="plain"><li><a href="${href("programmeChange", { programme: id })}">${text("programme.change")}</a></li>
<li><a href="${href("programmeFile", { programme: id })}">${text("programme.file")}</a></li>
<li><a href="${href("actionsTable", { programme: id })}">${text("programme.table")}</a></li>
<li><a href="${href("programmeHistory", { programme: id })}">${text("programme.history")}</a></li>
<li><a href="${href("programmeImport")}">${text("programme.import")}</a></li>
<li><a href="${href("programmes")}">${text("programmes.title")}</a></li></ul>
${await doubtsNote(web, speak, programme)}`,
  )}
${programme.families.map((family) => familySection(speak, programme, family, actions, called))}`;
  return frame(c, web, { title, main });
}

function familySection(
  speak: Say,
  { id }: Programme,
  family: Family,
  actions: readonly Action[],
  called: (id: string) => string,
): Html | "" {
  const own = actions.filter((action) => action.family === family.id);
  if (own.length === 0) return "";
  return html`<section aria-labelledby="family-${family.id}">${row("", html`<h2 id="family-${family.id}">${family.title}</h2>`)}
<ul class="things">${own.map((action) => html`<li>${actionItem(speak, id, action, called)}</li>`)}</ul></section>`;
}

function actionItem({ text }: Say, programme: string, action: Action, called: (id: string) => string): Html {
  const { id, title, expected } = action;
  const expectations = expected.map(({ title, when }) => (when ? `${title} (${when.said})` : title)).join(" · ");
  return row(
    html`<p>${fundingWords(text("matrix.no-funding"), action, called)}</p>`,
    html`<h3><a href="${href("action", { programme, action: id })}">${title}</a></h3>
${steeringWords(action, called) ? html`<p class="muted">${steeringWords(action, called)}</p>` : ""}${expectations ? html`<p>${expectations}</p>` : ""}`,
  );
}

/** Who pays for an action: "ACSE, DAIC", or that nobody does. */
export function fundingWords(noFunding: string, { funding }: Action, called: (id: string) => string): string {
  return "by" in funding ? funding.by.map(called).join(", ") : noFunding;
}

/** Who steers it, in the words that were used; else the names of the organisations. */
export function steeringWords({ steering }: Action, called: (id: string) => string): string {
  return steering.words ?? steering.organisations.map(called).join(", ");
}
