import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import { monthName } from "../../../shared/i18n/dates.ts";
import type { Point, Series } from "../../../shared/programme/bars.ts";
import type { Drawn } from "../../../shared/programme/chart.ts";
import { type Dated, datesOf } from "../../../shared/programme/timeline.ts";
import { scrolled, table } from "../components/facts.ts";
import type { YearSay } from "../components/year-words.ts";
import type { Html } from "../http/context.ts";
import { timesWords } from "./expected-list.ts";
import { meetingsFor, type YearAction } from "./timeline.ts";
import { type ItemRow, isLate, pageOf, pointPage, pointsOf } from "./timeline-items.ts";

/** A day of an action: what is still to come of it, or was missed, and what came. */
type Day = Omit<Dated, "what"> & { what: Dated["what"] | "approved" | "held"; action: string };

/** The year as a list by month, for a telephone and for paper; the month of today is open. */
export function monthList(speak: YearSay, rows: readonly ItemRow[], year: string): Html {
  const { said, language, now } = speak;
  const days = rows
    .flatMap((row) => daysShown(speak, row))
    .sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
  const before = days.filter(({ date, late }) => date.slice(0, 4) < year && late);
  const byMonth = Map.groupBy(
    days.filter(({ date }) => date.startsWith(year)),
    ({ date }) => Number(date.slice(5, 7)),
  );
  const month = (open: boolean, title: string, of: readonly Day[]) =>
    html`<details${open ? html` open` : ""}><summary>${title} <span class="muted">(${of.length})</span></summary>
<ul class="plain">${of.map((day) => dayItem(speak, day))}</ul></details>`;
  const late = before.length > 0 ? month(false, said("months.before", { year }), before) : "";
  const all = [...byMonth].map(([number, of]) =>
    month(now.today.startsWith(`${year}-${`${number}`.padStart(2, "0")}`), titled(monthName(language, number)), of),
  );
  return html`<div class="months folds">${late}${all}</div>`;
}

function titled(words: string): string {
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}

/** The days of what a row shows: of an action that a page parts, not all. */
function daysShown(speak: YearSay, { row, items }: ItemRow): Day[] {
  const ids = new Set<string | undefined>(
    items.flatMap((drawn) => [
      ...pointsOf(drawn).flatMap(({ document, meeting }) => [document?.id, meeting]),
      ...(drawn.what === "bar" ? [drawn.bar.document?.id, drawn.bar.expected?.title] : []),
      ...(drawn.what === "series" ? [drawn.series.expected.title] : []),
    ]),
  );
  return daysOf(speak, row).filter(({ id, meeting, title }) => ids.has(id ?? meeting ?? title));
}

function daysOf(speak: YearSay, { action, title, expected, documents, meetings }: YearAction): Day[] {
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
  return [...open, ...approved, ...held].map((each) => ({ ...each, action: title }));
}

/** "20 mars – En retard Note de cadrage, brouillon". */
function dayItem(
  { text, said, short }: YearSay,
  { date, said: vague, what, title, count, id, meeting, late }: Day,
): Html {
  const page = id === undefined ? meeting && href("meeting", { meeting }) : href("deliverable", { id });
  const named = page ? html`<a href="${page}">${title}</a>` : timesWords(text, { title, count: count ?? 1 });
  const tag = late ? html`<span class="tag error">${text("late")}</span> ` : "";
  const how = what === "approved" || what === "held" ? said(`dated.${what}`) : text(`dated.${what}`);
  return html`<li><time datetime="${date}">${vague ?? short(date)}</time> – ${tag}${named}, ${how}</li>`;
}

/** The same facts as the picture, a line each; `rows`: what it draws. */
export function factsTable(speak: YearSay, rows: readonly ItemRow[], year: string): Html {
  const { said } = speak;
  const title = said("chart.title", { year });
  const heads = (["action", "item", "state", "draft", "review", "final", "meetings"] as const).map((head) =>
    said(`facts.${head}`),
  );
  const lines = rows.flatMap(({ row, title, items }) =>
    items.map((drawn) => [
      row.address ? html`<a href="${row.address}">${title}</a>` : title,
      itemName(drawn),
      isLate(drawn) ? html`<span class="late-words">${drawn.state}</span>` : drawn.state,
      ...daysCells(speak, drawn),
    ]),
  );
  return html`<details class="facts-table"><summary>${said("facts.show")}</summary>${scrolled(title, table(title, heads, lines))}</details>`;
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
