import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import { byNextDay, type Dated, type Span, spans } from "../../../shared/asking/by-next-day.ts";
import { standingOf } from "../../../shared/asking/standing.ts";
import { lateOf } from "../../../shared/asking/week.ts";
import type { Summary } from "../../../shared/deliverable/summary.ts";
import { alphabetically } from "../../../shared/i18n/languages.ts";
import type { Kind } from "../../../shared/kinds/kind.ts";
import { listKinds } from "../../../shared/kinds/resolve.ts";
import { endedSummaries, endedYears, openSummaries } from "../../../shared/stored/lists.ts";
import { type ActionTitled, actionsNamed } from "../../../shared/stored/programme.ts";
import { localDate } from "../../../shared/time/calendar.ts";
import { nowOf } from "../components/duties.ts";
import { frame } from "../components/frame.ts";
import { hasWords } from "../components/searching.ts";
import { stageTag } from "../components/stage.ts";
import { standingLine } from "../components/standing.ts";
import { tellingYear, type YearSay } from "../components/year-words.ts";
import { type People, thePeople } from "../http/access.ts";
import { type Html, type PageContext, type Web, wantsJson } from "../http/context.ts";
import { say } from "../http/say.ts";
import { undeliveredNote } from "../mails/undelivered.ts";
import { askedOf, type Narrowing, narrowedTo, narrowingForm } from "./narrowing.ts";

type View = {
  c: PageContext;
  web: Web;
  speak: YearSay;
  people: People;
  kinds: Kind[];
  actions: ReadonlyMap<string, ActionTitled>;
  narrowing: Narrowing;
  /** Words that titles, kinds, actions and people are searched for. */
  words: string;
  years: readonly string[];
  /** The year of what came to its end that is shown. */
  year: string;
  open: readonly Summary[];
  /** Whom the list may be narrowed to: everybody of what is open, whatever is shown of it. */
  everyOpen: readonly Summary[];
  ended: readonly Summary[];
};

/**
 * Every deliverable: what is open by its next day, and what came to its end in one year, this one if none is asked for, the last first;
 * `?q=` searches, `?action=`, `?funder=`, `?person=` and `?stage=` narrow it.
 */
export async function deliverables(c: PageContext, web: Web): Promise<Response> {
  const view = await viewOf(c, web);
  const { speak, narrowing, words, open, everyOpen, ended, years, year, people, actions } = view;
  const all = [...open, ...ended];
  if (wantsJson(c)) return c.json({ deliverables: all, late: lateOf(all, speak.now), years });
  const { text } = speak;
  const choices = { actions: [...actions.values()], people, summaries: everyOpen };
  const kept = { ...(words && { q: words }), ...(year !== thisYear(view) && { year }) };
  const main = html`<div class="head"><h1>${text("deliverables.title")}</h1>
<div class="buttons"><p><a href="${href("kinds")}">${text("kinds.title")}</a></p><p><a class="button" href="${href("newDeliverable")}">${text("new.title")}</a></p></div></div>
${await undeliveredNote(web, speak)}
${everyOpen.length + years.length === 0 ? html`<p>${text("deliverables.empty")}</p>` : html`${narrowingForm(speak, "deliverables", narrowing, choices, kept, words)}${openList(view)}${endedList(view)}`}`;
  return frame(c, web, { title: text("deliverables.title"), main, styles: ["lists.css"] });
}

async function viewOf(c: PageContext, web: Web): Promise<View> {
  const { store, assets } = web.ports;
  const speak = tellingYear(say(c, web), nowOf(web));
  const [open, years] = await Promise.all([openSummaries(store), endedYears(store)]);
  const year = /^\d{4}$/.exec(c.req.query("year") ?? "")?.[0] ?? speak.now.today.slice(0, 4);
  const ended = years.includes(year) ? await endedSummaries(store, year) : [];
  const all = [...open, ...ended];
  const actions = await actionsNamed(
    store,
    all.map(({ action }) => action),
  );
  const people = await thePeople(web);
  const words = (c.req.query("q") ?? "").trim().slice(0, 200);
  const kinds = await listKinds(assets);
  const narrowing = narrowedTo(askedOf(c), [...actions.values()], people);
  const has = (summary: Summary) =>
    narrowing.has(summary) &&
    (words === "" ||
      hasWords(words, [
        ...[summary.title, actions.get(summary.action)?.title ?? "", kindName(kinds, speak, summary)],
        ...[...summary.authors, ...summary.reviewers, ...summary.invited, ...summary.funders].map(people.name),
      ]));
  return {
    ...{ c, web, speak, people, kinds, actions, narrowing, words, years, year },
    ...{ everyOpen: open, open: open.filter(has), ended: ended.filter(has) },
  };
}

function thisYear({ speak }: Pick<View, "speak">): string {
  return speak.now.today.slice(0, 4);
}

function kindName(kinds: readonly Kind[], speak: YearSay, { kind }: Summary): string {
  const named = kinds.find(({ id }) => id === kind)?.name;
  return named ? speak.given(named) : kind;
}

