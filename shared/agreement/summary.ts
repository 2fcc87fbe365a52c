import type { LocalDate } from "../values.ts";
import { reportDueOf } from "./report-due.ts";
import { type Agreement, type AgreementPlan, paidCents, plannedCents, planOf, presentTerms } from "./state.ts";

/** Raised when a state makes another summary than it did: a stored one of before is made anew from its state. */
export const summarySchema = 1;

/** What lists show of an agreement. */
export type Summary = AgreementPlan &
  Pick<Agreement, "id" | "stage" | "since" | "reported"> & {
    schema: typeof summarySchema;
    /** How many terms it has. */
    terms: number;
    /** What is planned, in cents, of the terms that say so; absent: none does. */
    planned?: number;
    /** What was received, in cents. */
    received: number;
    reportDue: LocalDate;
    /** Its report is to be handed in: money was promised for it, and it was not. */
    awaitsReport: boolean;
  };

/** The summary of an agreement as it stands. Pure. */
export function summarize(agreement: Agreement): Summary {
  const { id, stage, since, reported } = agreement;
  const terms = presentTerms(agreement);
  const planned = terms.flatMap((term) => plannedCents(term) ?? []);
  return {
    ...planOf(agreement),
    ...{ schema: summarySchema, id, stage, since, terms: terms.length },
    ...(planned.length > 0 && { planned: planned.reduce((sum, cents) => sum + cents, 0) }),
    received: paidCents(agreement),
    reportDue: reportDueOf(agreement),
    awaitsReport: reported === undefined && (stage === "signed" || stage === "settled"),
    ...(reported !== undefined && { reported }),
  };
}
