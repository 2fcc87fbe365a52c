import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import { type Agreement, plannedCents, type Term } from "../../../shared/agreement/state.ts";
import { formatMoney } from "../../../shared/i18n/amounts.ts";
import type { Sum } from "../../../shared/ledger/state.ts";
import { measured, shareOf } from "../../../shared/statement/statement.ts";
import type { AgreementSay } from "../components/agreement-words.ts";
import { type Head, lineTable } from "../components/facts.ts";
import { hidden } from "../components/fields.ts";
import type { Html } from "../http/context.ts";
import { plannedWords, rateWords, termWords } from "./amounts.ts";

/** What was done on each term so far, by its id; absent: who looks sees no more than what is planned. */
export type DoneByTerm = ReadonlyMap<string, Sum>;
type View = {
  speak: AgreementSay;
  agreement: Agreement;
  /** Coordinators change terms from here. */
  office: boolean;
  done: DoneByTerm | undefined;
  called: (action: string) => string;
};

/**
 * Terms: what is planned, at which rate, and what was done of it with its share; one that was taken away too, where something was done on
 * it, so that the table adds up.
 */
export function termsTable(view: View): Html {
  const { speak, agreement, done } = view;
  const { told } = speak;
  const isDone = ({ id }: Term) => (done?.get(id)?.cents ?? 0) !== 0 || (done?.get(id)?.quantity ?? 0) !== 0;
  const terms = agreement.terms.filter((term) => !term.removed || isDone(term));
  if (terms.length === 0) return html`<p>${told("terms.none")}</p>`;
  const planned = ["term.planned", "term.rate", "term.amount"] as const;
  const measured = done ? (["term.done", "term.share"] as const) : [];
  const figures = [...planned, ...measured].map((key): Head => ({ figures: told(key) }));
  const rows = terms.map((term) => rowOf(view, term));
  return lineTable(told("terms.caption"), [told("lines"), ...figures], [...rows, ...totalOf(view, terms)]);
}

function rowOf({ speak, agreement, office, done, called }: View, term: Term): (Html | string)[] {
  const { language } = speak;
  const { currency, id, actions } = agreement;
  const planned = term.removed ? undefined : term.planned;
  const cents = term.removed ? undefined : plannedCents(term);
  const name =
    office && !term.removed
      ? html`<a href="${href("term", { agreement: id, term: term.id })}">${term.words}</a>`
      : term.words;
  const of = term.action && actions.length > 1 ? html`<br><span class="muted">${called(term.action)}</span>` : "";
  const gone = term.removed ? html`<br><span class="muted">${speak.told("term.gone")}</span>` : "";
  return [
    html`${name}${of}${gone}`,
    planned === undefined ? "–" : plannedWords(speak, term, planned, currency),
    rateWords(speak, term, currency) || "–",
    cents === undefined ? "–" : formatMoney(language, cents, currency),
    ...(done ? doneCells(speak, term, done.get(term.id) ?? { quantity: 0, cents: 0 }, currency) : []),
  ];
}

/** "10,5 j, 3 675,00 €", and its share of what is planned. */
function doneCells(speak: AgreementSay, term: Term, { quantity, cents }: Sum, currency: string): string[] {
  const money = formatMoney(speak.language, cents, currency);
  const counted = quantity === 0 ? "" : plannedWords(speak, term, quantity, currency);
  const words = counted === "" || counted === money ? money : `${counted}, ${money}`;
  return [words, shareWords(speak, measured(term, { quantity, cents }).share)];
}

/** A whole number of hundredths: "75 %". */
function shareWords({ told }: AgreementSay, share: number | undefined): string {
  return share === undefined ? "–" : told("term.share.of", { share });
}

/** The sum of what is planned and done, where there are several terms; its share is of those that say how much is planned. */
function totalOf({ speak, agreement, done }: View, terms: readonly Term[]): (Html | string)[][] {
  const { told, language } = speak;
  const known = terms.filter((term) => !term.removed && plannedCents(term) !== undefined);
  if (terms.length < 2 || known.length === 0) return [];
  const planned = sum(known.map((term) => plannedCents(term)!));
  const doneOf = (of: readonly Term[]) => sum(of.map(({ id }) => done?.get(id)?.cents ?? 0));
  const share = shareWords(speak, shareOf(doneOf(known), planned));
  const money = (cents: number) => formatMoney(language, cents, agreement.currency);
  return [[told("terms.total"), "–", "–", money(planned), ...(done ? [money(doneOf(terms)), share] : [])]];
}

function sum(cents: readonly number[]): number {
  return cents.reduce((total, each) => total + each, 0);
}

/** Terms that were taken away, which coordinators put back. */
export function removedTerms({ speak, agreement }: Pick<View, "speak" | "agreement">): Html | "" {
  const { told } = speak;
  const removed = agreement.terms.filter((term) => term.removed);
  if (removed.length === 0) return "";
  const items = removed.map((term) => {
    const how = termWords(speak, term, agreement.currency);
    const action = href("termRemoval", { agreement: agreement.id, term: term.id });
    return html`<li><form method="post" action="${action}">${hidden("removed", "false")}${term.words}${how ? ` (${how})` : ""} <button class="second">${told("term.restore")}<span class="hidden"> – ${term.words}</span></button></form></li>`;
  });
  return html`<details><summary>${told("terms.removed")}</summary><ul class="plain">${items}</ul></details>`;
}
