import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import { monthName } from "../../../shared/i18n/dates.ts";
import type { Point, Series } from "../../../shared/programme/bars.ts";
import type { Drawn } from "../../../shared/programme/chart.ts";
import { type Dated, datesOf } from "../../../shared/programme/timeline.ts";
import { scrolled, table } from "../components/facts.ts";
import { lateBy, type YearSay } from "../components/year-words.ts";
import type { Html } from "../http/context.ts";
import { timesWords } from "./expected-list.ts";
import { meetingsFor, type YearAction } from "./timeline.ts";
import { type ItemRow, isLate, pageOf, pointPage, pointsOf } from "./timeline-items.ts";

/** A day of an action: what is still to come of it, or was missed, and what came. */
type Day = Omit<Dated, "what"> & { what: Dated["what"] | "approved" | "held"; of: ItemRow };

/** The year as a list by month, for a telephone and for paper; the month of today is open. */
export function monthList(speak: YearSay, rows: readonly ItemRow[], year: string): Html {
  const { language, now } = speak;
  const byMonth = Map.groupBy(
    inOrder(speak, rows).filter(({ date }) => date.startsWith(year)),
    ({ date }) => Number(date.slice(5, 7)),
  );
  const all = [...byMonth].map(([number, of]) => {
    const isNow = now.today.startsWith(`${year}-${`${number}`.padStart(2, "0")}`);
    return folded(speak, titled(monthName(language, number)), of, isNow);
  });
  return html`<div class="months folds">${all}</div>`;
}

/** What is late now from before the year that it is, at every width: its picture has no room for it. */
export function lateBefore(speak: YearSay, rows: readonly ItemRow[], year: string): Html | "" {
  const days = daysBefore(speak, rows, year);
  if (days.length === 0) return "";
  return html`<div class="folds">${folded(speak, speak.said("months.before", { year }), days, false)}</div>`;
}

function folded(speak: YearSay, title: string, days: readonly Day[], open: boolean): Html {
  return html`<details${open ? html` open` : ""}><summary>${title} <span class="muted">(${days.length})</span></summary>
<ul class="plain">${days.map((day) => dayItem(speak, day))}</ul></details>`;
}

function inOrder(speak: YearSay, rows: readonly ItemRow[]): Day[] {
  return rows.flatMap((row) => daysShown(speak, row)).sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
}

/** Of the year that it is, days of years before that are late; none of another year, which has no "now". */
function daysBefore(speak: YearSay, rows: readonly ItemRow[], year: string): Day[] {
  if (!speak.now.today.startsWith(year)) return [];
  return inOrder(speak, rows).filter(({ date, late }) => date.slice(0, 4) < year && late);
}

function titled(words: string): string {
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}

/** The days of what a row shows: of an action that a page parts, not all. */
function daysShown(speak: YearSay, of: ItemRow): Day[] {
  const { row, items } = of;
  const ids = new Set<string | undefined>(
    items.flatMap((drawn) => [
      ...pointsOf(drawn).flatMap(({ document, meeting }) => [document?.id, meeting]),
      ...(drawn.what === "bar" ? [drawn.bar.document?.id, drawn.bar.expected?.title] : []),
      ...(drawn.what === "series" ? [drawn.series.expected.title] : []),
    ]),
  );
  const days = daysOf(speak, row).filter(({ id, meeting, title }) => ids.has(id ?? meeting ?? title));
  return days.map((day) => ({ ...day, of }));
}

function daysOf(speak: YearSay, { action, expected, documents, meetings }: YearAction): Omit<Day, "of">[] {
  const named = meetingsFor(speak, action, meetings);
  const open = datesOf({ expected }, documents, speak.now, named);
  const approved = documents.flatMap(({ id, title, stage, ready, approved: date }) =>
    stage === "final" && ready && date !== undefined
      ? [{ date, what: "approved" as const, title, id, late: false }]
      : [],
  );
  const held = named.flatMap(({ id, title, stage, date }) =>
    stage === "held" ? [{ date, what: "held" as const, title, meeting: id, late: false }] : [],
  );
  return [...open, ...approved, ...held];
}

/** "20 mars – En retard Note de cadrage, brouillon". */
function dayItem(
  { text, said, short }: YearSay,
  { date, said: vague, what, title, count, id, meeting, late }: Day,
): Html {
  const named = dayName(text, { title, count, id, meeting });
  const tag = late ? html`<span class="tag error">${text("late")}</span> ` : "";
  const how = what === "approved" || what === "held" ? said(`dated.${what}`) : text(`dated.${what}`);
  return html`<li><time datetime="${date}">${vague ?? short(date)}</time> – ${tag}${named}, ${how}</li>`;
}

/** The title of what a day is of, a link where it has a page; "9 × Note mensuelle". */
function dayName(text: YearSay["text"], { title, count, id, meeting }: Partial<Day> & { title: string }) {
  const page = id === undefined ? meeting && href("meeting", { meeting }) : href("deliverable", { id });
  return page ? html`<a href="${page}">${title}</a>` : timesWords(text, { title, count: count ?? 1 });
}

