import { html, raw } from "hono/html";
import { monthShort } from "../../../shared/i18n/dates.ts";
import type { Point } from "../../../shared/programme/bars.ts";
import {
  bandHeight,
  barHeight,
  barTop,
  between,
  type Chart,
  chartOf,
  labelBase,
  type Placed,
  type PlacedPoint,
  type PlacedRow,
} from "../../../shared/programme/chart.ts";
import type { YearSay } from "../components/year-words.ts";
import type { Html } from "../http/context.ts";
import type { YearAction } from "./timeline.ts";
import { type ItemRow, isLate, pageOf, pointPage } from "./timeline-items.ts";

/** The middle of a bar, from the top of its band. */
const middle = barTop + barHeight / 2;

/** Where the names of actions end: `year.css` has how wide the two parts of the picture are. */
const namesEnd = 260;

/**
 * The timeline of a year as a picture: each document is a link, its words below it; who does not see it has the same in a table.
 * The names of actions are a part of their own, which stays in sight while the other scrolls.
 */
export function timelinePicture(speak: YearSay, rows: readonly ItemRow[], year: string): Html {
  const { said } = speak;
  const chart = chartOf(rows, year, speak.now.today);
  const count = rows.reduce((sum, { items }) => sum + items.length, 0);
  return html`<div class="chart" tabindex="0" role="group" aria-label="${said("chart.scrolls")}">
<svg class="names" viewBox="0 0 ${namesEnd} ${chart.height}" role="group" aria-label="${said("part.actions")}">
${chart.rows.map((row) => namePicture(row, chart))}
</svg><svg viewBox="${namesEnd} 0 ${chart.width - namesEnd} ${chart.height}" role="group" aria-labelledby="chart-title chart-desc">
<title id="chart-title">${said("chart.title", { year })}</title>
<desc id="chart-desc">${said("chart.desc", { actions: said("chart.actions", { count: rows.length }), items: said("chart.items", { count }) })}</desc>
${calendar(speak, chart)}
${chart.rows.map((row) => rowPicture(speak, row, chart))}
${todayPicture(speak, chart)}
</svg></div>`;
}

/** Months, above and as lines behind what is drawn. */
function calendar({ language }: YearSay, { months, top, height }: Chart<YearAction>): Html {
  return html`<g aria-hidden="true">${months.map(
    ({ x, month }) =>
      html`<line class="grid" x1="${x}" x2="${x}" y1="${top - 6}" y2="${height}"/><text class="month" x="${x + 4}" y="16">${monthShort(language, month)}</text>`,
  )}</g>`;
}

function todayPicture({ brief, now }: YearSay, { today, height, left, right }: Chart<YearAction>): Html | "" {
  if (today === undefined) return "";
  const middle = Math.min(right - 32, Math.max(left + 32, today));
  return html`<g aria-hidden="true" class="today"><line x1="${today}" x2="${today}" y1="26" y2="${height}"/><rect x="${middle - 32}" y="20" width="64" height="17"/><text x="${middle}" y="33">${brief(now.today)}</text></g>`;
}

function namePicture({ row, title, note, y, height }: PlacedRow<YearAction>, { width }: Chart<YearAction>): Html {
  const lines = title.map((line, at) => html`<tspan x="0" y="${y + 22 + at * 19}">${line}</tspan>`);
  const name = html`<text class="action">${lines}</text>`;
  return html`<line class="row" x1="0" x2="${width}" y1="${y + height}" y2="${y + height}"/>
${row.address ? html`<a href="${row.address}">${name}</a>` : name}${note ? html`<text class="funder" x="0" y="${y + 22 + title.length * 19 - 2}">${note}</text>` : ""}`;
}

function rowPicture(
  speak: YearSay,
  { title, y, height, items }: PlacedRow<YearAction>,
  { width }: Chart<YearAction>,
): Html {
  return html`<g role="group" aria-label="${title.join(" ")}"><line class="row" x1="0" x2="${width}" y1="${y + height}" y2="${y + height}"/>
${items.map((item) => itemPicture(speak, item))}</g>`;
}

