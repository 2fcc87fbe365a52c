import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import { type Awaited, awaitedWorks } from "../../../shared/asking/awaited.ts";
import { aheadOf, lateOf } from "../../../shared/asking/week.ts";
import { isNamed } from "../../../shared/deliverable/holder.ts";
import type { Summary } from "../../../shared/deliverable/summary.ts";
import { formatWeekday } from "../../../shared/i18n/dates.ts";
import { drawnIn } from "../../../shared/programme/chart.ts";
import { endedYears, openSummaries } from "../../../shared/stored/lists.ts";
import {
  meetingYears,
  type OpenResolution,
  openResolutionsOf,
  plannedMeetings,
} from "../../../shared/stored/meeting.ts";
import { listProgrammes } from "../../../shared/stored/programme.ts";
import { addDays, weekNumber } from "../../../shared/time/calendar.ts";
import { type DecisionWords, decisionTasks, decisionWords } from "../components/decision-tasks.ts";
import { nowOf, owedBy } from "../components/duties.ts";
import { frame } from "../components/frame.ts";
import { helpLink } from "../components/help-link.ts";
import { decisionsAsJson } from "../components/meeting-lines.ts";
import { tellingMeetings } from "../components/meeting-words.ts";
import { type OwnThing, officeOf, ownItems } from "../components/office.ts";
import { type OwnMeetings, owedOfMeetings, ownMeetings, toPrepare } from "../components/own-meetings.ts";
import { type OwnReports, owedReports, ownReports } from "../components/own-reports.ts";
import { panel, panels } from "../components/panel.ts";
import { foldedTasks, type Task } from "../components/task-list.ts";
import { tellingYear, type YearSay } from "../components/year-words.ts";
import { type AwaitedPerson, awaitedPeople } from "../deliverable/awaited-people.ts";
import { awaitedTasks } from "../deliverable/awaited-tasks.ts";
import { askedOf, type Narrowing, narrowedTo, narrowingForm } from "../deliverable/narrowing.ts";
import { owingOf, whoOwes } from "../deliverable/who-owes.ts";
import { type People, thePeople } from "../http/access.ts";
import { type Html, type PageContext, type Visitor, type Web, wantsJson } from "../http/context.ts";
import { visitorAs } from "../http/rights.ts";
import { say } from "../http/say.ts";
import { undeliveredNote } from "../mails/undelivered.ts";
import { pageOf } from "./paged.ts";
import { actionsOfYear, datesIn, type YearAction } from "./timeline.ts";
import { factsTable, lateBefore, monthList } from "./timeline-facts.ts";
import { type ItemRow, narrowedAction, pointsOf, rowsOf } from "./timeline-items.ts";
import { legend, timelinePicture } from "./timeline-picture.ts";
import { aheadLines, aheadList, fortnight } from "./year-ahead.ts";

/** All that a page of the year is made of, as it is narrowed; `from`: its address, for what is chased on it. */
type View = {
  c: PageContext;
  web: Web;
  speak: YearSay;
  visitor: Visitor;
  people: People;
  narrowing: Narrowing;
  year: string;
  from: string;
  /** What is open, and of it what is asked for. */
  open: readonly Summary[];
  own: readonly Summary[];
  awaited: readonly AwaitedPerson[];
  actions: readonly YearAction[];
  meetings: OwnMeetings;
  reports: OwnReports;
  decisions: readonly OpenResolution[];
  words: DecisionWords;
};

/**
 * The coordinator's year: what waits for them, what waits for others and the way to chase them, the next fortnight; the timeline of its
 * actions; who owes what. `?action=`, `?funder=`, `?person=`, `?stage=` narrow all of it; `?year=` shows another.
 */
