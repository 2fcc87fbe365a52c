import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import { Refusal } from "../../../shared/errors.ts";
import type { Cell, Matrix } from "../../../shared/programme/matrix.ts";
import { frame } from "../components/frame.ts";
import { row } from "../components/row.ts";
import { param } from "../http/answer.ts";
import { type Html, type PageContext, type Web, wantsJson } from "../http/context.ts";
import { type Say, say } from "../http/say.ts";
import { matrixFor } from "./names.ts";
import type { OpenedProgramme } from "./who.ts";

/** The programme at a glance: a column an action; each cell leads to what it says of. */
export async function matrix(c: PageContext, web: Web, { programme }: OpenedProgramme): Promise<Response> {
  const speak = say(c, web);
  const { text } = speak;
  const matrix = await matrixFor(web, speak, programme);
  if (wantsJson(c)) return c.json({ matrix });
  const main = html`${row(
    html`<p><a href="${href("programmeOf", { programme: programme.id })}">${programme.title}</a></p>`,
    html`<h1>${text("matrix.title")}</h1>
<ul class="plain"><li><a href="${href("matrixFile", { programme: programme.id, format: "csv" })}">${text("matrix.csv")}</a></li></ul>`,
  )}
<div class="scroll" tabindex="0" role="region" aria-label="${text("matrix.title")}">${matrixTable(speak, programme.id, matrix)}</div>`;
  return frame(c, web, { title: text("matrix.title"), main });
}

function matrixTable({ text }: Say, programme: string, { title, families, rows }: Matrix): Html {
  return html`<table class="matrix"><caption>${title}</caption>
<colgroup><col></colgroup>${families.map(({ actions }) => html`<colgroup span="${actions.length}"></colgroup>`)}
<thead><tr><td></td>${families.map(({ title, actions }) => html`<th scope="colgroup" colspan="${actions.length}">${title}</th>`)}</tr>
<tr><td></td>${families.flatMap(({ actions }) =>
    actions.map(
      ({ id, heading, title }) =>
        html`<th scope="col"><a href="${href("action", { programme, action: id })}">${heading ?? title}</a></th>`,
    ),
  )}</tr></thead>
<tbody>${rows.map(
    ({ row, cells }) =>
      html`<tr><th scope="row">${text(`matrix.${row}`)}</th>${cells.map((cell) => html`<td>${cellLink(programme, cell)}</td>`)}</tr>`,
  )}</tbody></table>`;
}

function cellLink(programme: string, { row, action, lines }: Cell): Html {
  const address = `${href("action", { programme, action })}#${row}`;
  return html`<a href="${address}">${lines.map((line) => html`<span>${line}</span>`)}</a>`;
}

/** The matrix as a file for a spreadsheet. Throws `not-found` for a format that there is not. */
export async function matrixFile(c: PageContext, web: Web, { programme }: OpenedProgramme): Promise<Response> {
  if (param(c, "format") !== "csv") throw new Refusal("not-found");
  const { matrixCsv } = await import("../../../shared/programme/matrix-csv.ts");
  const speak = say(c, web);
  const csv = matrixCsv(await matrixFor(web, speak, programme), (row) => speak.text(`matrix.${row}`));
  return c.body(csv, 200, {
    "content-type": "text/csv; charset=utf-8",
    "content-disposition": `attachment; filename="programme-${programme.id}.csv"`,
  });
}