function itemPicture(speak: YearSay, item: Placed): Html {
  const { drawn, y, box } = item;
  const page = pageOf(drawn);
  const late = isLate(drawn);
  const body = html`${barParts(item)}${rings(speak, item)}${label(item, page !== undefined, late)}`;
  if (!page) return html`<g>${body}</g>`;
  return html`<a href="${page}"><title>${drawn.title}${between}${drawn.state}</title><rect class="hit" x="${box.x - 2}" y="${y}" width="${box.width + 4}" height="${bandHeight - 2}"/>${body}</a>`;
}

function barParts({ stretches, late, final, y }: Placed): Html {
  const top = y + barTop;
  return html`${stretches.map(
    ({ x, width, what, when }) =>
      html`<rect class="${when} ${what}" x="${x}" y="${top}" width="${width}" height="${barHeight}"/>`,
  )}${late ? html`<rect class="over" x="${late.x}" y="${top}" width="${late.width}" height="${barHeight}"/>` : ""}${final ? html`<path class="final${final.done ? " done" : ""}" d="M${final.x} ${y + middle - 8}l7 8l-7 8l-7 -8z"/>` : ""}`;
}

/** Meetings as rings, those of the whole network as discs; documents of a series as squares. */
function rings(speak: YearSay, { drawn, points, y }: Placed): Html[] {
  const centre = y + middle;
  return points.map((each) => {
    if (drawn.what === "series") return pointLink(speak, drawn.title, each, centre, square(each, centre));
    const isNetwork = drawn.what === "gatherings" && drawn.gatherings.network;
    const ring = html`<circle class="${isNetwork ? "meet" : "ring"} ${each.point.state}" cx="${each.x}" cy="${centre}" r="5"/>`;
    return drawn.what === "bar" ? ring : pointLink(speak, drawn.title, each, centre, ring);
  });
}

function square({ x, point }: PlacedPoint, centre: number): Html {
  return html`<rect class="square ${point.state}" x="${x - 5}" y="${centre - 5}" width="10" height="10"/>`;
}

/** A point that leads to its page, with a finger's room around it. */
function pointLink(speak: YearSay, title: string, { x, point }: PlacedPoint, centre: number, shape: Html): Html {
  const page = pointPage(point);
  if (!page) return shape;
  return html`<a href="${page}"><title>${pointWords(speak, title, point)}</title><rect class="hit" x="${x - 12}" y="${centre - 12}" width="24" height="24"/>${shape}</a>`;
}

/** "Veille : mai 2008, 28 mai, en retard". */
function pointWords({ said, short }: YearSay, title: string, { date, state, document }: Point): string {
  const how = document || state !== "done" ? state : "held";
  return said("point", { title: document?.title ?? title, date: short(date), state: said(`point.${how}`) });
}

function label({ label: { x, ends, title, state }, y }: Placed, linked: boolean, late: boolean): Html {
  const name = linked ? html`<tspan class="name">${title}</tspan>` : title;
  const how = state === "" ? "" : html`${between}<tspan${late ? raw(' class="late"') : ""}>${state}</tspan>`;
  return html`<text class="label${ends ? " ends" : ""}" x="${x}" y="${y + labelBase}">${name}${how}</text>`;
}

/** What each sort of mark means. */
export function legend({ said }: YearSay): Html {
  const swatch = (shape: Html) =>
    html`<svg viewBox="0 0 18 12" width="18" height="12" aria-hidden="true">${shape}</svg>`;
  const box = (kind: string) => swatch(html`<rect class="${kind}" x="1" y="1" width="16" height="10"/>`);
  const marks: [Html, string][] = [
    [box("past draft"), said("legend.past")],
    [box("now draft"), said("legend.now")],
    [box("planned draft"), said("legend.planned")],
    [box("over"), said("legend.late")],
    [swatch(html`<circle class="ring planned" cx="9" cy="6" r="4"/>`), said("legend.meeting")],
    [swatch(html`<path class="final" d="M9 0l6 6l-6 6l-6 -6z"/>`), said("legend.final")],
    [swatch(html`<path class="final done" d="M9 0l6 6l-6 6l-6 -6z"/>`), said("legend.done")],
  ];
  return html`<ul class="legend">${marks.map(([mark, words]) => html`<li>${mark} ${words}</li>`)}</ul>`;
}
