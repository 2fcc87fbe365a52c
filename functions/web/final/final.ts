import { Hono } from "hono";
import { html } from "hono/html";
import type { State } from "../../../shared/deliverable/state.ts";
import { Refusal } from "../../../shared/errors.ts";
import { mediaTypes } from "../../../shared/formats/media-types.ts";
import { listSummaries, loadState } from "../../../shared/stored/deliverable.ts";
import { frame } from "../components/frame.ts";
import { outputLinks } from "../components/outputs.ts";
import { row } from "../components/row.ts";
import { stageTag } from "../components/stage.ts";
import { allAsGiven, theDeliverableAsGiven } from "../http/access.ts";
import { param } from "../http/answer.ts";
import { type Html, type PageContext, type Variables, type Web, wantsJson } from "../http/context.ts";
import { rolesOf } from "../http/rights.ts";
import { type Say, say } from "../http/say.ts";
import { theVisitor } from "../http/visitor.ts";
import { dossierFor, dossierLink } from "./dossier.ts";

/** What a funder pays for: the final documents, and what is still to come. */
export function finalPages(web: Web): Hono<{ Variables: Variables }> {
  return new Hono<{ Variables: Variables }>()
    .get("/funded", (c) => funded(c, web))
    .get("/deliverables/:id/final", (c) => final(c, web))
    .get("/deliverables/:id/outputs/:format", (c) => download(c, web));
}

async function funded(c: PageContext, web: Web): Promise<Response> {
  const visitor = theVisitor(c);
  const all = await listSummaries(web.ports.store);
  const summaries = all.filter(({ funders }) => funders.includes(visitor.person.id));
  const loaded = await Promise.all(summaries.map(({ id }) => loadState(web.ports.store, id)));
  const now = loaded.flatMap((each) => (each && rolesOf(visitor, each.state).has("funder") ? [each.state] : []));
  const kept = (await allAsGiven(web, visitor, all, "funder")).map(({ state }) => state);
  const states = [...now, ...kept];
  const speak = say(c, web);
  const { text } = speak;
  if (wantsJson(c)) return c.json({ deliverables: states.map(shownOf) });
  const ready = (state: State): number => (state.final?.outputs.length ? 0 : 1);
  const sorted = states.sort((a, b) => ready(a) - ready(b) || a.title.localeCompare(b.title, "fr"));
  const main = html`${row("", html`<h1>${text("nav.funded")}</h1>${states.length === 0 ? html`<p>${text("funded.none")}</p>` : ""}`)}
<ul class="things">${sorted.map((state) => html`<li>${item(speak, state)}</li>`)}</ul>`;
  return frame(c, web, { title: text("nav.funded"), main });
}

/** What a funder sees of a deliverable. */
function shownOf({ id, title, action, stage, due, final }: State) {
  const outputs = (final?.outputs ?? []).map(({ format, bytes, pages, sha256 }) => ({ format, bytes, pages, sha256 }));
  return { id, title, action, stage, due, outputs };
}

async function final(c: PageContext, web: Web): Promise<Response> {
  const opened = await theDeliverableAsGiven(c, web, "funder", "author", "coordinator");
  const { state, roles } = opened;
  if (wantsJson(c)) return c.json({ deliverable: shownOf(state) });
  const speak = say(c, web);
  const made = state.final && (await dossierFor(web, opened));
  const main = row(
    html`<p>${stageTag(speak, state.stage)}</p>${state.final ? html`<p>${speak.instant(state.final.approved)}</p>` : ""}`,
    html`<h1>${state.title}</h1><p class="muted">${state.action}</p>${whatThereIs(speak, state)}
${made ? html`<p>${dossierLink(speak, state, made)}</p>` : ""}
${roles.has("coordinator") ? html`<p><a href="/deliverables/${state.id}/dossier">${speak.text("dossier.title")}</a></p>` : ""}`,
  );
  return frame(c, web, { title: state.title, main });
}

function item(speak: Say, state: State): Html {
  return row(
    html`<p>${stageTag(speak, state.stage)}</p>`,
    html`<h2><a href="/deliverables/${state.id}/final">${state.title}</a></h2><p class="muted">${state.action}</p>${whatThereIs(speak, state)}`,
  );
}

function whatThereIs(speak: Say, state: State): Html {
  const { text } = speak;
  if (state.final?.outputs.length) return outputLinks(speak, state);
  if (state.stage === "withdrawn") return html`<p>${text("step.withdrawn")}</p>`;
  if (state.final) return html`<p>${text("step.rendering")}</p>`;
  return html`<p>${state.due.final ? text("funded.expected", { date: speak.date(state.due.final) }) : text("funded.coming")}</p>`;
}

/** On to a short-lived address in the file store, as an attachment. */
async function download(c: PageContext, web: Web): Promise<Response> {
  const { state } = await theDeliverableAsGiven(c, web, "funder", "author", "coordinator");
  const output = state.final?.outputs.find(({ format }) => format === param(c, "format"));
  if (!output) throw new Refusal("not-found");
  const filename = output.key.slice(output.key.lastIndexOf("/") + 1);
  const { sha256, bytes } = output;
  const as = { filename, mediaType: mediaTypes[output.format], seconds: 300, content: { sha256, bytes } };
  return c.redirect(await web.ports.files.signDownload(output.key, as), 302);
}
