import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import { standingOf, toldReviewers } from "../../../shared/asking/standing.ts";
import type { Now } from "../../../shared/asking/week.ts";
import { actingAs } from "../../../shared/deliverable/holder.ts";
import type { Holding } from "../../../shared/deliverable/place.ts";
import { type Summary, summarize } from "../../../shared/deliverable/summary.ts";
import { actionTitles } from "../../../shared/stored/programme.ts";
import { without } from "../../../shared/values.ts";
import { nowOf } from "../components/duties.ts";
import { frame } from "../components/frame.ts";
import { heldBy, olderLink } from "../components/held.ts";
import { row } from "../components/row.ts";
import { stageTag } from "../components/stage.ts";
import { standingLine } from "../components/standing.ts";
import { allAsGiven, thePeople } from "../http/access.ts";
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
  // a reviewer decides without knowing how the round would close, nor who of those who may be hidden asks for another
  const listed = [...mine, ...kept].map(
    ({ reviewers: _, duties: __, past: ___, invited: ____, ended: _____, round, ...summary }) => ({
      ...summary,
      ...(round && { round: without(round, "closes", "proposed") }),
    }),
  );
  if (wantsJson(c)) return c.json({ deliverables: listed, next });
  const speak = say(c, web);
  const { text } = speak;
  const titled = await actionTitles(
    web.ports.store,
    listed.map(({ action }) => action),
  );
  const view: View = { speak, now: nowOf(web), named: (await thePeople(web)).named, titled };
  const open = mine.filter(({ stage }) => stage === "review");
  const closed = mine.filter(({ stage }) => stage !== "review");
  const main = html`${row("", html`<h1>${text("reviews.title")}</h1>${open.length === 0 ? html`<p>${text("reviews.none")}</p>` : ""}`)}
<ul class="things">${[...open, ...closed].map((summary) => html`<li>${item(view, summary)}</li>`)}${kept.map((summary) => html`<li>${keptItem(view, summary)}</li>`)}</ul>
${olderLink(speak, next)}`;
  return frame(c, web, { title: text("reviews.title"), main });
}

/** As they stood when the visitor was last given something of them. */
async function keptBy(web: Web, visitor: Visitor, all: readonly Summary[], ...roles: Role[]): Promise<Summary[]> {
  const kept = await allAsGiven(web, visitor, all, ...roles);
  return kept.map(({ state }) => summarize(state, ""));
}

type View = {
  speak: Say;
  now: Now;
  named: (ids: readonly string[]) => string;
  titled: (action: string) => string;
};

function item({ speak, now, named, titled }: View, summary: Summary): Html {
  const { id, title, action, stage } = summary;
  const standing = toldReviewers(standingOf(summary, now));
  return row(
    html`<p>${stageTag(speak, stage)}</p>`,
    html`<h2><a href="${href("reading", { id })}">${title}</a></h2><p class="muted">${titled(action)}</p>${standingLine(speak, standing, named)}`,
  );
}

/** What is kept of one that has gone on: where it stands now is not told. */
function keptItem({ speak, titled }: View, { id, title, action }: Summary): Html {
  return row(
    html`<p>${speak.text("reviews.past")}</p>`,
    html`<h2><a href="${href("reading", { id })}">${title}</a></h2><p class="muted">${titled(action)}</p>`,
  );
}
