import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import { actingAs } from "../../../shared/deliverable/holder.ts";
import type { Holding } from "../../../shared/deliverable/place.ts";
import { type Summary, summarize } from "../../../shared/deliverable/summary.ts";
import { actionTitles } from "../../../shared/stored/programme.ts";
import { frame } from "../components/frame.ts";
import { heldBy, olderLink } from "../components/held.ts";
import { row } from "../components/row.ts";
import { stageTag } from "../components/stage.ts";
import { allAsGiven } from "../http/access.ts";
import { type Html, type PageContext, type Visitor, type Web, wantsJson } from "../http/context.ts";
import type { Role } from "../http/rights.ts";
import { type Say, say } from "../http/say.ts";

/** Those who read, or did. */
const everyReader: readonly Holding[] = ["reviewer", "past-author", "past-reviewer", "past-invited"];

/** What a reviewer has to read, and what they read before. */
export async function reviews(c: PageContext, web: Web, visitor: Visitor): Promise<Response> {
  const { person, grants } = visitor;
  const opens = (id: string): boolean =>
    grants.some(({ purpose, thing }) => purpose === "enter" || (purpose === "review" && thing === id));
  const { summaries: all, next } = await heldBy(c, web, actingAs(person), everyReader);
  const mine = all.filter(
    ({ id, reviewers, stage }) => reviewers.includes(person.id) && opens(id) && stage !== "draft",
  );
  const kept = await keptBy(web, visitor, all, "author", "reviewer", "invited");
  const listed = [...mine, ...kept].map(
    ({ reviewers: _, duties: __, past: ___, invited: ____, ended: _____, ...summary }) => summary,
  );
  if (wantsJson(c)) return c.json({ deliverables: listed, next });
  const speak = say(c, web);
  const { text } = speak;
  const titled = await actionTitles(
    web.ports.store,
    listed.map(({ action }) => action),
  );
  const open = mine.filter(({ stage }) => stage === "review");
  const closed = mine.filter(({ stage }) => stage !== "review");
  const main = html`${row("", html`<h1>${text("reviews.title")}</h1>${open.length === 0 ? html`<p>${text("reviews.none")}</p>` : ""}`)}
<ul class="things">${[...open, ...closed].map((summary) => html`<li>${item(speak, summary, titled)}</li>`)}${kept.map((summary) => html`<li>${keptItem(speak, summary, titled)}</li>`)}</ul>
${olderLink(speak, next)}`;
  return frame(c, web, { title: text("reviews.title"), main });
}

/** As they stood when the visitor was last given something of them. */
async function keptBy(web: Web, visitor: Visitor, all: readonly Summary[], ...roles: Role[]): Promise<Summary[]> {
  const kept = await allAsGiven(web, visitor, all, ...roles);
  return kept.map(({ state }) => summarize(state, ""));
}

type Titled = (action: string) => string;

function item(speak: Say, { id, title, action, stage, round }: Summary, titled: Titled): Html {
  const until = round ? speak.text("until", { date: speak.until(round.deadline) }) : "";
  return row(
    html`<p>${stageTag(speak, stage)}</p>`,
    html`<h2><a href="${href("reading", { id })}">${title}</a></h2><p class="muted">${titled(action)}</p>${until ? html`<p>${until}</p>` : ""}`,
  );
}

/** What is kept of one that has gone on: where it stands now is not told. */
function keptItem({ text }: Say, { id, title, action }: Summary, titled: Titled): Html {
  return row(
    html`<p>${text("reviews.past")}</p>`,
    html`<h2><a href="${href("reading", { id })}">${title}</a></h2><p class="muted">${titled(action)}</p>`,
  );
}
