import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import type { DocumentTree } from "../../../shared/document/tree.ts";
import { matrixDocument } from "../../../shared/programme/matrix-document.ts";
import type { Programme } from "../../../shared/programme/state.ts";
import { askForFiles } from "../../../shared/stored/typeset.ts";
import { fileAddress, fileLinks, makingNote, type Typeset, typesetOf } from "../components/typeset-files.ts";
import { done } from "../http/answer.ts";
import type { Html, PageContext, Web } from "../http/context.ts";
import { within } from "../http/rates.ts";
import { type Say, say, sayIn } from "../http/say.ts";
import { matrixFor } from "./names.ts";
import type { OpenedProgramme } from "./who.ts";

/** What there is of the documents of a programme's matrix as it stands. */
export async function sheetOf(web: Web, programme: Programme): Promise<Typeset> {
  return typesetOf(web, { tree: await documentOf(web, programme) });
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
export function filesNote(speak: Say, web: Web, programme: string, sheet: Typeset, mayMake: boolean): Html {
  const { text } = speak;
  const address = (format: string) => href("matrixFile", { programme, format });
  const label = (format: "pdf" | "docx") => text(format === "pdf" ? "matrix.pdf" : "typeset.docx");
  return html`<ul class="plain noprint">${fileLinks(speak, web, sheet, { address, label })}<li><a href="${address("csv")}">${text("typeset.csv")}</a></li></ul>
${mayMake ? makingNote(speak, sheet) : ""}`;
}

/** Asks for the documents of the matrix as it stands. Throws `too-many-requests`. */
export async function makeMatrix(c: PageContext, web: Web, { programme, visitor }: OpenedProgramme): Promise<Response> {
  await within(web, "renderings", visitor.person.id);
  await askForFiles(web.ports, { tree: await documentOf(web, programme) });
  return done(c, href("matrix", { programme: programme.id }));
}

/** On to a short-lived address of one of them; to the page, which says how to have it, where it is not made. */
export async function matrixDocumentFile(
  c: PageContext,
  web: Web,
  { programme }: OpenedProgramme,
  format: "pdf" | "docx",
): Promise<Response> {
  const title = `${programme.title} ${say(c, web).text("matrix.title")}`;
  const address = await fileAddress(web, await sheetOf(web, programme), format, title);
  return c.redirect(address ?? href("matrix", { programme: programme.id }), 302);
}
