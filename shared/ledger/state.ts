import type { Term } from "../agreement/state.ts";
import type { Actor } from "../chain/event.ts";
import type { ActionRef } from "../programme/state.ts";
import type { FileRef, Hash, Holder, Instant, LocalDate, PersonId, TextRef } from "../values.ts";

/** Raised when events make another state than they did: a stored one of before is made anew from its events. */
export const ledgerSchema = 1;

/**
 * What one organisation, or one person who is of none, entered on one agreement in one month (relevé): time and money, line by line. A
 * line is never changed: a mistake is undone by a counter-entry.
 */
export type Ledger = LedgerName & {
  schema: typeof ledgerSchema;
  /** "mpg-2008.2008-03.org:oriv". */
  id: string;
  seq: number;
  head: Hash;
  entries: Entry[];
};

/** `month`: "2008-03". */
export type LedgerName = { agreement: string; month: string; holder: Holder };

/** One line of time or money (saisie). */
export type Entry = NewEntry & { by: Actor; at: Instant };

/** A line as it is entered. */
export type NewEntry = {
  /** The name that its form, or its file, gave it: the same line sent twice is one. */
  id: string;
  date: LocalDate;
  action: ActionRef;
  term: Term["id"];
  /** Who did it, or spent it, of the organisation. */
  person?: PersonId;
  /** Hundredths of the term's unit; absent for a direct or a running cost. */
  quantity?: number;
  /** What it comes to: of a counted term, its quantity at the rate of that day, or what was spent where it has none. */
  cents: number;
  note?: TextRef;
  /** A receipt, as a photograph or a PDF. */
  proof?: FileRef;
  /** The meeting whose attendance it comes from. */
  meeting?: string;
  /** The entry that it undoes: the same line, with what it has less. */
  undoes?: string;
};

/** Bounds of one ledger: lines, lines that come at once; the largest quantity and amount of one line. */
export const bounds = { entries: 400, atOnce: 40, quantity: 1_000_000, cents: 100_000_000 };

/** The id of the ledger of a holder. */
export function ledgerId({ agreement, month, holder }: LedgerName): string {
  return `${agreement}.${month}.${holder}`;
}

/** The month of a day: "2008-03" of "2008-03-12". */
export function monthOf(date: LocalDate): string {
  return date.slice(0, 7);
}

/** An entry by its id. */
export function entryOf({ entries }: Pick<Ledger, "entries">, id: string): Entry | undefined {
  return entries.find((entry) => entry.id === id);
}

/** The entries that were undone, and those that undo them, by id. */
export function undoneIn({ entries }: Pick<Ledger, "entries">): Set<string> {
  return new Set(entries.flatMap(({ id, undoes }) => (undoes === undefined ? [] : [id, undoes])));
}

/** What lines come to, of one term: hundredths of its unit, and cents. */
export type Sum = { quantity: number; cents: number };

/** The sum of lines, in integers. */
export function sumOf(entries: readonly Pick<Entry, "quantity" | "cents">[]): Sum {
  return entries.reduce<Sum>(
    (sum, { quantity = 0, cents }) => ({ quantity: sum.quantity + quantity, cents: sum.cents + cents }),
    { quantity: 0, cents: 0 },
  );
}