export async function year(c: PageContext, web: Web, visitor: Visitor): Promise<Response> {
  const view = await viewOf(c, web, visitor);
  if (wantsJson(c)) return c.json(await yearAsJson(view));
  const { speak, narrowing, year, people, open, actions } = view;
  const kept = isThisYear(view) ? {} : { year };
  const choices = { actions: narrowActions(actions), people, summaries: open };
  const begins = isThisYear(view) && open.length === 0;
  const first = begins ? await (await import("../settings/first-steps.ts")).firstSteps(web, speak) : "";
  const words = lead(view);
  const head = html`<div><h1>${speak.said("title", { year })}</h1>${words ? html`<p class="muted">${words}</p>` : ""}</div>`;
  const main = html`<div class="head">${head}
<p><a class="button${first ? " second" : ""}" href="${href("newDeliverable")}">${speak.text("new.title")}</a></p></div>
${await undeliveredNote(web, speak)}
${first}
${narrowing.isNarrowed ? html`<p class="narrowed">${speak.said("narrowed")} <a href="${href("year", {}, kept)}">${speak.said("narrow.none")}</a></p>` : ""}
${isThisYear(view) ? await threePanels(view, first !== "") : ""}
${first && actions.length === 0 ? "" : html`${narrowingForm(speak, "year", narrowing, choices, kept)}${await timeline(view)}`}
${await whoSection(view)}
<p>${helpLink(speak, "coordinator")}</p>`;
  const title = speak.said("title", { year });
  return frame(c, web, { title, main, styles: ["lists.css", "year.css"], scripts: ["confirm.js", "year.js"] });
}

async function viewOf(c: PageContext, web: Web, visitor: Visitor): Promise<View> {
  const { store } = web.ports;
  const now = nowOf(web);
  const year = /^\d{4}$/.exec(c.req.query("year") ?? "")?.[0] ?? now.today.slice(0, 4);
  const speak = tellingYear(say(c, web), now, year);
  const people = await thePeople(web);
  const open = await openSummaries(store);
  const actions = await actionsOfYear(web, year, open);
  const narrowing = narrowedTo(askedOf(c), narrowActions(actions), people);
  const own = open.filter(narrowing.has);
  const self = visitorAs(visitor);
  return {
    ...{ c, web, speak, visitor, people, narrowing, year, open, own, actions },
    from: href("year", {}, narrowing.asked).slice(1),
    awaited: (await awaitedPeople(web, visitor, own)).filter(([holder]) => narrowing.concerns([holder])),
    ...{ meetings: await ownMeetings(web, visitor), reports: await ownReports(web, visitor) },
    decisions: (await openResolutionsOf(store)).filter(({ person }) => !isNamed([person], self)),
    words: decisionWords(web, speak),
  };
}

function isThisYear({ speak, year }: View): boolean {
  return speak.now.today.startsWith(year);
}

function narrowActions(actions: readonly YearAction[]) {
  return actions.flatMap(({ action, title, funders }) => (action === "" ? [] : [{ ref: action, title, funders }]));
}

/** The same for a program, whole or narrowed. */
async function yearAsJson(view: View): Promise<object> {
  const { web, speak, visitor, people, own, awaited, actions, narrowing, meetings, reports } = view;
  return {
    mine: await owedBy(web, visitorAs(visitor), own),
    office: officeOf(web, visitor, people, own),
    others: Object.fromEntries(awaited),
    decisions: await decisionsAsJson(web, tellingMeetings(speak), decisionsOf(view)),
    ahead: aheadOf(own, speak.now, fortnight),
    actions: datesIn(
      web,
      speak,
      actions.map((action) => narrowedAction(action, narrowing)),
    ),
    ...{ meetings, reports },
  };
}

