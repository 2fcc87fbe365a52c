import { isMoney, type Term, termOf } from "../agreement/state.ts";
import type { Details, RefusalCode } from "../errors.ts";
import { isDay } from "../time/written-day.ts";
import type { Holder, LocalDate } from "../values.ts";
import type { Terms } from "./command.ts";
import { type AskedEntry, bounds, centsOf, type LedgerName, monthOf } from "./state.ts";

/** Why a line cannot be entered. */
export type Fault = { code: RefusalCode; details: Details };

/** Where a line is to stand: in which ledger, on which day. */
export type Place = LedgerName & { today: LocalDate };

/** Of where lines are to stand: `agreement-settled`, or `request-invalid` with its field. */
export function placeFault(of: Terms, { agreement, month, holder }: LedgerName): Fault | undefined {
  return (
    unless(of.id === agreement, "agreement") ??
    unless(isDay(`${month}-01`), "month") ??
    unless(holder !== "", "holder") ??
    (of.stage === "settled" ? { code: "agreement-settled", details: {} } : undefined)
  );
}

/**
 * The first thing of a line that does not agree: `date-unknown`, `date-to-come`, `entry-outside` with the days of the agreement,
 * `term-unknown`, `entry-action`, `entry-unit`, `entry-quantity`, `entry-amount`, `entry-differs`, or `request-invalid` with its field.
 */
export function entryFault(of: Terms, entry: AskedEntry, place: Place): Fault | undefined {
  return entryFaults(of, entry, place)[0];
}

/** All that does not agree in a line, of each thing the first: whose it is, its day, what it is paid by and how much. */
export function entryFaults(of: Terms, entry: AskedEntry, place: Place): Fault[] {
  return [namesFault(entry, place), dayFault(of, entry, place), termFault(of, entry)].flatMap((fault) => fault ?? []);
}

function namesFault({ id, person, proof, meeting = "" }: AskedEntry, { holder }: Place): Fault | undefined {
  const fits = (text: string, most: number) => text !== "" && text.length <= most;
  return (
    unless(fits(id, bounds.id), "id") ??
    unless(person !== "" && (person ?? holder) !== "" && isOf(holder, person), "person") ??
    unless(meeting.length <= bounds.id, "meeting") ??
    unless(proof === undefined || fits(proof.name, bounds.name), "proof")
  );
}

/** In the ledger of a person there is nobody else; who is of an organisation is for the edges to say. */
function isOf(holder: Holder, person: string | undefined): boolean {
  return person === undefined || person === holder || holder.startsWith("org:");
}

function dayFault({ from, until }: Terms, { date }: AskedEntry, { month, today }: Place): Fault | undefined {
  if (!isDay(date)) return { code: "date-unknown", details: {} };
  if (date > today) return { code: "date-to-come", details: {} };
  if (date < from || date > until) return { code: "entry-outside", details: { from, until } };
  return unless(monthOf(date) === month, "month");
}

function termFault(of: Terms, entry: AskedEntry): Fault | undefined {
  const term = termOf(of, entry.term);
  if (!term || term.removed) return { code: "term-unknown", details: {} };
  const { action = entry.action, words } = term;
  if (action !== entry.action || !of.actions.includes(entry.action)) return { code: "entry-action", details: {} };
  return isMoney(term.unit) ? moneyFault(entry, words) : countedFault(entry, term);
}

function moneyFault({ quantity, cents }: AskedEntry, term: string): Fault | undefined {
  if (quantity !== undefined || cents === undefined) return { code: "entry-unit", details: { term } };
  return isAmount(cents) && cents > 0 ? undefined : { code: "entry-amount", details: {} };
}

function countedFault({ quantity, cents }: AskedEntry, term: Term): Fault | undefined {
  if (quantity === undefined) return { code: "entry-unit", details: { term: term.words } };
  const counts = Number.isInteger(quantity) && quantity > 0 && quantity <= bounds.quantity;
  if (!counts) return { code: "entry-quantity", details: {} };
  const comesTo = centsOf(term, { quantity, cents });
  if (!isAmount(comesTo)) return { code: "entry-amount", details: {} };
  return cents === undefined || cents === comesTo ? undefined : { code: "entry-differs", details: {} };
}

function isAmount(cents: number): boolean {
  return Number.isInteger(cents) && cents >= 0 && cents <= bounds.cents;
}

function unless(holds: boolean, field: string): Fault | undefined {
  return holds ? undefined : { code: "request-invalid", details: { field } };
}
