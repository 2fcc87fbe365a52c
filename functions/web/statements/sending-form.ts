import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import { type Agreement, bounds } from "../../../shared/agreement/state.ts";
import { organisationHolder } from "../../../shared/deliverable/holder.ts";
import { refusalMessage } from "../../../shared/i18n/refusal.ts";
import type { ActionRef } from "../../../shared/programme/state.ts";
import type { Statement } from "../../../shared/statement/statement.ts";
import { presentPeople } from "../../../shared/stored/holders.ts";
import type { Period } from "../../../shared/time/period.ts";
import type { Hash } from "../../../shared/values.ts";
import { confirmation } from "../components/confirmation.ts";
import { hidden } from "../components/fields.ts";
import { nothingFilled, typedIn } from "../components/filled.ts";
import type { StatementSay } from "../components/statement-words.ts";
import type { Html, Web } from "../http/context.ts";
import type { Filled } from "../http/input.ts";
import { organisationNames } from "../programme/names.ts";
import { queryOf } from "./asked.ts";
import { changedNote, figuresOf } from "./figures.ts";

/** What the page shows, and its hash; the form as it came back, because what it had shown changed meanwhile where it says so. */
export type Sendable = {
  stated: Statement;
  seen: Hash;
  filled?: Filled | undefined;
  isChanged?: boolean | undefined;
};

/** Sends the statement that the page shows to its funder, once: who is written to, and that it stays as it is; that no more can be sent. */
export async function sendingForm(
  web: Web,
  speak: StatementSay,
  { id, funder, statements }: Agreement,
  asked: Period & { action?: ActionRef },
  { stated, seen, filled = nothingFilled, isChanged = false }: Sendable,
): Promise<Html> {
  const { told, text, language } = speak;
  const head = html`<h2 id="send">${told("send")}</h2>`;
  if (statements.length >= bounds.statements) {
    const full = refusalMessage(language, { code: "statements-full", details: { count: bounds.statements } });
    return html`<section aria-labelledby="send" class="noprint">${head}<p>${full}</p></section>`;
  }
  const people = await presentPeople(web.ports.store, [organisationHolder(funder)]);
  const name = (await organisationNames(web))(funder);
  const who = people.length === 0 ? told("send-nobody", { name }) : told("send-people", { name, count: people.length });
  // what was shown stays so until it was said that it changed
  const [hash, figures] = isChanged ? ["", ""] : [typedIn(filled, "seen"), typedIn(filled, "figures")];
  const once = isChanged ? { ...filled, typed: { ...filled.typed, confirmed: [] } } : filled;
  return html`<section aria-labelledby="send" class="noprint">${head}
${isChanged ? changedNote(speak, typedIn(filled, "figures"), stated) : ""}<p>${who}</p><p>${told("send-stays")}</p>
<form method="post" action="${href("statementSending", { agreement: id }, queryOf(asked))}" novalidate>${hidden("id", typedIn(filled, "id") || web.ports.ids())}${hidden("seen", hash || seen)}${hidden("figures", figures || figuresOf(stated))}
${confirmation(once, text("confirm.legend"), told("send-confirm"))}
<button>${told("send-do")}</button></form></section>`;
}