/** "Mercredi 5 mai, semaine 18 · 9 livrables en cours, 1 en retard, 2 rencontres d’ici un mois". */
function lead(view: View): string {
  const { speak, own, actions, narrowing, year } = view;
  const { said, language, now } = speak;
  if (!isThisYear(view)) {
    const count = documentsIn(drawnIn(rowsOfYear(view), year)).size;
    return count === 0 ? "" : said("lead.past", { count, year });
  }
  const meetings = new Map(
    actions.flatMap((action) => narrowedAction(action, narrowing).meetings.map((each) => [each.id, each])),
  );
  const soon = [...meetings.values()].filter(
    ({ stage, date }) => stage === "planned" && date >= now.today && date <= addDays(now.today, month),
  );
  const late = new Set(lateOf(own, now).map(({ id }) => id)).size;
  const day = formatWeekday(language, now.today);
  return [
    said("lead.day", { day: day.slice(0, 1).toUpperCase() + day.slice(1), week: weekNumber(now.today) }),
    [
      ...(own.length > 0 ? [said("lead.open", { count: own.length })] : []),
      ...(late > 0 ? [said("lead.late", { count: late })] : []),
      ...(soon.length > 0 ? [said("lead.meetings", { count: soon.length })] : []),
    ].join(", "),
  ]
    .filter(Boolean)
    .join(" · ");
}
const month = 31;

/** `begins`: a network whose first steps stand above has no panels that are empty. */
async function threePanels(view: View, begins: boolean): Promise<Html | ""> {
  const { speak, web, own, meetings, reports } = view;
  const { said, text } = speak;
  const mine = await ownTasks(view);
  const others = ofOthers(view);
  const lines = await aheadLines(web, speak, own, {
    meetings: comingOf(view, meetings),
    reports: ofOffice(view, reports.coming),
  });
  if (begins && mine.length + others.length + lines.length === 0) return "";
  const nothing = html`<p>${text("year.nothing")}</p>`;
  const titled = (words: string, count: number) => (count === 0 ? words : said("counted", { words, count }));
  const late = others.some(({ date }) => date < speak.now.today);
  return panels(
    panel("mine", titled(text("year.mine"), mine.length), mine.length === 0 ? nothing : folded(speak, mine), {
      kind: "own",
      span: 4,
    }),
    panel(
      "awaited",
      titled(said("others"), others.length),
      others.length === 0 ? nothing : await othersPage(view, others),
      {
        ...{ kind: late ? "late" : "", span: 5 },
      },
    ),
    panel("ahead", said("ahead"), lines.length === 0 ? nothing : aheadList(speak, lines), { span: 3 }),
  );
}

/** Rows of a panel seen at once; the others unfold. */
const fewTasks = 7;

function folded({ said }: YearSay, tasks: readonly Task[]): Html {
  return foldedTasks(tasks, fewTasks, (count) => said("more", { count }));
}

/** What is of the network as a whole is there where nothing, or its action, is asked for. */
function ofOffice<T>({ narrowing }: View, all: readonly T[]): T[] {
  return narrowing.isNarrowed ? [] : [...all];
}

function comingOf({ narrowing }: View, { coming }: OwnMeetings): OwnMeetings["coming"] {
  const { asked, hasAction, concerns, isNarrowed } = narrowing;
  if (!isNarrowed) return coming;
  const isOf = (actions: readonly string[]) =>
    (asked.action === undefined && asked.funder === undefined) || actions.some(hasAction);
  return coming.filter(
    ({ actions, organiser, invited }) =>
      asked.stage === undefined && isOf(actions) && concerns([organiser, ...invited]),
  );
}

/** What waits for whoever reads, each with its verb. */
async function ownTasks(view: View): Promise<Task[]> {
  const { web, speak, visitor, people, own, meetings, reports } = view;
  const more: OwnThing[] = [
    ...ofOffice(view, await owedOfMeetings(web, speak, meetings)),
    ...(await toPrepare(web, speak, { ...meetings, coming: comingOf(view, meetings) }, visitor)),
    ...ofOffice(view, owedReports(web, speak, reports)),
  ];
  const mine = await owedBy(web, visitorAs(visitor), own);
  return ownItems(speak, speak.now, mine, officeOf(web, visitor, people, own), more);
}

