import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import { actingAs } from "../../../shared/deliverable/holder.ts";
import { isOf, type Summary } from "../../../shared/meeting/summary.ts";
import type { Store } from "../../../shared/ports.ts";
import { meetingYears, openResolutionsOf, pastMeetings, plannedMeetings } from "../../../shared/stored/meeting.ts";
import { lastDayOf } from "../../../shared/time/period.ts";
import type { LocalDate } from "../../../shared/values.ts";
import { nowOf } from "../components/duties.ts";
import { frame } from "../components/frame.ts";
import { hoursWords, kindWords, whenWords, whereWords } from "../components/meeting.ts";
import { decisionItems, decisionsAsJson, meetingsAsJson } from "../components/meeting-lines.ts";
import { type MeetingSay, meetingTitle, tellingMeetings } from "../components/meeting-words.ts";
import { row } from "../components/row.ts";
import { thePeople } from "../http/access.ts";
import { type Html, type PageContext, type Visitor, type Web, wantsJson } from "../http/context.ts";
import { coordinates } from "../http/rights.ts";
import { say } from "../http/say.ts";
import { pageOf } from "../programme/paged.ts";

const aPage = 50;

/** Meetings to come, to be recorded, of the past by year, and decisions that are not done: to coordinators all, to others theirs. */
export async function meetings(c: PageContext, web: Web, visitor: Visitor): Promise<Response> {
  const { store } = web.ports;
  const office: boolean = coordinates(visitor);
  const own = (all: readonly Summary[]) => all.filter((each) => office || isOf(each, actingAs(visitor.person)));
  const { today } = nowOf(web);
  const planned = own(await plannedMeetings(store));
  const coming = planned.filter((each) => lastDayOf(each) >= today);
  const toRecord = planned.filter((each) => lastDayOf(each) < today);
  const decisions = await openResolutionsOf(store, office ? undefined : actingAs(visitor.person));
  const years = await meetingYears(store);
  const asked = years.find((each) => each === c.req.query("year"));
  const year = asked ?? (await lastYear(store, years, today, own));
  const past = year === undefined ? [] : own(await pastMeetings(store, year));
  const speak = tellingMeetings(say(c, web));
  if (wantsJson(c)) {
    const [shown, unrecorded, before] = [coming, toRecord, past].map((each) => meetingsAsJson(office, each));
    const open = await decisionsAsJson(web, speak, decisions);
    return c.json({ coming: shown, toRecord: unrecorded, decisions: open, years, year, past: before });
  }
  const { told } = speak;
  const start = Math.max(0, Math.trunc(Number(c.req.query("from"))) || 0);
  const { groups, next } = pageOf([["past", past] as const], start, aPage);
  const shown = groups.flatMap(([, each]) => each);
  const nothing = html`<p>${told("list.none")}</p>`;
  const main = html`${row(
    "",
    html`<h1>${told("list")}</h1>${office ? html`<p><a class="button" href="${href("newMeeting")}">${told("new")}</a></p>` : ""}`,
  )}
${toRecord.length > 0 ? section("to-record", told("list.to-record"), items(speak, toRecord, office ? "meetingRecord" : "meeting")) : ""}
${section("coming", told("list.coming"), coming.length === 0 ? row("", nothing) : items(speak, coming))}
${decisions.length > 0 ? section("decisions", told("decisions.open"), row("", html`<ul class="plain">${await decisionItems(web, speak, await thePeople(web), decisions)}</ul>`)) : ""}
${year === undefined ? "" : section("past", told("list.past", { year }), html`${yearLinks(speak, years, year)}${shown.length === 0 ? row("", nothing) : items(speak, shown)}${moreLink(speak, year, next)}`)}`;
  return frame(c, web, { title: told("list"), main });
}

/** The last year until now in which there is a meeting to show; where none is, the first one to come. */
async function lastYear(
  store: Store,
  years: readonly string[],
  today: LocalDate,
  own: (all: readonly Summary[]) => Summary[],
): Promise<string | undefined> {
  const until = years.filter((each) => each <= today.slice(0, 4));
  for (const year of until.slice(0, 2)) if (own(await pastMeetings(store, year)).length > 0) return year;
  return until[0] ?? years.at(-1);
}

function section(id: string, title: string, body: Html): Html {
  return html`<section aria-labelledby="${id}">${row("", html`<h2 id="${id}">${title}</h2>`)}${body}</section>`;
}

function items(speak: MeetingSay, meetings: readonly Summary[], to: "meeting" | "meetingRecord" = "meeting"): Html {
  return html`<ul class="things">${meetings.map((meeting) => html`<li>${item(speak, meeting, to)}</li>`)}</ul>`;
}

/** In the margin when it is; beside it what, where, how many come, what it decided. */
function item(speak: MeetingSay, meeting: Summary, to: "meeting" | "meetingRecord"): Html {
  const { told } = speak;
  const { id, stage, title, invited, present, outsiders = 0, documents, resolutions } = meeting;
  const came = (present?.length ?? 0) + outsiders;
  const facts = [
    title ? kindWords(speak, meeting.kind) : "",
    hoursWords(speak, meeting),
    whereWords(speak, meeting),
    stage === "held" ? told("list.came", { count: came }) : told("list.invited", { count: invited.length }),
    documents.length > 0 ? told("list.documents", { count: documents.length }) : "",
    resolutions.all > 0 ? told("list.decisions", { count: resolutions.all }) : "",
  ].filter(Boolean);
  const tag = stage === "cancelled" ? html` <span class="tag error">${told("stage.cancelled")}</span>` : "";
  return row(
    html`<p>${whenWords(speak, { date: meeting.date, ...(meeting.until && { until: meeting.until }) })}</p>`,
    html`<h3><a href="${href(to, { meeting: id })}">${meetingTitle(speak, meeting)}</a>${tag}</h3><p class="muted">${facts.join(" · ")}</p>`,
  );
}

function yearLinks({ told }: MeetingSay, years: readonly string[], year: string): Html | "" {
  if (years.length < 2) return "";
  const links = years.map((each) =>
    each === year
      ? html`<li aria-current="true">${each}</li>`
      : html`<li><a href="${href("meetings", {}, { year: each })}#past">${each}</a></li>`,
  );
  return row("", html`<nav aria-label="${told("list.years")}"><ul class="line">${links}</ul></nav>`);
}

function moreLink({ text }: MeetingSay, year: string, next: number | undefined): Html | "" {
  if (next === undefined) return "";
  return row("", html`<p><a href="${href("meetings", {}, { year, from: next })}#past">${text("list.more")}</a></p>`);
}
