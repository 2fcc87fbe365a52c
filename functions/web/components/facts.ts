import { html } from "hono/html";
import type { Html } from "../http/context.ts";

/** A summary list: a name and a value a line; lines without a value are left out. */
export function facts(lines: readonly (readonly [string, Html | string | undefined])[]): Html {
  const filled = lines.filter(([, value]) => value !== undefined && value !== "");
  return html`<dl class="facts">${filled.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
}

/** What stands above a column; `figures`: above numbers, which are set to the right so that their digits stand below each other. */
export type Head = string | { figures: string };

/** A plain table that becomes cards on a telephone, a cell a line; the first cell of a row names it. */
export function table(caption: string, heads: readonly Head[], rows: (Html | string)[][]): Html {
  return tableOf("cards", caption, heads, rows);
}

/** A wide table in a place of its own, no landmark, which scrolls by keyboard too where it has no room: the page does not. */
export function scrolled(caption: string, wide: Html): Html {
  return html`<div class="scroll" tabindex="0" role="group" aria-label="${caption}">${wide}</div>`;
}

/** One of short facts, whose rows become a line or two on a telephone: "mars / Nouveaux 4 · Clos 1". Cells without words are left out. */
export function lineTable(caption: string, heads: readonly Head[], rows: (Html | string)[][]): Html {
  return tableOf("cards lines", caption, heads, rows);
}

function tableOf(shape: string, caption: string, heads: readonly Head[], rows: (Html | string)[][]): Html {
  const columns = heads.map((head) => (typeof head === "string" ? { head, end: "" } : { head: head.figures, end }));
  return html`<table class="${shape}" role="table"><caption>${caption}</caption>
<thead role="rowgroup"><tr role="row">${columns.map(({ head, end }) => html`<th scope="col" role="columnheader"${end}>${head}</th>`)}</tr></thead>
<tbody role="rowgroup">${rows.map(
    ([first, ...others]) => html`<tr role="row"><th scope="row" role="rowheader">${first}</th>
${others.map((cell, index) => cellOf(cell, columns[index + 1]))}</tr>`,
  )}</tbody></table>`;
}

const end = html` class="end"`;

function cellOf(cell: Html | string, column: { head: string; end: Html | string } | undefined): Html {
  return html`<td role="cell"${column?.end ?? ""} data-label="${column?.head ?? ""}">${cell}</td>`;
}
