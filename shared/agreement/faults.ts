import type { Details, RefusalCode } from "../errors.ts";
import { parseActionRef, units } from "../programme/state.ts";
import { isDay } from "../time/written-day.ts";
import type { LocalDate } from "../values.ts";
import { costAccounts } from "./accounts.ts";
import { type AgreementPlan, bounds, isMoney, type Payment, type SentStatement, type Term } from "./state.ts";

/** Why something asked of an agreement does not agree. */
export type Fault = { code: FaultCode; details: Details };
type FaultCode = Extract<
  RefusalCode,
  "request-invalid" | "date-unknown" | "dates-disordered" | "date-to-come" | "amount-invalid" | "currency-unknown"
>;

/** The first thing of a plan that does not agree, with its field: `date-unknown`, `dates-disordered`, `currency-unknown`, `amount-invalid`, `request-invalid`. */
export function planFault(plan: AgreementPlan): Fault | undefined {
  const { funder, reference, title, actions, from, until, currency, reportDue, granted } = plan;
  return (
    unless(funder !== "", "funder") ??
    unless(title !== "" && title.length <= bounds.title, "title") ??
    unless(reference.length <= bounds.reference, "reference") ??
    unless(actions.length > 0 && isWithin(actions, bounds.actions) && actions.every(parseActionRef), "actions") ??
    dayFault(from, "from") ??
    dayFault(until, "until") ??
    unless(from <= until, "until", "dates-disordered") ??
    unless(isCurrency(currency), "currency", "currency-unknown") ??
    unless(granted === undefined || isAmount(granted, bounds.cents), "granted", "amount-invalid") ??
    (reportDue === undefined
      ? undefined
      : (dayFault(reportDue, "reportDue") ?? unless(reportDue >= from, "reportDue", "dates-disordered")))
  );
}

/**
 * Of a term of an agreement with these actions: `amount-invalid`, or `request-invalid`, with its field. A unit that is money has no
 * rate; amounts are positive.
 */
export function termFault(term: Term, actions: AgreementPlan["actions"]): Fault | undefined {
  const { id, words, unit, planned, rate, account, action } = term;
  const most = isMoney(unit) ? bounds.cents : bounds.quantity;
  return (
    unless(id !== "" && words !== "" && words.length <= bounds.words, "words") ??
    unless(units.includes(unit), "unit") ??
    unless(planned === undefined || isAmount(planned, most), "planned", "amount-invalid") ??
    unless(rate === undefined || (!isMoney(unit) && isAmount(rate, bounds.rate)), "rate", "amount-invalid") ??
    unless(costAccounts.includes(account), "account") ??
    unless(action === undefined || actions.includes(action), "action")
  );
}

/** Of all terms of an agreement, each by its own id: as `termFault`, or `request-invalid` with the field `terms`. */
export function termsFault(terms: readonly Term[], actions: AgreementPlan["actions"]): Fault | undefined {
  const present = terms.filter(({ removed }) => !removed);
  const fits = present.length <= bounds.terms && terms.length <= bounds.everyTerm;
  const once = new Set(terms.map(({ id }) => id)).size === terms.length;
  return unless(fits && once, "terms") ?? firstOf(present.map((term) => termFault(term, actions)));
}

/** Of a payment: `amount-invalid`, `date-unknown`, `date-to-come` or `request-invalid`, with its field. */
export function paymentFault(payment: Omit<Payment, "cancelled">, today: LocalDate): Fault | undefined {
  const { id, on, cents, words } = payment;
  return (
    unless(id !== "", "id") ??
    pastFault(on, today) ??
    unless(isAmount(cents, bounds.cents), "cents", "amount-invalid") ??
    unless(words.length <= bounds.words, "words")
  );
}

/** Of a statement: `date-unknown`, `dates-disordered` or `request-invalid`, with its field. */
export function statementFault(
  { id, from, until, action, facts }: Omit<SentStatement, "sent" | "received">,
  actions: AgreementPlan["actions"],
): Fault | undefined {
  return (
    unless(id !== "", "id") ??
    dayFault(from, "from") ??
    dayFault(until, "until") ??
    unless(from <= until, "until", "dates-disordered") ??
    unless(action === undefined || actions.includes(action), "action") ??
    unless(/^[0-9a-f]{64}$/.test(facts), "facts")
  );
}

/** Of a day on which something was: `date-unknown`, or `date-to-come` where it is after `today`; the field is `on`. */
export function pastFault(on: LocalDate, today: LocalDate): Fault | undefined {
  return dayFault(on, "on") ?? unless(on <= today, "on", "date-to-come");
}

/** Three capital letters that name a currency (ISO 4217), as far as Intl knows them. */
function isCurrency(code: string): boolean {
  return /^[A-Z]{3}$/.test(code) && Intl.supportedValuesOf("currency").includes(code);
}

function dayFault(day: LocalDate, field: string): Fault | undefined {
  return unless(isDay(day), field, "date-unknown");
}

function isAmount(value: number, most: number): boolean {
  return Number.isInteger(value) && value > 0 && value <= most;
}

function isWithin(list: readonly unknown[], most: number): boolean {
  return list.length <= most && new Set(list).size === list.length;
}

function firstOf(faults: readonly (Fault | undefined)[]): Fault | undefined {
  return faults.find((fault) => fault !== undefined);
}

function unless(holds: boolean, field: string, code: FaultCode = "request-invalid"): Fault | undefined {
  return holds ? undefined : { code, details: { field } };
}