/** One piece of work, or a decision of a meeting, that others have to do. */
type OfOthers = { date: string } & ({ work: Awaited } | { decision: OpenResolution });

/** What others owe, by work, and what meetings decided that they do: the first due first. */
function ofOthers(view: View): OfOthers[] {
  const all = [
    ...awaitedWorks(new Map(view.awaited)).map((work) => ({ work, date: work.date ?? "9999" })),
    ...decisionsOf(view).map((decision) => ({ decision, date: decision.due ?? "9999" })),
  ];
  return all.sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
}

/** What meetings decided that others do, of what is asked for. */
function decisionsOf({ decisions, narrowing }: View): OpenResolution[] {
  const { asked, concerns, hasAction } = narrowing;
  const isOf = ({ actions }: OpenResolution["of"]) =>
    (asked.action === undefined && asked.funder === undefined) || actions.some(hasAction);
  return decisions.filter(({ person, of }) => asked.stage === undefined && concerns([person]) && isOf(of));
}

/** Rows of others on one page. */
const othersOnPage = 16;

/** What others owe, a page of it, each with the way to chase them; `?others=`: how many come before. */
async function othersPage(view: View, all: readonly OfOthers[]): Promise<Html> {
  const { web, speak, people, visitor, own: summaries } = view;
  const from = startOf(view, "others");
  const shown = all.slice(from, from + othersOnPage);
  const works = shown.flatMap((each) => ("work" in each ? [each.work] : []));
  const decisions = shown.flatMap((each) => ("decision" in each ? [each.decision] : []));
  const ofWorks = await awaitedTasks(web, speak, works, { people, visitor, from: view.from, summaries });
  const ofDecisions = await decisionTasks(
    speak,
    { people, self: visitor.person.id, from: view.from },
    decisions,
    view.words,
  );
  const tasks = shown.map((each) =>
    "work" in each ? ofWorks[works.indexOf(each.work)]! : ofDecisions[decisions.indexOf(each.decision)]!,
  );
  return html`${folded(speak, tasks)}${moreLink(view, "others", from + othersOnPage, all.length)}`;
}

/** Things drawn on one page of the timeline. */
const drawnOnPage = 44;

/** The year by action, as a picture, by month and as a table; `?actions=`: how many things come before. */
async function timeline(view: View): Promise<Html> {
  const { speak, year } = view;
  const { said } = speak;
  const all = rowsOfYear(view);
  const from = startOf(view, "actions");
  const { groups, next } = pageOf(
    all.map((row) => [row, row.items] as const),
    from,
    drawnOnPage,
  );
  const rows = groups.map(([row, items]) => ({ ...row, items }));
  const count = all.reduce((sum, { items }) => sum + items.length, 0);
  const drawn = drawnIn(rows, year);
  const late = lateBefore(speak, rows, year);
  const picture =
    drawn.length === 0
      ? html`<p>${speak.text("year.nothing")}</p>`
      : html`${legend(speak)}${timelinePicture(speak, drawn, year)}${monthList(speak, rows, year)}`;
  const body = html`${late}${picture}${drawn.length > 0 || late ? factsTable(speak, rows, drawn, year) : ""}`;
  return html`<section class="timeline" aria-labelledby="actions"><div class="head"><h2 id="actions">${said("by-action")}</h2>${await yearLinks(view)}</div>
${body}${moreLink(view, "actions", next ?? count, count)}</section>`;
}

/** The rows of the year that is looked at, as it is narrowed; `actions`: of another year. */
function rowsOfYear({ speak, people, narrowing, actions }: View): ItemRow[] {
  const called = (id: string) => people.organisations.find((each) => each.id === id)?.short ?? id;
  return rowsOf(speak, actions, narrowing, called);
}

/** The documents that some rows draw, once each. */
function documentsIn(rows: readonly ItemRow[]): Set<string> {
  const shown = rows.flatMap(({ items }) =>
    items.flatMap((drawn) => [
      ...(drawn.what === "bar" ? [drawn.bar.document?.id] : []),
      ...pointsOf(drawn).map(({ document }) => document?.id),
    ]),
  );
  return new Set(shown.filter((id) => id !== undefined));
}

