import { centsFor, isMoney, type Term } from "../agreement/state.ts";
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
  /** A voucher, as a photograph or a PDF. */
  proof?: FileRef;
  /** The meeting whose attendance it comes from. */
  meeting?: string;
  /** The entry that it undoes: the same line, with what it has less. */
  undoes?: string;
};

/** A line as it is asked for: what it comes to may be left out where its term has a rate. */
export type AskedEntry = Omit<NewEntry, "cents" | "undoes"> & { cents?: number };

/**
 * Bounds of one ledger: lines, lines that come at once, bytes of them all with room to undo each, since a ledger is one row; the
 * largest quantity, 10,000 units, and amount, a million, of one line; characters of an id and of a file's name.
 */
export const bounds = {
  ...{ entries: 400, atOnce: 40, bytes: 300_000 },
  ...{ quantity: 1_000_000, cents: 100_000_000, id: 64, name: 200 },
};

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

/** What a line comes to, in cents: its quantity at the rate of its term; of money, or of a term without a rate, what is said. */
export function centsOf(
  { unit, rate }: Pick<Term, "unit" | "rate">,
  { quantity, cents = 0 }: Pick<AskedEntry, "quantity" | "cents">,
): number {
  return isMoney(unit) || rate === undefined || quantity === undefined ? cents : centsFor(quantity, rate);
}

/** Whether a ledger has room for more lines, and for undoing each that stands. */
export function isWithin(entries: readonly Entry[], more: readonly NewEntry[]): boolean {
  const all: NewEntry[] = [...entries, ...more];
  const lines = all.filter(({ undoes }) => undoes === undefined);
  const undone = undoneIn({ entries });
  const counters = lines.filter(({ id }) => !undone.has(id)).map((line) => counterOf(line, longest, longest));
  const made = { by: longest.slice(0, 40), at: "2008-03-12T09:00:00.000Z" };
  const bytes = Buffer.byteLength(JSON.stringify([...all, ...counters].map((line) => ({ ...line, ...made }))));
  return lines.length <= bounds.entries && bytes <= bounds.bytes;
}

const longest = "x".repeat(bounds.id);

/** The line that undoes an entry, under an id of its own: the proof stays with what it undoes. */
export function counterOf(entry: NewEntry, id: string, note?: TextRef): NewEntry {
  const { date, action, term, person, quantity, cents, meeting } = entry;
  return {
    ...{ id, date, action, term },
    ...(person !== undefined && { person }),
    ...(quantity !== undefined && { quantity: 0 - quantity }),
    cents: 0 - cents,
    ...(note !== undefined && { note }),
    ...(meeting !== undefined && { meeting }),
    undoes: entry.id,
  };
}

/** The entries that were undone, and those that undo them, by id. */
export function undoneIn({ entries }: { entries: readonly NewEntry[] }): Set<string> {
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
