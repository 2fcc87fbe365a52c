import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import { aheadOf, type Item } from "../../../shared/asking/week.ts";
import { isNamed } from "../../../shared/deliverable/holder.ts";
import { openSummaries } from "../../../shared/stored/lists.ts";
import { type OpenResolution, openResolutionsOf } from "../../../shared/stored/meeting.ts";
import { nowOf, owedBy } from "../components/duties.ts";
import { frame } from "../components/frame.ts";
import type { MeetingSay } from "../components/meeting-words.ts";
import { officeOf, ownItems } from "../components/office.ts";
import { panel, panels } from "../components/panel.ts";
import { row } from "../components/row.ts";
import { type AwaitedPerson, awaitedList, awaitedPeople } from "../deliverable/awaited-people.ts";
import { type People, thePeople } from "../http/access.ts";
import { type Html, type PageContext, type Visitor, type Web, wantsJson } from "../http/context.ts";
import { visitorAs } from "../http/rights.ts";
import { type Say, say } from "../http/say.ts";
import { pageOf } from "./paged.ts";
import { type ActionDates, actionDates, timelineOf } from "./timeline.ts";

const fortnight = 14;
type View = { speak: Say; people: People; web: Web };

/** The coordinator's year: what waits for them, what waits for others, the next fortnight, and the dates of each action. */
export async function year(c: PageContext, web: Web, visitor: Visitor): Promise<Response> {
  const open = await openSummaries(web.ports.store);
  const ahead = aheadOf(open, nowOf(web), fortnight);
  const speak = say(c, web);
  const view: View = { speak, people: await thePeople(web), web };
  const office = officeOf(web, visitor, view.people, open);
  const mine = await owedBy(web, visitorAs(visitor), open);
  const others = await awaitedPeople(web, visitor, open);
  const actions = await timelineOf(web, speak, open);
  const { comingItems, owedOfMeetings, ownMeetings } = await import("../components/own-meetings.ts");
  const meetings = await ownMeetings(web, visitor);
  const { comingReports, owedReports, ownReports } = await import("../components/own-reports.ts");
  const reports = await ownReports(web, visitor);
  const more = [...(await owedOfMeetings(web, speak, meetings)), ...owedReports(web, speak, reports)];
  const { decisionItems, decisionsAsJson } = await import("../components/meeting-lines.ts");
  const { tellingMeetings } = await import("../components/meeting-words.ts");
  const self = visitorAs(visitor);
  const given = (await openResolutionsOf(web.ports.store)).filter(({ person }) => !isNamed([person], self));
  const telling = tellingMeetings(speak);
  if (wantsJson(c)) {
    const decisions = await decisionsAsJson(web, telling, given);
    return c.json({ mine, office, others: Object.fromEntries(others), decisions, ahead, actions, meetings, reports });
  }
  const decisions = decisionList(telling, await decisionItems(web, telling, view.people, given.slice(0, aPage)), given);
  const { text } = view.speak;
  const nothing = html`<p>${text("year.nothing")}</p>`;
  const own = ownItems(speak, nowOf(web), mine, office, ({ id }) => `${href("deliverable", { id })}#awaited`, more);
  const main = html`${row("", html`<h1>${text("year.title")}</h1>`)}
${panels(
  panel("mine", text("year.mine"), own.length === 0 ? nothing : html`<ul class="plain">${own}</ul>`, {
    kind: "own",
    span: 4,
  }),
  panel(
    "awaited",
    text("year.others"),
    others.length + given.length === 0 ? nothing : html`${await othersPage(c, view, others)}${decisions}`,
    { span: 5 },
  ),
  panel(
    "ahead",
    text("year.ahead"),
    ahead.length + meetings.coming.length + reports.coming.length === 0
      ? nothing
      : aheadList(view, ahead, [...comingItems(speak, meetings), ...comingReports(speak, reports)]),
    { span: 3 },
  ),
)}
${section("actions", text("year.actions"), actions.length === 0 ? nothing : datesPage(c, view.speak, actions))}`;
  return frame(c, web, { title: text("year.title"), main, scripts: ["confirm.js"] });
}

function section(id: string, title: string, body: Html): Html {
  return html`<section aria-labelledby="${id}">${row("", html`<h2 id="${id}">${title}</h2>${body}`)}</section>`;
}

/** Things of each part on one page. */
const aPage = 40;

/** What others owe, a page of it, with the way to chase each; `?others`: how many things come before. */
async function othersPage(
  c: PageContext,
  { speak, people, web }: View,
  others: readonly AwaitedPerson[],
): Promise<Html> {
  const { groups, next } = pageOf(others, startOf(c, "others"), aPage);
  return html`${await awaitedList(web, speak, people, groups, "year")}${moreLink(speak, "others", next, "awaited")}`;
}

/** What meetings decided and others are to do: the first due, and where the others are. */
function decisionList({ told, text }: MeetingSay, items: readonly Html[], all: readonly OpenResolution[]): Html | "" {
  if (all.length === 0) return "";
  const more = html`<p><a href="${href("meetings")}#decisions">${text("list.more")}<span class="hidden"> – ${told("decisions.open")}</span></a></p>`;
  return html`<h3>${told("decisions.open")}</h3><ul class="plain">${items}</ul>${all.length > items.length ? more : ""}`;
}

function aheadItem({ speak }: View, { id, title, what, date }: Item): Html {
  return html`<li><a href="${href("deliverable", { id })}">${title}</a> – ${speak.text(`late.${what}`, { date: speak.date(date) })}</li>`;
}

/** The dates of each action, a page of them; `?actions`: how many come before. */
function datesPage(c: PageContext, speak: Say, actions: readonly ActionDates[]): Html {
  const all = actions.map((each) => [each, each.dates] as const);
  const { groups, next } = pageOf(all, startOf(c, "actions"), aPage);
  const shown = groups.map(([action, dates]) => actionDates(speak, { ...action, dates }));
  return html`${shown}${moreLink(speak, "actions", next, "actions")}`;
}

/** What comes in the next days: meetings and financial reports, then the first of what is due, and that there is more. */
function aheadList(view: View, ahead: readonly Item[], others: readonly Html[]): Html {
  const rest = ahead.length - aPage;
  return html`<ul class="plain">${others}${ahead.slice(0, aPage).map((item) => aheadItem(view, item))}</ul>
${rest > 0 ? html`<p><a href="${href("deliverables")}">${view.speak.text("year.more", { count: rest })}</a></p>` : ""}`;
}

function startOf(c: PageContext, name: "others" | "actions"): number {
  return Math.max(0, Math.trunc(Number(c.req.query(name))) || 0);
}

function moreLink({ text }: Say, name: "others" | "actions", next: number | undefined, part: string): Html | "" {
  if (next === undefined) return "";
  return html`<p><a href="${href("year", {}, { [name]: next })}#${part}">${text("list.more")}<span class="hidden"> – ${text(`year.${name}`)}</span></a></p>`;
}
