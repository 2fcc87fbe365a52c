import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import { standingOf } from "../../../shared/asking/standing.ts";
import { type Item, lateOf, type Now } from "../../../shared/asking/week.ts";
import type { Stage } from "../../../shared/deliverable/state.ts";
import type { Summary } from "../../../shared/deliverable/summary.ts";
import type { Kind } from "../../../shared/kinds/kind.ts";
import { listKinds } from "../../../shared/kinds/resolve.ts";
import { type Ended, endedPage, endedYears, openSummaries } from "../../../shared/stored/lists.ts";
import { actionTitles } from "../../../shared/stored/programme.ts";
import { nowOf } from "../components/duties.ts";
import { frame } from "../components/frame.ts";
import { row } from "../components/row.ts";
import { stageTag } from "../components/stage.ts";
import { standingLine } from "../components/standing.ts";
import { type People, thePeople } from "../http/access.ts";
import { type Html, type PageContext, type Web, wantsJson } from "../http/context.ts";
import { type Say, say } from "../http/say.ts";
import { undeliveredNote } from "../mails/undelivered.ts";
import { byUrgency, urgencyOf } from "./urgency.ts";

type View = { speak: Say; people: People; kinds: Kind[]; now: Now; titled: (action: string) => string };

/** What is open in the network, by stage, the most urgent first; and what came to its end in one year, this one if none is asked for. */
export async function deliverables(c: PageContext, web: Web): Promise<Response> {
  const { ports } = web;
  const now = nowOf(web);
  const years = await endedYears(ports.store);
  const year = c.req.query("year") ?? now.today.slice(0, 4);
  const ended: Ended = years.includes(year)
    ? await endedPage(ports.store, year, c.req.query("after"))
    : { summaries: [] };
  const summaries = [...(await openSummaries(ports.store)), ...ended.summaries].sort(byUrgency(now));
  const late = lateOf(summaries, now);
  const { next } = ended;
  if (wantsJson(c)) return c.json({ deliverables: summaries, late, years, ...(next !== undefined && { next }) });
  const titled = await actionTitles(
    ports.store,
    summaries.map(({ action }) => action),
  );
  const kinds = await listKinds(ports.assets);
  const view: View = { speak: say(c, web), people: await thePeople(web), kinds, now, titled };
  const { text } = view.speak;
  const main = html`${row(
    "",
    html`<h1>${text("deliverables.title")}</h1>${await undeliveredNote(web, view.speak)}${firstThing(view, summaries)}
<p><a href="${href("kinds")}">${text("kinds.title")}</a></p>`,
  )}
${lateSection(view, lateIn(summaries, late))}
${(["draft", "review", "final", "withdrawn"] as const).map((stage) => stageGroup(view, stage, summaries))}
${moreOf(view.speak, year, next)}${otherYears(view.speak, years, year)}`;
  return frame(c, web, { title: text("deliverables.title"), main });
}

/** Where a year has more than a page, that it is not all here, and the way on. */
function moreOf({ text }: Say, year: string, next: string | undefined): Html | "" {
  if (next === undefined) return "";
  const address = href("deliverables", {}, { year, after: next });
  return row("", html`<p>${text("deliverables.part", { year })} <a href="${address}">${text("list.more")}</a></p>`);
}

/** The way to what came to its end in another year. */
function otherYears({ text }: Say, years: readonly string[], shown: string): Html | "" {
  const others = years.filter((year) => year !== shown);
  if (others.length === 0) return "";
  return row(
    "",
    html`<p>${text("deliverables.years")}</p><ul class="plain">${others.map(
      (year) => html`<li><a href="${href("deliverables", {}, { year })}">${year}</a></li>`,
    )}</ul>`,
  );
}

/** The page's one primary action: to treat the first item, or to create one where there is none. */
function firstThing(view: View, summaries: Summary[]): Html {
  const { text } = view.speak;
  const first = summaries.find((summary) => ["late", "now"].includes(urgencyOf(standingOf(summary, view.now))));
  if (!first) {
    return html`<p>${text(summaries.length === 0 ? "deliverables.empty" : "deliverables.quiet")}</p>
<p><a class="button" href="${href("newDeliverable")}">${text("new.title")}</a></p>`;
  }
  return html`<div class="note next"><p><strong>${text("deliverables.first")}</strong> – ${first.title}</p>
${nextWords(view, first)}
<p><a class="button" href="${href("deliverable", { id: first.id })}">${text("deliverables.treat")}</a></p></div>
<p><a href="${href("newDeliverable")}">${text("new.title")}</a></p>`;
}

/** The documents that are late, each once. */
function lateIn(summaries: readonly Summary[], late: readonly Item[]): Summary[] {
  const ids = [...new Set(late.map(({ id }) => id))];
  return ids.flatMap((id) => summaries.find((summary) => summary.id === id) ?? []);
}

/** What is past its day, the oldest first. */
function lateSection({ speak, people, now }: View, late: readonly Summary[]): Html | "" {
  if (late.length === 0) return "";
  return html`<section aria-labelledby="late">${row("", html`<h2 id="late">${speak.text("deliverables.late", { count: late.length })}</h2>`)}
<ul class="things">${late.map(
    (item) =>
      html`<li>${row(
        "",
        html`<h3><a href="${href("deliverable", { id: item.id })}#awaited">${item.title}</a></h3>${standingLine(speak, standingOf(item, now), people.named)}`,
      )}</li>`,
  )}</ul></section>`;
}

function stageGroup(view: View, stage: Stage, summaries: Summary[]): Html | "" {
  const inStage = summaries.filter((summary) => summary.stage === stage);
  if (inStage.length === 0) return "";
  const { text } = view.speak;
  return html`<section aria-labelledby="stage-${stage}">
${row(stageTag(view.speak, stage), html`<h2 id="stage-${stage}">${text(`deliverables.${stage}`, { count: inStage.length })}</h2>`)}
<ul class="things">${inStage.map((summary) => html`<li>${item(view, summary)}</li>`)}</ul>
</section>`;
}

function item(view: View, summary: Summary): Html {
  const { speak, kinds } = view;
  const named = kinds.find(({ id }) => id === summary.kind)?.name;
  const kind = named ? speak.given(named) : summary.kind;
  return row(
    "",
    html`<h3><a href="${href("deliverable", { id: summary.id })}">${summary.title}</a></h3>
<p class="muted">${kind} · ${view.titled(summary.action)}</p>
${nextWords(view, summary)}`,
  );
}

function nextWords({ speak, people, now }: View, summary: Summary): Html {
  return standingLine(speak, standingOf(summary, now), people.named);
}
