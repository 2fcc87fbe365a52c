import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import { delivered } from "../../../shared/deliverable/final/editions.ts";
import { holdingsIn } from "../../../shared/deliverable/summary.ts";
import { alphabetically } from "../../../shared/i18n/languages.ts";
import { loadState } from "../../../shared/stored/deliverable.ts";
import { actionTitles } from "../../../shared/stored/programme.ts";
import { frame } from "../components/frame.ts";
import { heldBy, olderLink } from "../components/held.ts";
import { row } from "../components/row.ts";
import { allAsGiven, type Opened } from "../http/access.ts";
import { type Html, type PageContext, type Visitor, type Web, wantsJson } from "../http/context.ts";
import { reachFiles } from "../http/file-store.ts";
import { rolesOf, visitorAs } from "../http/rights.ts";
import { type Say, say } from "../http/say.ts";
import { isForFunder, toldNote } from "./download-form.ts";
import { makingNote } from "./editions.ts";
import { deliveredTag, shownOf, whatThereIs } from "./final.ts";

/** What a funder, or their organisation, pays for: the final documents, and what is still to come. */
export async function funded(c: PageContext, web: Web, visitor: Visitor): Promise<Response> {
  const { summaries: all, next } = await heldBy(c, web, visitorAs(visitor), ["funder", "past-funder"]);
  const summaries = all.filter((summary) => holdingsIn(summary, visitorAs(visitor)).includes("funder"));
  const loaded = await Promise.all(summaries.map(({ id }) => loadState(web.ports.store, id)));
  const now = loaded.flatMap((each): Held[] => {
    const roles = each && rolesOf(visitor, each.state);
    return roles?.has("funder") ? [{ state: each!.state, roles }] : [];
  });
  const held: Held[] = [...now, ...(await allAsGiven(web, visitor, all, "funder"))];
  const states = held.map(({ state }) => state);
  const speak = say(c, web);
  const { text } = speak;
  if (wantsJson(c)) return c.json({ deliverables: states.map(shownOf), next });
  const titled = await actionTitles(
    web.ports.store,
    states.map(({ action }) => action),
  );
  const ready = ({ state }: Held): number => (delivered(state) ? 0 : 1);
  const sorted = held.sort((a, b) => ready(a) - ready(b) || alphabetically(a.state.title, b.state.title));
  await reachFiles(c, web);
  const main = html`${row("", html`<h1>${text("nav.funded")}</h1>${states.length === 0 ? html`<p>${text("funded.none")}</p>` : ""}${held.some((each) => isForFunder(each) && delivered(each.state)) ? toldNote(speak) : ""}`)}
<ul class="things">${sorted.map((each) => html`<li>${item(speak, each, titled(each.state.action))}</li>`)}</ul>
${olderLink(speak, next)}`;
  return frame(c, web, { title: text("nav.funded"), main, scripts: ["confirm.js"] });
}

/** A deliverable that somebody funds, or did, and what they are to it. */
type Held = Pick<Opened, "state" | "roles">;

function item(speak: Say, held: Held, action: string): Html {
  const { state } = held;
  return row(
    html`<p>${deliveredTag(speak, state)}</p>`,
    html`<h2><a href="${href("final", { id: state.id })}">${state.title}</a></h2><p class="muted">${action}</p>${whatThereIs(speak, held, undefined, { among: true })}${makingNote(speak, state)}`,
  );
}
