import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import { Refusal } from "../../../shared/errors.ts";
import { type Cell, type Matrix, matrixRows } from "../../../shared/programme/matrix.ts";
import type { Action } from "../../../shared/programme/state.ts";
import { facts } from "../components/facts.ts";
import { frame } from "../components/frame.ts";
import { row } from "../components/row.ts";
import { waitsFor } from "../components/typeset-files.ts";
import { param } from "../http/answer.ts";
import { type Html, type PageContext, type Web, wantsJson } from "../http/context.ts";
import { type Say, say } from "../http/say.ts";
import { type LinkTo, linksFor } from "./action-link.ts";
import { filesNote, matrixDocumentFile, sheetOf } from "./matrix-files.ts";
import { matrixFor } from "./names.ts";
import type { SeenProgramme } from "./who.ts";

/** The programme at a glance: a column an action, on a telephone a list by action; each cell leads to what it says of. */
export async function matrix(c: PageContext, web: Web, { programme, onlooker }: SeenProgramme): Promise<Response> {
  const speak = say(c, web);
  const { text } = speak;
  const matrix = await matrixFor(web, speak, programme);
  const sheet = await sheetOf(web, programme);
  if (wantsJson(c)) return c.json({ matrix: onlooker.coordinator ? matrix : headingsOf(matrix), files: sheet.files });
  const linkTo = linksFor(onlooker, programme);
  const main = html`${row(
    html`<p><a href="${href("programmeOf", { programme: programme.id })}">${programme.title}</a></p>`,
    html`<h1>${text("matrix.title")}</h1>${filesNote(speak, web, programme.id, sheet, onlooker.coordinator)}`,
  )}
<div class="matrix" tabindex="0" role="region" aria-label="${text("matrix.title")}">${matrixTable(speak, linkTo, matrix)}</div>
<div class="by-action">${matrix.families.map(({ title, actions }) => html`<h2>${title}</h2>${actions.map((action) => actionFacts(speak, linkTo, matrix, action))}`)}</div>`;
  return frame(c, web, { title: text("matrix.title"), main, styles: ["programme.css"], ...waitsFor(sheet) });
}

/** The matrix with no more of its actions than it says itself. */
function headingsOf(matrix: Matrix) {
  const families = matrix.families.map(({ actions, ...family }) => ({
    ...family,
    actions: actions.map(({ id, title, heading }) => ({ id, title, ...(heading && { heading }) })),
  }));
  return { ...matrix, families };
}

function matrixTable({ text }: Say, linkTo: LinkTo, { title, families, rows }: Matrix): Html {
  return html`<table><caption>${title}</caption>
<colgroup><col></colgroup>${families.map(({ actions }) => html`<colgroup span="${actions.length}"></colgroup>`)}
<thead><tr><td rowspan="2"></td>${families.map(({ title, actions }) => html`<th scope="colgroup" colspan="${actions.length}">${title}</th>`)}</tr>
<tr>${families.flatMap(({ actions }) => actions.map((action) => html`<th scope="col">${actionLink(linkTo, action)}</th>`))}</tr></thead>
<tbody>${rows.map(
    ({ row, cells }) =>
      html`<tr><th scope="row">${text(`matrix.${row}`)}</th>${cells.map((cell) => html`<td>${cellLink(linkTo, cell)}</td>`)}</tr>`,
  )}</tbody></table>`;
}

/** The column of an action, for a narrow screen. */
function actionFacts({ text }: Say, linkTo: LinkTo, { rows }: Matrix, action: Action): Html {
  const cells = rows.map(({ cells }) => cells.find((cell) => cell.action === action.id)!);
  return html`<h3>${actionLink(linkTo, action)}</h3>
${facts(matrixRows.map((row, index) => [text(`matrix.${row}`), cellLink(linkTo, cells[index]!)]))}`;
}

function actionLink(linkTo: LinkTo, { id, heading, title }: Action): Html | string {
  return linkTo(id, heading ?? title);
}

function cellLink(linkTo: LinkTo, { row, action, lines }: Cell): Html | string {
  return lines.length === 0 ? "" : linkTo(action, html`${lines.map((line) => html`<span>${line}</span>`)}`, row);
}

/** The matrix as a file: for a spreadsheet, or as a document once it was made. Throws `not-found` for a format that there is not. */
export async function matrixFile(c: PageContext, web: Web, opened: SeenProgramme): Promise<Response> {
  const { programme } = opened;
  const format = param(c, "format");
  if (format === "pdf" || format === "docx") return matrixDocumentFile(c, web, opened, format);
  if (format !== "csv") throw new Refusal("not-found");
  const { matrixCsv } = await import("../../../shared/programme/matrix-csv.ts");
  const speak = say(c, web);
  const csv = matrixCsv(await matrixFor(web, speak, programme), (row) => speak.text(`matrix.${row}`));
  return c.body(csv, 200, {
    "content-type": "text/csv; charset=utf-8",
    "content-disposition": `attachment; filename="programme-${programme.id}.csv"`,
  });
}