/** Deliverables on one page, of those that are open and of those that came to their end. */
const aPage = 50;

/** What is open, by its next day; `?from=`: how many come before. */
function openList(view: View): Html {
  const { speak, open } = view;
  const all = byNextDay(open, speak.now);
  const from = startOf(view, "from", all.length);
  const shown = Map.groupBy(all.slice(from, from + aPage), ({ span }) => span);
  const counts = Map.groupBy(all, ({ span }) => span);
  if (all.length === 0)
    return html`<p>${speak.said(view.narrowing.isNarrowed || view.words ? "list.none" : "list.quiet")}</p>`;
  return html`${spans.map((span) => spanList(view, span, shown.get(span) ?? [], counts.get(span)?.length ?? 0))}${turning(view, "from", from, all.length)}`;
}

function spanList(view: View, span: Span, dated: readonly Dated[], count: number): Html | "" {
  if (dated.length === 0) return "";
  const { speak } = view;
  return html`<section class="span ${span}" aria-labelledby="${span}"><h2 id="${span}">${speak.said("counted", { words: speak.said(`list.${span}`), count })}</h2>
<ul class="listing">${dated.map(({ summary, day }) => item(view, summary, day))}</ul></section>`;
}

/** What came to its end in a year, the last first, and the ways to other years; `?ended=`: how many come before. */
function endedList(view: View): Html | "" {
  const { speak, ended, years, year, narrowing, words } = view;
  if (years.length === 0) return "";
  const from = startOf(view, "ended", ended.length);
  const sorted = ended.toSorted((a, b) => compare(endOf(b, view), endOf(a, view)) || alphabetically(a.title, b.title));
  const shown = sorted.slice(from, from + aPage);
  const inYear = { ...view, speak: tellingYear(speak, speak.now, year) };
  const query = { ...narrowing.asked, ...(words && { q: words }) };
  const others = years.map((each) =>
    each === year
      ? html`<li aria-current="true">${each}</li>`
      : html`<li><a href="${href("deliverables", {}, { ...query, year: each })}">${each}</a></li>`,
  );
  return html`<section aria-labelledby="ended"><div class="head"><h2 id="ended">${speak.said("counted", { words: speak.said("list.ended", { year }), count: ended.length })}</h2>
${years.length > 1 || years[0] !== year ? html`<nav aria-label="${speak.said("years")}"><ul class="years">${others}</ul></nav>` : ""}</div>
${shown.length === 0 ? html`<p>${speak.said("list.none")}</p>` : html`<ul class="listing">${shown.map((summary) => item(inYear, summary, endOf(summary, view)))}</ul>`}
${turning(view, "ended", from, ended.length)}</section>`;
}

/** The day on which something was approved; of what was withdrawn, of its last change. */
function endOf({ approved, updated }: Summary, { speak }: View): string {
  return approved ?? localDate(updated, speak.now.timeZone);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** One deliverable: its day, its title, what it is, how it stands and with whom, its stage. */
function item(view: View, summary: Summary, day: string | undefined): Html {
  const { speak, people, kinds, actions } = view;
  const { id, title, action, stage } = summary;
  const standing = standingOf(summary, speak.now);
  const isOver = stage === "withdrawn" || (stage === "final" && summary.ready);
  return html`<li><div class="day">${day === undefined ? "–" : html`<time datetime="${day}"${standing.late && !isOver ? html` class="late-words"` : ""}>${speak.brief(day)}</time>`}</div>
<div><h3><a href="${href("deliverable", { id })}">${title}</a></h3>
<p class="muted">${kindName(kinds, speak, summary)} · ${actions.get(action)?.title ?? action}${stage === "review" && !standing.office && standing.who.length > 0 ? ` · ${speak.said("list.with", { who: people.named(standing.who) })}` : ""}</p>
${standingLine(speak, standing, people.named)}</div><div>${stageTag(speak, stage)}</div></li>`;
}

/** How many come before the page that is shown; the first is, where there are not as many. */
function startOf({ c }: View, part: "from" | "ended", all: number): number {
  const asked = Math.max(0, Math.trunc(Number(c.req.query(part))) || 0);
  return asked < all ? asked : 0;
}

/** The ways to what of a part comes before and after the page that is shown. */
function turning(view: View, part: "from" | "ended", from: number, all: number): Html | "" {
  const { speak, narrowing, words, year } = view;
  const at = (start: number) =>
    href(
      "deliverables",
      {},
      {
        ...{ ...narrowing.asked, ...(words && { q: words }) },
        ...(year !== thisYear(view) && { year }),
        ...(start > 0 && { [part]: String(start) }),
      },
    );
  const before = Math.min(from, aPage);
  const left = all - from - aPage;
  if (before === 0 && left <= 0) return "";
  const link = (start: number, said: string) => html`<a class="button second" href="${at(start)}">${said}</a>`;
  return html`<p class="buttons">${before > 0 ? link(from - before, speak.said("list.before", { count: before })) : ""}
${left > 0 ? link(from + aPage, speak.said("more", { count: left })) : ""}</p>`;
}
