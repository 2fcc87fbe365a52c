import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import { delivered } from "../../../shared/deliverable/final/editions.ts";
import type { State } from "../../../shared/deliverable/state.ts";
import { holdingsIn } from "../../../shared/deliverable/summary.ts";
import { alphabetically } from "../../../shared/i18n/languages.ts";
import { loadState } from "../../../shared/stored/deliverable.ts";
import { actionTitles } from "../../../shared/stored/programme.ts";
import { frame } from "../components/frame.ts";
import { heldBy, olderLink } from "../components/held.ts";
import { row } from "../components/row.ts";
import { allAsGiven } from "../http/access.ts";
import { type Html, type PageContext, type Visitor, type Web, wantsJson } from "../http/context.ts";
import { rolesOf, visitorAs } from "../http/rights.ts";
import { type Say, say } from "../http/say.ts";
import { makingNote } from "./editions.ts";
import { deliveredTag, shownOf, whatThereIs } from "./final.ts";

/** What a funder, or their organisation, pays for: the final documents, and what is still to come. */
export async function funded(c: PageContext, web: Web, visitor: Visitor): Promise<Response> {
  const { summaries: all, next } = await heldBy(c, web, visitorAs(visitor), ["funder", "past-funder"]);
  const summaries = all.filter((summary) => holdingsIn(summary, visitorAs(visitor)).includes("funder"));
  const loaded = await Promise.all(summaries.map(({ id }) => loadState(web.ports.store, id)));
  const now = loaded.flatMap((each) => (each && rolesOf(visitor, each.state).has("funder") ? [each.state] : []));
  const kept = (await allAsGiven(web, visitor, all, "funder")).map(({ state }) => state);
  const states = [...now, ...kept];
  const speak = say(c, web);
  const { text } = speak;
  if (wantsJson(c)) return c.json({ deliverables: states.map(shownOf), next });
  const titled = await actionTitles(
    web.ports.store,
    states.map(({ action }) => action),
  );
  const ready = (state: State): number => (delivered(state) ? 0 : 1);
  const sorted = states.sort((a, b) => ready(a) - ready(b) || alphabetically(a.title, b.title));
  const main = html`${row("", html`<h1>${text("nav.funded")}</h1>${states.length === 0 ? html`<p>${text("funded.none")}</p>` : ""}`)}
<ul class="things">${sorted.map((state) => html`<li>${item(speak, state, titled(state.action))}</li>`)}</ul>
${olderLink(speak, next)}`;
  return frame(c, web, { title: text("nav.funded"), main });
}

function item(speak: Say, state: State, action: string): Html {
  return row(
    html`<p>${deliveredTag(speak, state)}</p>`,
    html`<h2><a href="${href("final", { id: state.id })}">${state.title}</a></h2><p class="muted">${action}</p>${whatThereIs(speak, state)}${makingNote(speak, state)}`,
  );
}
