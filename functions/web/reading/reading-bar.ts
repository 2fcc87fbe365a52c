import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import { daysBetween, lastDay, localDate } from "../../../shared/time/calendar.ts";
import { roundTitle } from "../components/round-title.ts";
import type { Html } from "../http/context.ts";
import { isAsked } from "../review/may-remark.ts";
import type { ReadingView } from "./reading-view.ts";

/** What stands at the head of a document that is read: the way home, its title, until when, what was kept, the way to the decision. */
export function readingBar(view: ReadingView): Html {
  const { speak, opened } = view;
  const { text } = speak;
  const { state, roles } = opened;
  const office = roles.has("coordinator") || roles.has("author");
  const up = office
    ? html`<p class="home"><a href="${href("deliverable", { id: state.id })}">${text("reading.up")}</a></p>`
    : "";
  return html`<header class="taskbar">
<div class="what"><p class="home"><a href="${href("reviews")}">${text("nav.reviewed")}</a></p>${up}<h1>${state.title}</h1><p class="muted">${standing(view)}</p></div>
${acts(view)}
</header>`;
}

/** "Relecture nᵒ 1 · jusqu’au 18 décembre (20 jours)"; of one that is closed, how. */
function standing({ web, speak, opened, round }: ReadingView): string {
  const { text } = speak;
  const { state } = opened;
  const { timeZone } = web.settings;
  const now = new Date(web.ports.clock()).toISOString();
  const days = daysBetween(localDate(now, timeZone), lastDay(round.deadline, timeZone));
  const left = days === 0 ? text("reading.today") : days > 0 ? text("reading.days", { count: days }) : "";
  const until = `${text("reading.until", { date: speak.shortUntil(round.deadline) })}${left && ` (${left})`}`;
  const end = text(round.outcome ? `outcome.${round.outcome}` : `stage.${state.stage}`);
  return [roundTitle(speak, state, round), round.closed ? end : until].join(" · ");
}

/** Always in reach while the round is open: what was not sent, and one's decision for those it asks. */
function acts(view: ReadingView): Html | "" {
  const { speak, opened, round, mine, may } = view;
  const { text } = speak;
  if (!may) return "";
  const decide = isAsked(opened, round)
    ? html`<a id="decide" class="button${mine ? " second" : ""}" href="${href("decision", { id: opened.state.id })}">${text(mine ? "decision.change" : "decision.go")}</a>`
    : "";
  const kept = keptWords(view);
  return kept || decide ? html`<div class="acts">${kept}${decide}</div>` : "";
}

/** "4 remarques, gardées à 18 h 53". */
function keptWords({ web, speak, opened, remarks }: ReadingView): Html | "" {
  const all = [...remarks.ready, ...remarks.unfinished];
  const count = all.length;
  if (count === 0) return "";
  const { timeZone } = web.settings;
  const last = all
    .map(({ updated }) => updated)
    .toSorted()
    .at(-1)!;
  const isToday = localDate(last, timeZone) === localDate(new Date(web.ports.clock()).toISOString(), timeZone);
  const kept = isToday
    ? speak.text("reading.kept.at", { count, time: speak.time(last) })
    : speak.text("reading.kept.on", { count, date: speak.shortDay(last) });
  return html`<p><a href="${href("remarks", { id: opened.state.id })}">${speak.text("reading.unsent", { count })}</a>, <span class="muted">${kept}</span></p>`;
}
