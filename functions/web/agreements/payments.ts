import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import type { Agreement, Payment } from "../../../shared/agreement/state.ts";
import { summarize } from "../../../shared/agreement/summary.ts";
import { formatMoney } from "../../../shared/i18n/amounts.ts";
import type { LocalDate } from "../../../shared/values.ts";
import type { AgreementSay } from "../components/agreement-words.ts";
import { hidden, textField } from "../components/fields.ts";
import { typedIn } from "../components/filled.ts";
import type { Html } from "../http/context.ts";
import type { Filled } from "../http/input.ts";

/** `id`: that of a payment to come, so that its form sent twice records one. */
type View = {
  speak: AgreementSay;
  agreement: Agreement;
  office: boolean;
  filled: Filled;
  today: LocalDate;
  id: string;
};

/** Money received, the first day first, and its sum; coordinators record, cancel and restore. */
export function paymentsList(view: View): Html {
  const { speak, agreement, office } = view;
  const { told, language } = speak;
  const { planned, received, currency } = summarize(agreement);
  const money = (cents: number) => formatMoney(language, cents, currency);
  const all = agreement.payments.toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
  const sum =
    planned === undefined
      ? told("payments.sum", { received: money(received) })
      : told("payments.sum.of", { received: money(received), planned: money(planned) });
  const list = html`<ul class="plain">${all.map((payment) => item(view, payment))}</ul><p>${sum}</p>`;
  return html`${all.length === 0 ? html`<p>${told("payments.none")}</p>` : list}${office ? form(view) : ""}`;
}

function item({ speak, agreement, office }: View, { id, on, cents, words, cancelled }: Payment): Html {
  const { told, language, date } = speak;
  const amount = formatMoney(language, cents, agreement.currency);
  const said = html`<time datetime="${on}">${date(on)}</time> – ${cancelled ? html`<s>${amount}</s> <span class="tag">${told("payment.cancelled")}</span>` : amount}${words ? ` – ${words}` : ""}`;
  if (!office) return html`<li>${said}</li>`;
  const action = href("payment", { agreement: agreement.id, payment: id });
  const which = html`<span class="hidden"> ${told("payment.cancel.of", { date: date(on) })}</span>`;
  return html`<li><form method="post" action="${action}">${said} ${hidden("counts", String(cancelled === true))}<button class="second">${told(cancelled ? "payment.restore" : "payment.cancel")}${which}</button></form></li>`;
}

function form({ speak, agreement, filled, today, id }: View): Html {
  const { told } = speak;
  const { currency } = agreement;
  const open = filled.errors.some(({ field }) => ["amount", "paidOn", "words"].includes(field)) ? html` open` : "";
  return html`<details${open}><summary>${told("payment.new")}</summary>
<form method="post" action="${href("payments", { agreement: agreement.id })}" novalidate>${hidden("payment", typedIn(filled, "payment") || id)}
<div class="filters">${textField(filled, { name: "amount", label: told("payment.amount"), hint: told("payment.amount.hint", { currency }) })}
${textField(filled, { name: "paidOn", label: told("payment.on"), type: "date", value: today })}</div>
${textField(filled, { name: "words", label: told("payment.words"), hint: told("payment.words.hint") })}
<button class="second">${told("payment.do")}</button></form></details>`;
}
