import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import { type Statement, statementOf } from "../../../shared/statement/statement.ts";
import { statementCsv } from "../../../shared/statement/statement-csv.ts";
import { fileName } from "../../../shared/stored/outputs.ts";
import type { SeenAgreement } from "../agreements/who.ts";
import { tellingStatements } from "../components/statement-words.ts";
import { fileAddress, fileLinks, makingNote, type Typeset, typesetOf } from "../components/typeset-files.ts";
import { param } from "../http/answer.ts";
import type { Html, PageContext, Web } from "../http/context.ts";
import { InvalidRequest } from "../http/input.ts";
import { type Say, say } from "../http/say.ts";
import { type Asked, askedForAction, askedForAgreement, queryOf } from "./asked.ts";
import { factsOf, fileTitle, toSet } from "./stated.ts";
import type { StatedAction } from "./who.ts";

/** The files that a statement is had as: those that are made when they are asked for, or how far they are; the CSV always. */
export function liveFiles(
  speak: Say,
  web: Web,
  files: Typeset,
  fileAt: (format: string) => string,
  address?: string,
): Html {
  const { text } = speak;
  const label = (format: "pdf" | "docx") => text(`typeset.${format}`);
  return html`<ul class="plain noprint">${fileLinks(speak, web, files, { address: fileAt, label })}<li><a href="${fileAt("csv")}">${text("typeset.csv")}</a></li></ul>
${makingNote(speak, files, address)}`;
}

/** The entries of a statement for a spreadsheet, in the language of the network as its other files are. */
export function csvOf(c: PageContext, { settings }: Web, statement: Statement, title: string): Response {
  return c.body(statementCsv(statement, settings.language), 200, {
    "content-type": "text/csv; charset=utf-8",
    "content-disposition": `attachment; filename="${fileName(title, ".csv")}"`,
  });
}

/** A file of the statement of an agreement; on to the page, which says how to have it, where it is not made. Throws `not-found`. */
export async function statementFile(c: PageContext, web: Web, seen: SeenAgreement): Promise<Response> {
  const asked = askedForAgreement(c, tellingStatements(say(c, web)), seen);
  const back = href("statement", { agreement: seen.agreement.id }, queryOf(asked.asked));
  return give(c, web, asked, back);
}

/** The same of an action. */
export async function actionStatementFile(c: PageContext, web: Web, stated: StatedAction): Promise<Response> {
  const asked = askedForAction(c, tellingStatements(say(c, web)), stated);
  const { from, until } = asked.asked;
  const place = { programme: stated.programme.id, action: stated.action.id };
  return give(c, web, asked, href("actionStatement", place, { from, until }));
}

async function give(c: PageContext, web: Web, { asked, filled }: Asked, back: string): Promise<Response> {
  if (filled.errors.length > 0) throw new InvalidRequest(filled.errors);
  const facts = await factsOf(web, asked);
  const title = fileTitle(web, facts);
  const format = param(c, "format");
  if (format === "csv") return csvOf(c, web, statementOf(facts), title);
  const address = await fileAddress(web, await typesetOf(web, toSet(web, facts)), format, title);
  return c.redirect(address ?? back, 302);
}
