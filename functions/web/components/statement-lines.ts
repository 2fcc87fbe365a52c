import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import { reportIdOf } from "../../../shared/agreement/naming.ts";
import type { Agreement, SentStatement } from "../../../shared/agreement/state.ts";
import type { StatementKey } from "../../../shared/i18n/statements.ts";
import { statementTitle } from "../../../shared/statement/titles.ts";
import { loadState } from "../../../shared/stored/deliverable.ts";
import { getPerson } from "../../../shared/stored/person.ts";
import { actionTitles } from "../../../shared/stored/programme.ts";
import type { Html, Web } from "../http/context.ts";
import { tick } from "./confirmation.ts";
import type { StatementSay } from "./statement-words.ts";

/**
 * The statements of an agreement that were sent, the last first, each with the day; to the coordinator (`office`) who received them.
 * "": none was.
 */
export async function sentList(
  web: Web,
  speak: StatementSay,
  { id: agreement, statements }: Pick<Agreement, "id" | "statements">,
  office: boolean,
): Promise<Html | ""> {
  const { language, told, day } = speak;
  const titled = await actionTitles(
    web.ports.store,
    statements.flatMap(({ action }) => action ?? []),
  );
  const items = statements.toReversed().map(async (sent) => {
    const of = sent.action === undefined ? "" : ` – ${titled(sent.action)}`;
    const address = href("sentStatement", { agreement, statement: sent.id });
    const when = told("sent-on", { date: day(sent.sent) });
    return html`<li><a href="${address}">${statementTitle(language, sent)}${of}</a> <span class="muted">${when}</span>${office ? await receivedList(web, speak, sent) : ""}</li>`;
  });
  return items.length === 0 ? "" : html`<ul class="plain">${await Promise.all(items)}</ul>`;
}

/** Who downloaded a statement that was sent, as what, and when; that nobody did yet. */
export async function receivedList(
  { ports }: Web,
  { told, day }: StatementSay,
  { received }: Pick<SentStatement, "received">,
): Promise<Html> {
  if (received.length === 0) return html`<p class="small muted">${told("received-none")}</p>`;
  const items = received.map(async ({ person, format, at }) => {
    const name = (await getPerson(ports.store, person))?.name ?? "–";
    const what = told(`format-${format}` as StatementKey);
    return html`<li>${told("received-by", { name, what, date: day(at) })}</li>`;
  });
  return html`<p class="small muted">${told("received")}</p><ul class="small">${await Promise.all(items)}</ul>`;
}

/** The way to the financial report of an agreement: a button that begins it, or the document that it is. */
export async function reportWay(
  { ports }: Web,
  { told }: StatementSay,
  agreement: Pick<Agreement, "id" | "stage">,
): Promise<Html | ""> {
  const id = reportIdOf(agreement);
  if (await loadState(ports.store, id))
    return html`<p><a href="${href("deliverable", { id })}">${told("report-open")}</a></p>`;
  if (agreement.stage === "considered") return "";
  return html`<p class="muted">${told("report-begin-hint")}</p>
<form method="post" action="${href("financialReport", { agreement: agreement.id })}" data-one-click>${tick(told("report-sure"))}
<button class="second">${told("report-begin")}</button></form>`;
}
