import { html } from "hono/html";
import type { Html } from "../http/context.ts";

/** A summary list: a name and a value a line; lines without a value are left out. */
export function facts(lines: readonly (readonly [string, Html | string | undefined])[]): Html {
  const filled = lines.filter(([, value]) => value !== undefined && value !== "");
  return html`<dl class="facts">${filled.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
}

/** A plain table that becomes cards on a telephone, a cell a line; the first cell of a row names it. */
export function table(caption: string, heads: string[], rows: (Html | string)[][]): Html {
  return tableOf("cards", caption, heads, rows);
}

/** One of short facts, whose rows become a line or two on a telephone: "mars / Nouveaux 4 · Clos 1". Cells without words are left out. */
export function lineTable(caption: string, heads: string[], rows: (Html | string)[][]): Html {
  return tableOf("cards lines", caption, heads, rows);
}

function tableOf(shape: string, caption: string, heads: string[], rows: (Html | string)[][]): Html {
  return html`<table class="${shape}" role="table"><caption>${caption}</caption>
<thead role="rowgroup"><tr role="row">${heads.map((head) => html`<th scope="col" role="columnheader">${head}</th>`)}</tr></thead>
<tbody role="rowgroup">${rows.map(
    ([first, ...others]) => html`<tr role="row"><th scope="row" role="rowheader">${first}</th>
${others.map((cell, index) => html`<td role="cell" data-label="${heads[index + 1] ?? ""}">${cell}</td>`)}</tr>`,
  )}</tbody></table>`;
}
