import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import type { Agreement } from "../../../shared/agreement/state.ts";
import { organisationHolder } from "../../../shared/deliverable/holder.ts";
import type { ActionRef } from "../../../shared/programme/state.ts";
import { presentPeople } from "../../../shared/stored/holders.ts";
import type { Period } from "../../../shared/time/period.ts";
import { confirmation } from "../components/confirmation.ts";
import { hidden } from "../components/fields.ts";
import { nothingFilled, typedIn } from "../components/filled.ts";
import type { StatementSay } from "../components/statement-words.ts";
import type { Html, Web } from "../http/context.ts";
import type { Filled } from "../http/input.ts";
import { organisationNames } from "../programme/names.ts";
import { queryOf } from "./asked.ts";

/** Sends the statement that the page shows to its funder, once: who is written to, and that it stays as it is. */
export async function sendingForm(
  web: Web,
  { told, text }: StatementSay,
  { id, funder }: Agreement,
  asked: Period & { action?: ActionRef },
  filled: Filled = nothingFilled,
): Promise<Html> {
  const people = await presentPeople(web.ports.store, [organisationHolder(funder)]);
  const name = (await organisationNames(web))(funder);
  const who = people.length === 0 ? told("send-nobody", { name }) : told("send-people", { name, count: people.length });
  return html`<section aria-labelledby="send" class="noprint"><h2 id="send">${told("send")}</h2>
<p>${who}</p><p>${told("send-stays")}</p>
<form method="post" action="${href("statementSending", { agreement: id }, queryOf(asked))}" novalidate>${hidden("id", typedIn(filled, "id") || web.ports.ids())}
${confirmation(filled, text("confirm.legend"), told("send-confirm"))}
<button>${told("send-do")}</button></form></section>`;
}