/** The same facts as what stands above, a line each; `drawn`: what of the rows the picture draws. */
export function factsTable(speak: YearSay, rows: readonly ItemRow[], drawn: readonly ItemRow[], year: string): Html {
  const { said } = speak;
  const title = said("chart.title", { year });
  const heads = (["action", "item", "state", "draft", "review", "final", "meetings"] as const).map((head) =>
    said(`facts.${head}`),
  );
  const named = ({ row, title }: ItemRow) => (row.address ? html`<a href="${row.address}">${title}</a>` : title);
  const known = new Map(drawn.map(({ row, items }) => [row, items.flatMap(namesDrawn)]));
  const before = daysBefore(speak, rows, year).filter(
    ({ id, meeting, title, of }) => !known.get(of.row)?.includes(id ?? meeting ?? title),
  );
  const lines = drawn.flatMap((of) =>
    of.items.map((item) => [
      ...[named(of), itemName(item)],
      isLate(item) ? html`<span class="late-words">${item.state}</span>` : item.state,
      ...daysCells(speak, item),
    ]),
  );
  const late = before.map((day) => [named(day.of), dayName(speak.text, day), ...lateCells(speak, day)]);
  return html`<details class="facts-table"><summary>${said("facts.show")}</summary>${scrolled(title, table(title, heads, [...late, ...lines]))}</details>`;
}

/** What the lines of something drawn are of: ids, and the titles of what is expected and lacks. */
function namesDrawn(drawn: Drawn): (string | undefined)[] {
  const points = pointsOf(drawn);
  const ids = points.map(({ document, meeting }) => document?.id ?? meeting);
  if (drawn.what === "bar") return [...ids, drawn.bar.document?.id ?? drawn.bar.expected?.title];
  const lacks = drawn.what === "series" && points.some(({ document }) => !document);
  return lacks ? [...ids, drawn.series.expected.title] : ids;
}

/** How something from before stands, and its day in the column of what it is of. */
function lateCells(speak: YearSay, { what, date, said: vague, title, of }: Day): (Html | string)[] {
  const isMeeting = what === "meeting" || of.row.expected.find((each) => each.title === title)?.what === "meeting";
  const column = isMeeting ? "meetings" : what === "draft" || what === "review" ? what : "final";
  const state = what === "expected" ? speak.said("state.expected.late") : lateBy(speak, date);
  const days = (["draft", "review", "final", "meetings"] as const).map((each) =>
    each === column ? (vague ?? speak.short(date)) : "",
  );
  return [
    html`<span class="late-words">${what === "meeting" ? speak.said("state.meetingPast") : state}</span>`,
    ...days,
  ];
}

function itemName(drawn: Drawn): Html | string {
  const page = pageOf(drawn);
  return page ? html`<a href="${page}">${drawn.title}</a>` : drawn.title;
}

/** The days on which it was, or is to be, written, reviewed and final, and on which it is met for. */
function daysCells(speak: YearSay, drawn: Drawn): (Html | string)[] {
  const { said, short } = speak;
  if (drawn.what === "series") return [...seriesCells(speak, drawn.series), ""];
  if (drawn.what === "gatherings") return ["", "", "", pointList(speak, drawn.gatherings.points)];
  const { stretches, final, expected } = drawn.bar;
  // as it was said, however vaguely
  const when = expected?.when?.said ?? "";
  if (expected) return expected.what === "meeting" ? ["", "", "", when] : ["", "", when, ""];
  const until = (what: "draft" | "review") => {
    const last = stretches.findLast((stretch) => stretch.what === what && !stretch.undated);
    return last ? said(last.when === "past" ? "facts.until.past" : "facts.until", { date: short(last.until) }) : "";
  };
  return [until("draft"), until("review"), final ? short(final.date) : "", pointList(speak, drawn.bar.rings)];
}

/** Documents of a series, each in the column of the step that its day is of; of those that lack, the time as it was said. */
function seriesCells(speak: YearSay, { expected, points }: Series): Html[] {
  const stepOf = ({ document, state }: Point) =>
    state === "done" || document?.answering ? "final" : document?.stage === "review" ? "review" : "draft";
  const dated = points.filter(({ document, undated }) => document && !undated);
  const lacking = points.some(({ document }) => !document) && expected.when ? [expected.when.said] : [];
  return (["draft", "review", "final"] as const).map((step) =>
    pointList(
      speak,
      dated.filter((point) => stepOf(point) === step),
      step === "final" ? lacking : [],
    ),
  );
}

/** Days, each a link to its page, and after them times that are no days: "12 mai, fin septembre". */
function pointList({ short }: YearSay, points: readonly Point[], vague: readonly string[] = []): Html {
  const days = points.map((point) => {
    const page = pointPage(point);
    return page ? html`<a href="${page}">${short(point.date)}</a>` : html`${short(point.date)}`;
  });
  return html`${[...days, ...vague].map((day, at) => (at === 0 ? html`${day}` : html`, ${day}`))}`;
}
