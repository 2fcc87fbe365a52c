import { addMonths } from "../time/calendar.ts";
import type { LocalDate } from "../values.ts";
import type { AgreementPlan } from "./state.ts";

/** Months after its last day in which the financial report of a grant is due (décret n° 2001-495, article 10 de la loi du 12 avril 2000). */
const months = 6;

/** The day an agreement's financial report is due: the day that it says, else six months after its last: 30 June of 31 December. */
export function reportDueOf({ reportDue, until }: Pick<AgreementPlan, "reportDue" | "until">): LocalDate {
  return reportDue ?? addMonths(until, months);
}
