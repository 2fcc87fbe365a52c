import { type Agreement, presentTerms, type Term } from "../agreement/state.ts";
import type { ActionRef } from "../programme/state.ts";

/** An agreement, and those of its actions for which somebody may enter. */
export type Offered = { agreement: Agreement; actions: { ref: ActionRef; title: string }[] };

/** What one line may be for. */
export type Choice = { agreement: Agreement; action: Offered["actions"][number]; term: Term };

/** All that one line may be for, on agreements that are not settled: each term, for its action or for each. */
export function choicesIn(offered: readonly Offered[]): Choice[] {
  return offered
    .filter(({ agreement }) => agreement.stage !== "settled")
    .flatMap(({ agreement, actions }) =>
      actions.flatMap((action) => termsFor(agreement, action.ref).map((term) => ({ agreement, action, term }))),
    );
}

/** The terms of an agreement that an action may be entered on. */
export function termsFor(agreement: Pick<Agreement, "terms">, action: ActionRef): Term[] {
  return presentTerms(agreement).filter((term) => term.action === undefined || term.action === action);
}
