import * as z from "zod";
import { costAccounts } from "../../../shared/agreement/accounts.ts";
import { agreementStages, bounds } from "../../../shared/agreement/state.ts";
import { units } from "../../../shared/programme/state.ts";
import { seen } from "../components/stale.ts";
import { day } from "../http/day.ts";
import { identifier, line } from "../http/input.ts";

const actionName = z.string("input.wrong").regex(/^[\w-]{1,64}\/[\w-]{1,64}$/, "input.wrong");
/** A quantity or an amount as it is typed: which number it is depends on the language. */
const amount = line(undefined, 40).optional();

const plan = {
  funder: identifier.optional(),
  reference: line(undefined, bounds.reference).default(""),
  title: line(undefined, bounds.title).default(""),
  actions: z.array(actionName).max(bounds.actions, "input.many").default([]),
  from: day,
  until: day,
  currency: line(undefined, 3).default("EUR"),
  reportDue: day.optional(),
  granted: amount,
};

/** A new agreement as its form gives it; `lines`: its first terms, one a line. */
export const newAgreement = z.strictObject({
  ...plan,
  stage: z.enum(agreementStages).optional(),
  on: day.optional(),
  lines: z.array(line(undefined, 300)).max(bounds.terms, "input.many").default([]),
});
/** What a new agreement is made of. */
export type NewAgreement = z.infer<typeof newAgreement>;

/** An agreement as its form gives it anew. */
export const changeEntry = z.strictObject({ ...plan, seen });
/** What an agreement is changed to. */
export type PlanEntry = z.infer<typeof changeEntry>;

/** A term as its form gives it; `id`: of a new one, so that the same form sent twice adds one. */
export const termEntry = z.strictObject({
  id: identifier.optional(),
  words: line(undefined, bounds.words).default(""),
  unit: z.enum(units).optional(),
  planned: amount,
  rate: amount,
  account: z.enum(costAccounts).optional(),
  action: actionName.optional(),
  seen,
});
/** What a term is made of, or changed to. */
export type TermEntry = z.infer<typeof termEntry>;

/** Whether a term is taken away, or put back. */
export const removing = z.strictObject({ removed: z.enum(["true", "false"]).default("true") });
/** Whether a term goes or comes back. */
export type Removing = z.infer<typeof removing>;

/** A payment as its form gives it; `payment`: its id, so that the same form sent twice notes one. */
export const paying = z.strictObject({
  payment: identifier.optional(),
  amount,
  paidOn: day.optional(),
  words: line(undefined, bounds.words).default(""),
});
/** What a payment is made of. */
export type Paying = z.infer<typeof paying>;

/** Whether a payment counts. */
export const counting = z.strictObject({ counts: z.enum(["true", "false"]) });
/** Whether a payment counts. */
export type Counting = z.infer<typeof counting>;

/** A stage, and the day it came to it. */
export const advancing = z.strictObject({ stage: z.enum(agreementStages).optional(), stageOn: day.optional() });
/** To which stage, and when. */
export type Advancing = z.infer<typeof advancing>;

/** The day a financial report was handed in; absent: it was not. */
export const reporting = z.strictObject({ reportedOn: day.optional() });
/** When a report was handed in. */
export type Reporting = z.infer<typeof reporting>;
