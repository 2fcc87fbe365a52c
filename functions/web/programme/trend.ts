import { html } from "hono/html";
import Papa from "papaparse";
import { href } from "../../../shared/addresses.ts";
import { type Followed, type MonthTally, type Trend, trendOf } from "../../../shared/document/trend.ts";
import { monthName } from "../../../shared/i18n/dates.ts";
import { lineTable } from "../components/facts.ts";
import { frame } from "../components/frame.ts";
import { row } from "../components/row.ts";
import { type Html, type PageContext, type Web, wantsJson } from "../http/context.ts";
import { type Say, say } from "../http/say.ts";
import { pageFor } from "./expected-list.ts";
import { type WatchNote, watchNotesOf } from "./watch-notes.ts";
import type { SeenAction } from "./who.ts";

/** A year of an action's watch: its findings month by month, one by one and by who follows them. */
export async function trend(c: PageContext, web: Web, seen: SeenAction): Promise<Response> {
  const notes = await watchNotesOf(web, seen);
  const year = yearOf(c, seen, notes);
  const trend = trendOf(year, notes);
  if (wantsJson(c)) return c.json({ trend });
  const speak = say(c, web);
  const { text } = speak;
  const names = { programme: seen.programme.id, action: seen.action.id };
  const years = [...new Set(notes.map(({ month }) => month.slice(0, 4)))].filter((each) => each !== year);
  const title = text("trend.title", { year });
  const body =
    trend.followed.length === 0
      ? html`<p>${text("trend.none")}</p>`
      : html`<p>${text("trend.lead")}</p><p><a href="${href("trendFile", names, { year })}">${text("trend.csv")}</a></p>`;
  const main = html`${row(
    html`<p><a href="${href("action", names)}">${seen.action.title}</a></p>`,
    html`<h1>${title}</h1>${body}${
      years.length === 0
        ? ""
        : html`<ul class="plain">${years.map((each) => html`<li><a href="${href("trend", names, { year: each })}">${text("trend.title", { year: each })}</a></li>`)}</ul>`
    }`,
  )}
${trend.followed.length === 0 ? "" : sections(speak, seen, trend, notes)}`;
  return frame(c, web, { title: `${title} – ${seen.action.title}`, main, styles: ["programme.css"] });
}

/** The same for a spreadsheet: a row a finding, a column a month. */
export async function trendFile(c: PageContext, web: Web, seen: SeenAction): Promise<Response> {
  const notes = await watchNotesOf(web, seen);
  const year = yearOf(c, seen, notes);
  const speak = say(c, web);
  const { text } = speak;
  const { followed } = trendOf(year, notes);
  const heads = [
    ...(["number", "finding", "owner", "due"] as const).map((head) => text(`findings.${head}`)),
    ...allMonths.map((month) => monthName(speak.language, month)),
  ];
  const rows = followed.map(({ number = "", words, owner, due = "", months }) => [
    ...[number, words, owner, due],
    ...allMonths.map((month) => statusWords(speak, months[month])),
  ]);
  return c.body(`\ufeff${Papa.unparse([heads, ...rows], { escapeFormulae: true })}\r\n`, 200, {
    "content-type": "text/csv; charset=utf-8",
    "content-disposition": `attachment; filename="${seen.action.id}-${year}.csv"`,
  });
}

const allMonths = Array.from({ length: 12 }, (_, index) => index + 1);

/** The year asked for, else the last that there is a note of, else the programme's first. */
function yearOf(c: PageContext, { programme }: SeenAction, notes: readonly WatchNote[]): string {
  const asked = /^\d{4}$/.exec(c.req.query("year") ?? "")?.[0];
  return asked ?? notes.at(-1)?.month.slice(0, 4) ?? programme.from.slice(0, 4);
}

