import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import { aheadOf, type Item } from "../../../shared/asking/week.ts";
import type { Summary } from "../../../shared/deliverable/summary.ts";
import { openSummaries } from "../../../shared/stored/lists.ts";
import { actionTitle } from "../../../shared/stored/programme.ts";
import { nowOf, owedBy } from "../components/duties.ts";
import { table } from "../components/facts.ts";
import { frame } from "../components/frame.ts";
import { officeOf, ownItems } from "../components/office.ts";
import { row } from "../components/row.ts";
import { type AwaitedPerson, awaitedList, awaitedPeople } from "../deliverable/awaited-people.ts";
import { chasedNote } from "../deliverable/chase-form.ts";
import { type People, thePeople } from "../http/access.ts";
import { type Html, type PageContext, type Visitor, type Web, wantsJson } from "../http/context.ts";
import { type Say, say } from "../http/say.ts";

const fortnight = 14;
type View = { speak: Say; people: People; web: Web };

/** The coordinator's year: what waits for them, what waits for others, the next fortnight, and the dates of each action. */
export async function year(c: PageContext, web: Web, visitor: Visitor): Promise<Response> {
  const open = await openSummaries(web.ports.store);
  const ahead = aheadOf(open, nowOf(web), fortnight);
  const view: View = { speak: say(c, web), people: await thePeople(web), web };
  const office = officeOf(web, visitor, view.people, open);
  const { id } = visitor.person;
  const mine = await owedBy(web, id, open);
  const others = await awaitedPeople(web, visitor, open);
  if (wantsJson(c)) return c.json({ mine, office, others: Object.fromEntries(others), ahead });
  const { text } = view.speak;
  const nothing = html`<p>${text("year.nothing")}</p>`;
  const main = html`${row("", html`${chasedNote(c, view.speak, view.people)}<h1>${text("year.title")}</h1>`)}
${section("mine", text("year.mine"), mine.length + office.length === 0 ? nothing : html`<ul class="plain">${ownItems(view.speak, nowOf(web), mine, office, ({ id }) => `${href("deliverable", { id })}#awaited`)}</ul>`)}
${section("awaited", text("year.others"), others.length === 0 ? nothing : await othersPage(c, view, others))}
${section("ahead", text("year.ahead"), ahead.length === 0 ? nothing : html`<ul class="plain">${ahead.map((item) => aheadItem(view, item))}</ul>`)}
${section("actions", text("year.actions"), open.length === 0 ? nothing : await datesTable(view, open))}`;
  return frame(c, web, { title: text("year.title"), main, scripts: ["confirm.js"] });
}

function section(id: string, title: string, body: Html): Html {
  return html`<section aria-labelledby="${id}">${row("", html`<h2 id="${id}">${title}</h2>${body}`)}</section>`;
}

/** People of whom one page says what they owe. */
const aPage = 20;

/** What others owe, a page of them, with the way to chase each; `?others`: how many come before. */
async function othersPage(
  c: PageContext,
  { speak, people, web }: View,
  others: readonly AwaitedPerson[],
): Promise<Html> {
  const before = Math.max(0, Math.trunc(Number(c.req.query("others"))) || 0);
  const list = await awaitedList(web, speak, people, others.slice(before, before + aPage), "year");
  const next = before + aPage;
  const more = `${href("year", {}, { others: next })}#awaited`;
  return html`${list}${next < others.length ? html`<p><a href="${more}">${speak.text("list.more")}</a></p>` : ""}`;
}

function aheadItem({ speak }: View, { id, title, what, date }: Item): Html {
  return html`<li><a href="${href("deliverable", { id })}">${title}</a> – ${speak.text(`late.${what}`, { date: speak.date(date) })}</li>`;
}

/** The dates of what is open, by action: the facts of a timeline. */
async function datesTable({ speak, web }: View, open: readonly Summary[]): Promise<Html> {
  const { text, date } = speak;
  const titles = new Map<string, string>();
  for (const { action } of open)
    if (!titles.has(action)) titles.set(action, await actionTitle(web.ports.store, action));
  const when = (day: string | undefined) => (day ? date(day) : "–");
  const byAction = [...open].sort((a, b) => titles.get(a.action)!.localeCompare(titles.get(b.action)!, speak.language));
  const rows = byAction.map(({ id, title, action, due, round }) => [
    titles.get(action)!,
    html`<a href="${href("deliverable", { id })}">${title}</a>`,
    when(due.draft),
    round ? speak.until(round.deadline) : when(due.review),
    when(due.final),
  ]);
  const heads = [text("field.action"), text("field.title"), text("due.draft"), text("due.review"), text("due.final")];
  return table(text("year.open"), heads, rows);
}
