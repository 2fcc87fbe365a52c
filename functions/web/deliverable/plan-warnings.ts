import type { DueDates } from "../../../shared/deliverable/plan/due-dates.ts";
import type { LocalDate } from "../../../shared/values.ts";
import { dayWarnings, unconfirmed } from "../components/date-warnings.ts";
import type { PageContext } from "../http/context.ts";
import type { Filled } from "../http/input.ts";
import type { Say } from "../http/say.ts";
import { type Changes, datesIn } from "./plan.ts";

/** What is unlikely of the dates that a plan gets, e.g. past; those it had are let be. */
export function planDateWarnings(
  speak: Say,
  today: LocalDate,
  due: DueDates,
  had: DueDates = {},
): { field: DueField; words: string }[] {
  return (["draft", "review", "final"] as const).flatMap((stage) => {
    const day = due[stage];
    const warnings = day === undefined || day === had[stage] ? [] : dayWarnings(speak, `due.${stage}`, today, day);
    return warnings.map((words) => ({ field: fields[stage], words }));
  });
}

const fields = { draft: "dueDraft", review: "dueReview", final: "dueFinal" } as const;
type DueField = (typeof fields)[keyof typeof fields];

/** The form of a plan whose unlikely dates have to be confirmed: the first of them has the error. Throws as `unconfirmed`. */
export function unconfirmedPlan(
  c: PageContext,
  filled: Filled,
  plan: Changes,
  warnings: readonly { field: string; words: string }[],
): Filled | undefined {
  const { field = "" } = warnings[0] ?? {};
  const asked = { field, value: datesIn(plan), confirmed: plan.confirmed };
  return unconfirmed(
    c,
    filled,
    asked,
    warnings.map(({ words }) => words),
  );
}