function sections(speak: Say, seen: SeenAction, trend: Trend, notes: readonly WatchNote[]): Html {
  const { text } = speak;
  const noteOf = (month: number) =>
    notes.findLast((note) => note.month === `${trend.year}-${String(month).padStart(2, "0")}`);
  const months = trend.months.flatMap((tally): (Html | string)[][] => {
    if ("none" in tally) return [];
    const counts = [tally.fresh, tally.open, tally.closed].map(String);
    return [[monthName(speak.language, tally.month), ...counts, noteLink(seen, noteOf(tally.month)) ?? ""]];
  });
  const monthHeads = (["month", "fresh", "open", "closed", "note"] as const).map((head) => text(`trend.${head}`));
  const followedHeads = (["finding", "owner", "followed", "due"] as const).map((head) => text(`findings.${head}`));
  return html`${row("", html`<h2>${text("trend.months")}</h2>${chart(speak, trend)}`, "wide")}
${row("", html`${lineTable(text("trend.months.each"), monthHeads, months)}${withoutNote(speak, trend)}`, "wide")}
${row(
  "",
  html`<h2>${text("trend.followed")}</h2>${lineTable(
    text("trend.followed"),
    followedHeads,
    trend.followed.map((each) => followedRow(speak, each)),
  )}`,
  "wide",
)}
${row(
  "",
  html`<h2>${text("trend.owners")}</h2>${lineTable(
    text("trend.owners"),
    [text("findings.owner"), text("trend.open"), text("trend.closed")],
    trend.owners.map(({ owner, open, closed }) => [owner || text("trend.nobody"), String(open), String(closed)]),
  )}`,
)}`;
}

/** Months of the year of which there is no note, in one line. */
function withoutNote({ text, language }: Say, { months }: Trend): Html | "" {
  const none = months.filter((tally) => "none" in tally).map(({ month }) => monthName(language, month));
  if (none.length === 0) return "";
  const list = new Intl.ListFormat(language, { type: "conjunction" }).format(none);
  return html`<p class="muted">${text("trend.no-note", { months: list })}</p>`;
}

/** Its title, leading to where somebody finds it. */
function noteLink(seen: SeenAction, note: WatchNote | undefined): Html | undefined {
  if (!note) return undefined;
  const page = pageFor(seen)(note.document);
  return page === undefined ? html`${note.title}` : html`<a href="${page}">${note.title}</a>`;
}

function followedRow(speak: Say, { number, words, owner, due = "", months }: Followed): (Html | string)[] {
  const way = allMonths.flatMap((month) => {
    const status = months[month];
    return status ? [`${monthName(speak.language, month)} – ${statusWords(speak, status)}`] : [];
  });
  const named = number === undefined ? words : speak.text("findings.numbered", { number, words });
  return [
    named,
    owner || speak.text("trend.nobody"),
    html`${way.map((step) => html`<span class="step">${step}</span>`)}`,
    due,
  ];
}

function statusWords({ text }: Say, status: Followed["last"]): string {
  return status === undefined ? "" : text(`findings.status.${status}`);
}

/** Units of the chart: a column a month, as high as the month has findings. */
const size = { width: 720, height: 220, base: 180, column: 60, bar: 34 };

/** Bars of what is open and what is closed, month by month; the table below says the same. */
function chart({ text, language }: Say, { year, months }: Trend): Html {
  const counts = months.map((tally) => ("none" in tally ? 0 : tally.open + tally.closed));
  const unit = (size.base - 24) / Math.max(1, ...counts);
  const bars = months.map((tally, index) => bar(tally, index * size.column, unit));
  const labels = months.map(
    ({ month }, index) =>
      html`<text x="${index * size.column + size.column / 2}" y="${size.base + 20}" text-anchor="middle">${shortMonth(language, month)}</text>`,
  );
  return html`<svg class="trend" viewBox="0 0 ${size.width} ${size.height}" role="img" aria-labelledby="chart-title chart-words">
<title id="chart-title">${text("trend.chart", { year })}</title><desc id="chart-words">${text("trend.chart.words")}</desc>
<line x1="0" x2="${size.width}" y1="${size.base}" y2="${size.base}"></line>${bars}${labels}</svg>
<p class="legend"><span class="key open"></span> ${text("trend.open")} <span class="key closed"></span> ${text("trend.closed")}</p>`;
}

/** "juin", "juil.": no two are alike. */
function shortMonth(language: Say["language"], month: number): string {
  return new Intl.DateTimeFormat(language, { month: "short", timeZone: "UTC" }).format(Date.UTC(2008, month - 1));
}

function bar(tally: MonthTally, left: number, unit: number): Html | "" {
  if ("none" in tally) return "";
  const x = left + (size.column - size.bar) / 2;
  const [open, closed] = [tally.open * unit, tally.closed * unit];
  const top = size.base - open - closed;
  return html`<rect class="open" x="${x}" y="${size.base - open}" width="${size.bar}" height="${open}"></rect>
<rect class="closed" x="${x}" y="${top}" width="${size.bar}" height="${closed}"></rect>
<text x="${left + size.column / 2}" y="${top - 6}" text-anchor="middle">${tally.open + tally.closed}</text>`;
}
