import type { Field } from "./forms-of.ts";
import { askedOf, entriesOf } from "./page-entries.ts";
import type { Context } from "./reader.ts";

/** What forms of agreements and entries have filled in, and what they offer. */

const value =
  (of: (context: Context) => string): Field =>
  (context, controls) =>
    controls.length === 1 && controls[0]!.value === of(context);
const empty = value(() => "");
const today = value(({ today }) => today);

export const moneyForms: Record<string, Record<string, Field>> = {
  "agreement/stage": {
    stage: (context, controls) => context.office && controls.every(({ value, checked }) => !checked || value === ""),
    stageOn: today,
  },
  "agreement/financial-report": {
    confirmed: ({ office, deal }, controls) =>
      office && deal!.stage !== "considered" && controls.every(({ checked }) => !checked),
  },
  "agreement/report": { reportedOn: today },
  "agreement/payments": {
    payment: ({ deal }, [control]) => deal!.payments.every(({ id }) => id !== control!.value),
    ...{ amount: empty, paidOn: today, words: empty },
  },
  // a button of one payment: that it counts no more, or that it does
  "agreement/payments/:one": {
    counts: ({ deal }, controls, { action }) => {
      const payment = deal!.payments.find(({ id }) => action.endsWith(`/${id}`));
      return payment !== undefined && controls.every(({ value }) => value === String(!payment.counts));
    },
  },
  entries: {
    month: value((context) => askedOf(context).month),
    whose: value((context) => (askedOf(context).whole ? "organisation" : "")),
  },
  "agreement/entries": {
    month: empty,
    organisation: (context, [control]) =>
      control!.value === "" && new Set(entriesOf(context).map(({ holder }) => holder)).size > 1,
    term: empty,
  },
};
