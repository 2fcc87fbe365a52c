import { hashOf, plain } from "../chain/hash.ts";
import type { ActionRef, Unit } from "../programme/state.ts";
import type { Period } from "../time/period.ts";
import type { Hash, Instant, LocalDate, OrganisationId, PersonId } from "../values.ts";
import type { CostAccount } from "./accounts.ts";

/** Raised when events make another state than they did: a stored one of before is made anew from its events. */
export const agreementSchema = 1;

/** A funder's money for one to several actions (convention). Money is in cents, quantities in hundredths of their unit. */
export type Agreement = AgreementPlan & {
  schema: typeof agreementSchema;
  /** "mpg-2008". */
  id: string;
  seq: number;
  head: Hash;
  stage: AgreementStage;
  /** The day of each stage that it came to: of the one that it is at, and of those before that it passed through. */
  since: Partial<Record<AgreementStage, LocalDate>>;
  /** In their order, those that were taken away too: entries still name them. */
  terms: Term[];
  payments: Payment[];
  /** The statements that were sent to the funder, the last of them last. */
  statements: SentStatement[];
  /** The days on which somebody was reminded of its report. */
  reminded: LocalDate[];
  /** The day its report was handed in; absent: not yet. */
  reported?: LocalDate;
};

/** Considered, asked for, signed, settled (soldée): each comes after those before it. */
export const agreementStages = ["considered", "requested", "signed", "settled"] as const;
export type AgreementStage = (typeof agreementStages)[number];

/** What a coordinator says of an agreement. */
export type AgreementPlan = Period & {
  funder: OrganisationId;
  /** As the funder's papers have it: "ACSE 2008-114"; "" as long as it has none. */
  reference: string;
  title: string;
  actions: ActionRef[];
  /** ISO 4217: "EUR". */
  currency: string;
  /** The day its financial report is due; absent: six months after its last day, as `reportDueOf` has it. */
  reportDue?: LocalDate;
  /** What its funder said it grants, in cents; absent: what its terms come to, as `grantedCents` has it. */
  granted?: number;
};

/** What is paid: so much of a unit, at a rate. */
export type Term = {
  /** Within its agreement: "journees". */
  id: string;
  words: string;
  unit: Unit;
  /** Hundredths of the unit, 1400 for 14 days; of a direct or a running cost, cents. */
  planned?: number;
  /** Cents for one unit; a direct or a running cost has none. */
  rate?: number;
  /** The account that its costs are booked to in the financial report. */
  account: CostAccount;
  /** The action that it is for, of an agreement that has several; absent: any of them. */
  action?: ActionRef;
  removed?: true;
};

/** Money received; `cancelled`: it was noted by mistake, and counts for nothing. */
export type Payment = { id: string; on: LocalDate; cents: number; words: string; cancelled?: true };

/**
 * A statement as it was sent: of which days, of one action where it says so; `facts`: the file that holds what it was set from, by
 * hash; who downloaded it, as what.
 */
export type SentStatement = Period & {
  id: string;
  action?: ActionRef;
  facts: Hash;
  sent: Instant;
  received: Received[];
};

/** Whether two statements are of the same days and of the same action. */
export function statesTheSame(one: Stating, other: Stating): boolean {
  return one.from === other.from && one.until === other.until && one.action === other.action;
}
type Stating = Pick<SentStatement, "from" | "until" | "action">;

/** That a person downloaded a statement in a format: `at` first, `last` the last day. */
export type Received = { person: PersonId; format: string; at: Instant; last: LocalDate };

/**
 * Bounds of one agreement: actions; terms at once, and with those that were taken away; payments, statements, who received one;
 * characters of a title, a reference, the words of a term or a payment; cents of an amount and of a rate, hundredths of a
 * quantity, so that a product stays an exact integer.
 */
export const bounds = {
  ...{ actions: 20, terms: 40, everyTerm: 60, payments: 100, statements: 40, received: 30 },
  ...{ title: 300, reference: 100, words: 200 },
  ...{ cents: 10_000_000_000, rate: 1_000_000_000, quantity: 5_000_000 },
};

/** Units that are money themselves: their quantity is in cents, and they have no rate. */
export function isMoney(unit: Unit): boolean {
  return unit === "direct-cost" || unit === "running-cost";
}

/** The terms that were not taken away. */
export function presentTerms({ terms }: Pick<Agreement, "terms">): Term[] {
  return terms.filter(({ removed }) => !removed);
}

/** A term by its id, one that was taken away too. */
export function termOf({ terms }: Pick<Agreement, "terms">, id: string): Term | undefined {
  return terms.find((term) => term.id === id);
}

/** What a term comes to where all that is planned is done, in cents; undefined: nothing says how much is planned. */
export function plannedCents({ unit, planned, rate }: Pick<Term, "unit" | "planned" | "rate">): number | undefined {
  if (planned === undefined) return undefined;
  if (isMoney(unit)) return planned;
  return rate === undefined ? undefined : centsFor(planned, rate);
}

/** What a funder grants, in cents: as it said, else what the terms come to; nobody pays for a voluntary contribution (86). */
export function grantedCents({ granted, terms }: Pick<Agreement, "granted" | "terms">): number {
  const paid = presentTerms({ terms }).filter(({ account }) => account !== "86");
  return granted ?? paid.reduce((sum, term) => sum + (plannedCents(term) ?? 0), 0);
}

/** What a quantity, in hundredths of a unit, comes to at a rate in cents for one: half a cent counts as one, away from zero. */
export function centsFor(quantity: number, rate: number): number {
  const cents = Math.floor((Math.abs(quantity) * rate + 50) / 100);
  return quantity < 0 ? -cents : cents;
}

/** All payments that count, in cents. */
export function paidCents({ payments }: Pick<Agreement, "payments">): number {
  return payments.reduce((sum, { cents, cancelled }) => (cancelled ? sum : sum + cents), 0);
}

/** An agreement as its form shows it: `hashOf` it is what a form has seen. */
export function planOf({
  funder,
  reference,
  title,
  actions,
  from,
  until,
  currency,
  reportDue,
  granted,
}: AgreementPlan): AgreementPlan {
  return plain({ funder, reference, title, actions, from, until, currency, reportDue, granted });
}

/** What a form has seen of an agreement. */
export function planSeen(agreement: AgreementPlan): Hash {
  return hashOf(planOf(agreement));
}
