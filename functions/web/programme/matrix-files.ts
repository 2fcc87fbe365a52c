import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import type { DocumentTree } from "../../../shared/document/tree.ts";
import { mediaTypes } from "../../../shared/formats/media-types.ts";
import { matrixDocument } from "../../../shared/programme/matrix-document.ts";
import type { Programme } from "../../../shared/programme/state.ts";
import { askForMatrix, type MatrixFiles, matrixFiles, matrixSource } from "../../../shared/stored/matrix.ts";
import { fileName, type MatrixSource, matrixKey } from "../../../shared/stored/outputs.ts";
import { fileWords } from "../components/outputs.ts";
import { done } from "../http/answer.ts";
import type { Html, PageContext, Web } from "../http/context.ts";
import { type Say, say, sayIn } from "../http/say.ts";
import { matrixFor } from "./names.ts";
import type { OpenedProgramme } from "./who.ts";

/** The matrix as documents: what names them, and what there is of them. */
export type Sheet = MatrixFiles & { source: MatrixSource };

/** What there is of the documents of a programme's matrix as it stands. */
export async function sheetOf(web: Web, programme: Programme): Promise<Sheet> {
  const source = await matrixSource(web.ports, await documentOf(web, programme));
  return { source, ...(await matrixFiles(web.ports, source)) };
}

/** In the language of the network, as its programme is, whoever reads it. */
async function documentOf(web: Web, programme: Programme): Promise<DocumentTree> {
  const { network, language, timeZone } = web.settings;
  const speak = sayIn(language, timeZone);
  const words = { title: speak.text("matrix.title"), network, language };
  return matrixDocument(await matrixFor(web, speak, programme), {
    ...words,
    row: (row) => speak.text(`matrix.${row}`),
  });
}

/** The files that the matrix is had as; those that are made when a coordinator asks for them, or how far they are. */
export function filesNote(
  speak: Say,
  { settings }: Web,
  programme: string,
  { files, job }: Sheet,
  mayMake: boolean,
): Html {
  const { text } = speak;
  const address = (format: string) => href("matrixFile", { programme, format });
  const links = files
    .toSorted((a, b) => (a.format < b.format ? 1 : -1))
    .map(
      (file) => html`<li><a href="${address(file.format)}">${text(`matrix.${file.format}`)}</a>
<span class="muted">(${fileWords(speak, settings.language, file)})</span></li>`,
    );
  return html`<ul class="plain noprint">${links}<li><a href="${address("csv")}">${text("matrix.csv")}</a></li></ul>
${files.length > 0 || !mayMake ? "" : makingNote(speak, job)}`;
}

function makingNote({ text }: Say, job: Sheet["job"]): Html {
  if (job === "failed") return html`<div class="note warning"><p>${text("matrix.failed")}</p></div>`;
  if (job)
    return html`<div data-wait role="status"><p>${text("matrix.coming")}</p></div><p><a href="">${text("waiting.again")}</a></p>`;
  return html`<form method="post"><button>${text("matrix.make")}</button></form>`;
}

/** Asks for the documents of the matrix as it stands. */
export async function makeMatrix(c: PageContext, web: Web, { programme }: OpenedProgramme): Promise<Response> {
  await askForMatrix(web.ports, await documentOf(web, programme));
  return done(c, href("matrix", { programme: programme.id }));
}

/** On to a short-lived address of one of them; to the page, which says how to have it, where it is not made. */
export async function matrixDocumentFile(
  c: PageContext,
  web: Web,
  { programme }: OpenedProgramme,
  format: "pdf" | "docx",
): Promise<Response> {
  const { source, files } = await sheetOf(web, programme);
  const file = files.find((each) => each.format === format);
  if (!file) return c.redirect(href("matrix", { programme: programme.id }), 302);
  const { sha256, bytes } = file;
  const filename = fileName(`${programme.title} ${say(c, web).text("matrix.title")}`, `.${format}`);
  const as = { filename, mediaType: mediaTypes[format], seconds: 300, content: { sha256, bytes } };
  return c.redirect(await web.ports.files.signDownload(matrixKey(source, format), as), 302);
}