/** The ways to the years before and after of which something is known. */
async function yearLinks(view: View): Promise<Html | ""> {
  const { speak, year, narrowing } = view;
  const known = await yearsKnown(view);
  const before = known.findLast((each) => each < year);
  const after = known.find((each) => each > year);
  const link = (to: string | undefined) =>
    to === undefined
      ? ""
      : html`<li><a href="${href("year", {}, { ...narrowing.asked, year: to })}#actions">${to}</a></li>`;
  if (before === undefined && after === undefined) return "";
  return html`<nav aria-label="${speak.said("years")}"><ul class="years">${link(before)}<li aria-current="true">${year}</li>${link(after)}</ul></nav>`;
}

/** Years that have facts, the first first: those of programmes, of documents and of meetings, and this one. */
async function yearsKnown({ web, speak, open }: View): Promise<string[]> {
  const { store } = web.ports;
  const planned = (await listProgrammes(store)).flatMap(({ from, until }) => yearsBetween(from, until));
  const due = open.flatMap(({ due }) => [due.draft, due.review, due.final]);
  const met = (await plannedMeetings(store)).map(({ date }) => date);
  const all = [
    ...planned,
    ...[...due, ...met].flatMap((date) => (date === undefined ? [] : yearsTo(date, speak.now.today))),
    ...(await endedYears(store)),
    ...(await meetingYears(store)),
    speak.now.today.slice(0, 4),
  ];
  return [...new Set(all)].filter((each) => /^\d{4}$/.test(each)).sort();
}

/** The year of a day; of one to come, those before it too, in which what is due by it is drawn. */
function yearsTo(date: string, today: string): string[] {
  return date > today ? yearsBetween(today, date) : [date.slice(0, 4)];
}

function yearsBetween(from: string, until: string): string[] {
  const [first, last] = [Number(from.slice(0, 4)), Number(until.slice(0, 4))];
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => `${first + index}`);
}

/** People on one page of who owes what. */
const peopleOnPage = 50;

/** One row a person; `?who=`: how many come before. */
async function whoSection(view: View): Promise<Html | ""> {
  const { web, speak, visitor, people, own, awaited, narrowing, from } = view;
  const owing = owingOf(awaited, decisionsOf(view));
  if (!isThisYear(view) || owing.length === 0) return "";
  const start = startOf(view, "who");
  const narrowed = (person: string) => `${href("year", {}, { ...narrowing.asked, person })}#who`;
  const rows = owing.slice(start, start + peopleOnPage);
  const body = await whoOwes(web, speak, rows, {
    ...{ people, visitor, from, summaries: own, words: view.words, narrowed },
    decided: owing.some(({ decisions }) => decisions.length > 0),
  });
  return html`<section aria-labelledby="who"><h2 id="who">${speak.said("who.title")}</h2>${body}${moreLink(view, "who", start + peopleOnPage, owing.length)}</section>`;
}

type Part = "others" | "actions" | "who";
const anchors: Record<Part, string> = { others: "awaited", actions: "actions", who: "who" };

function startOf({ c }: View, part: Part): number {
  return Math.max(0, Math.trunc(Number(c.req.query(part))) || 0);
}

/** The way to the rest of a part, where there is more. */
function moreLink({ speak, narrowing, year, ...view }: View, part: Part, next: number, all: number): Html | "" {
  if (next >= all) return "";
  const kept = isThisYear({ ...view, speak, narrowing, year }) ? {} : { year };
  const address = href("year", {}, { ...narrowing.asked, ...kept, [part]: next });
  return html`<p><a href="${address}#${anchors[part]}">${speak.said("more", { count: all - next })}<span class="hidden"> – ${speak.said(`part.${part}`)}</span></a></p>`;
}
