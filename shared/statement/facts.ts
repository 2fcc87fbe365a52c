import type { Agreement } from "../agreement/state.ts";
import type { Entry } from "../ledger/state.ts";
import type { ActionRef } from "../programme/state.ts";
import type { Period } from "../time/period.ts";
import type { FileRef, Hash, Holder, LocalDate } from "../values.ts";

/** Raised when facts have another shape; those of a statement that was sent keep theirs. */
export const factsSchema = 1;

/**
 * All that a statement is made of (état justificatif), as it was on one day: of one agreement, or of one action and the agreements
 * that pay for it. What was sent to a funder is these, in the file store by their hash.
 */
export type StatementFacts = Period & {
  schema: typeof factsSchema;
  /** The day on which they were so. */
  day: LocalDate;
  /** Where it is of one action: nothing of any other. */
  action?: ActionRef;
  agreements: StatedAgreement[];
  lines: Line[];
  finals: DeliveredFinal[];
  meetings: HeldMeeting[];
  receipts: DownloadReceipt[];
  /** What organisations, people and actions were called, by their holders and references: "org:oriv" → "ORIV". */
  names: Record<string, string>;
};

/** What is stated of an agreement. */
export type StatedAgreement = Pick<
  Agreement,
  | "id"
  | "funder"
  | "reference"
  | "title"
  | "currency"
  | "from"
  | "until"
  | "stage"
  | "actions"
  | "terms"
  | "payments"
  | "granted"
>;

/** An entry without its note, which is the network's own; with the agreement that it is booked to and the organisation, or the person of none, whose it is. */
export type Line = Pick<
  Entry,
  "id" | "date" | "action" | "term" | "person" | "quantity" | "cents" | "meeting" | "undoes"
> & {
  agreement: string;
  holder: Holder;
  proof?: Pick<FileRef, "name" | "hash">;
};

/** A document that became final, on the day at the network's place, with the hash of each of its files. */
export type DeliveredFinal = {
  deliverable: string;
  title: string;
  edition: number;
  approved: LocalDate;
  files: { format: "pdf" | "docx"; sha256: Hash }[];
};

/** A meeting that was held: how many of the directory came, and how many from elsewhere. */
export type HeldMeeting = {
  meeting: string;
  title: string;
  date: LocalDate;
  until?: LocalDate;
  place: string;
  people: number;
  outsiders: number;
};

/** Somebody of a funder downloaded a document, on a day. */
export type DownloadReceipt = {
  deliverable: string;
  title: string;
  edition: number;
  /** Who, and the funder that they are of. */
  person: string;
  funder: Holder;
  format: "pdf" | "docx" | "html" | "archive";
  on: LocalDate;
};

/** The facts that fall within the days of their statement, and no others; of an agreement that all its days are of, each of its payments. */
export function within(facts: StatementFacts): StatementFacts {
  const inside = (day: LocalDate) => facts.from <= day && day <= facts.until;
  return {
    ...facts,
    agreements: facts.agreements.map((agreement) => ({
      ...agreement,
      payments: agreement.payments.filter(
        ({ on, cancelled }) => !cancelled && (isWhole(facts, agreement) || inside(on)),
      ),
    })),
    lines: facts.lines.filter(({ date, action }) => inside(date) && (facts.action ?? action) === action),
    finals: facts.finals.filter(({ approved }) => inside(approved)),
    meetings: facts.meetings.filter(({ date }) => inside(date)),
    receipts: facts.receipts.filter(({ on }) => inside(on)),
  };
}

/** Whether a statement is of all days of an agreement, so that what was paid before and after belongs to it too. */
export function isWhole({ from, until }: Period, agreement: Period): boolean {
  return from <= agreement.from && agreement.until <= until;
}
