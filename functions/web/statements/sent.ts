import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import type { SentStatement } from "../../../shared/agreement/state.ts";
import { issue } from "../../../shared/chain/issue.ts";
import { Refusal } from "../../../shared/errors.ts";
import { statementOf } from "../../../shared/statement/statement.ts";
import { statementSubtitle, statementTitle } from "../../../shared/statement/titles.ts";
import { agreements } from "../../../shared/stored/agreement.ts";
import { type KeptStatement, loadStatement } from "../../../shared/stored/statement.ts";
import { oweTypeset, typesetFiles } from "../../../shared/stored/typeset.ts";
import type { SeenAgreement } from "../agreements/who.ts";
import { type Nothing, tick, unlessConfirmed } from "../components/confirmation.ts";
import { nowOf } from "../components/duties.ts";
import { frame } from "../components/frame.ts";
import { fileWords } from "../components/outputs.ts";
import { row } from "../components/row.ts";
import { receivedList } from "../components/statement-lines.ts";
import { type StatementSay, tellingStatements } from "../components/statement-words.ts";
import { fileAddress, makingNote, type Typeset, waitsFor } from "../components/typeset-files.ts";
import { toldNote } from "../final/download-form.ts";
import { askerOf } from "../http/access.ts";
import { done, param } from "../http/answer.ts";
import { type Html, type PageContext, type Web, wantsJson } from "../http/context.ts";
import { reachFiles } from "../http/file-store.ts";
import type { Input } from "../http/input.ts";
import { within } from "../http/rates.ts";
import { say } from "../http/say.ts";
import { csvOf, liveFiles } from "./files.ts";
import { statementSections } from "./sections.ts";
import { fileTitle } from "./stated.ts";

/** A statement that was sent, as it was then, and its files. */
type Sent = SeenAgreement & { sent: SentStatement; kept: KeptStatement; files: Typeset };

async function sentIn(c: PageContext, { ports }: Web, seen: SeenAgreement): Promise<Sent> {
  const sent = seen.agreement.statements.find(({ id }) => id === param(c, "statement"));
  if (!sent) throw new Refusal("not-found");
  const kept = await loadStatement(ports.files, sent.facts);
  return { ...seen, sent, kept, files: { source: kept.source, ...(await typesetFiles(ports, kept.source)) } };
}

/**
 * A statement as it was sent: its funder finds its files, whose download it tells; the coordinator who received it. Throws
 * `not-found`.
 */
export async function sentStatement(c: PageContext, web: Web, seen: SeenAgreement): Promise<Response> {
  const shown = await sentIn(c, web, seen);
  const { sent, kept, files, agreement, standpoint } = shown;
  const speak = tellingStatements(say(c, web));
  const { told, language, day } = speak;
  const stated = statementOf(kept.facts);
  const office = standpoint === "coordinator";
  if (wantsJson(c)) {
    const { id, sent: at, received } = sent;
    return c.json({ id, sent: at, ...(office && { received }), statement: stated, files: files.files });
  }
  await reachFiles(c, web);
  const back = href("agreement", { agreement: agreement.id });
  const main = html`${row(
    html`<p><a href="${back}">${agreement.title}</a></p>`,
    html`<h1>${statementTitle(language, sent)}</h1><p class="lead">${statementSubtitle(language, kept.facts)}</p>
<p>${told("sent-on", { date: day(sent.sent) })}</p>
${filesOf(speak, web, shown)}${office ? await receivedList(web, speak, sent) : ""}`,
  )}
${statementSections(c, web, speak, stated)}`;
  const { scripts = [], ...waits } = waitsFor(files);
  const title = statementTitle(language, sent);
  return frame(c, web, { title, main, scripts: ["confirm.js", ...scripts], ...waits });
}

function addressOf({ agreement, sent }: Sent, format: string): string {
  return href("sentStatementFile", { agreement: agreement.id, statement: sent.id, format });
}

/** To the coordinator links; to who is of the funder a button a file, which tells of the download. */
function filesOf(speak: StatementSay, web: Web, shown: Sent): Html {
  const { files, standpoint } = shown;
  if (standpoint === "coordinator") return liveFiles(speak, web, files, (format) => addressOf(shown, format));
  const { text } = speak;
  const made = files.files
    .toSorted((a, b) => (a.format < b.format ? 1 : -1))
    .map((file) => ({ format: file.format, about: ` (${fileWords(speak, web.settings.language, file)})` }));
  const offers = [...made, { format: "csv" as const, about: "" }];
  const buttons = offers.map(
    ({ format, about }, index) =>
      html`<li><button formaction="${addressOf(shown, format)}"${index > 0 ? html` class="second"` : ""}><span>${text(`typeset.${format}`)}<span class="small">${about}</span></span></button></li>`,
  );
  return html`<form method="post" action="${addressOf(shown, offers[0]!.format)}" data-one-click class="noprint">
${toldNote(speak)}${tick(text("download.sure"))}<ul class="plain">${buttons}</ul></form>${makingNote(speak, files)}`;
}

/** Asks again for files that could not be made. Throws `too-many-requests`. */
export async function makeSentFiles(c: PageContext, web: Web, seen: SeenAgreement): Promise<Response> {
  const { agreement, sent, files } = await sentIn(c, web, seen);
  await within(web, "renderings", seen.visitor.person.id);
  if (files.files.length === 0) await oweTypeset(web.ports, files.source);
  return done(c, href("sentStatement", { agreement: agreement.id, statement: sent.id }));
}

/**
 * On to a file of it. GET changes nothing, since mail scanners do it: who is of the funder is led to the page whose button tells of the
 * download. Throws `not-found`.
 */
export async function giveSentFile(c: PageContext, web: Web, seen: SeenAgreement): Promise<Response> {
  const shown = await sentIn(c, web, seen);
  const { agreement, sent, standpoint } = shown;
  const page = href("sentStatement", { agreement: agreement.id, statement: sent.id });
  return standpoint === "coordinator" ? fileOf(c, web, shown, page) : c.redirect(page, 302);
}

/**
 * The same, asked for by a button: of who is of the funder, the agreement keeps that they downloaded it. Throws `unconfirmed`,
 * `not-found`.
 */
export async function takeSentFile(
  c: PageContext,
  web: Web,
  seen: SeenAgreement,
  input: Input<Nothing>,
): Promise<Response> {
  const shown = await sentIn(c, web, seen);
  const { agreement, sent, visitor, standpoint } = shown;
  unlessConfirmed(input);
  const page = href("sentStatement", { agreement: agreement.id, statement: sent.id });
  const answer = await fileOf(c, web, shown, page);
  const format = param(c, "format");
  const { today } = nowOf(web);
  const receive = { type: "receiveStatement", by: askerOf(visitor, false), statement: sent.id, format, today } as const;
  const isGiven = answer.headers.get("location") !== page;
  if (standpoint === "funder" && isGiven) await issue(agreements, web.ports, agreement.id, receive);
  return answer;
}

async function fileOf(c: PageContext, web: Web, { kept, files }: Sent, page: string): Promise<Response> {
  const format = param(c, "format");
  const title = fileTitle(web, kept.facts);
  if (format === "csv") return csvOf(c, web, statementOf(kept.facts), title);
  return c.redirect((await fileAddress(web, files, format, title)) ?? page, c.req.method === "GET" ? 302 : 303);
}
