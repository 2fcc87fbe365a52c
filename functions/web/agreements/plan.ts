import type { Agreement, AgreementPlan } from "../../../shared/agreement/state.ts";
import { formatMoney } from "../../../shared/i18n/amounts.ts";
import type { ActionRef } from "../../../shared/programme/state.ts";
import { listOrganisations } from "../../../shared/stored/organisation.ts";
import { inPlace } from "../../../shared/values.ts";
import { tellingAgreements } from "../components/agreement-words.ts";
import type { Shown } from "../components/stale.ts";
import { actionChoices } from "../deliverable/action-fields.ts";
import type { PageContext, Web } from "../http/context.ts";
import type { FieldError, Filled } from "../http/input.ts";
import { say } from "../http/say.ts";
import type { PlanEntry } from "./agreement-entry.ts";
import { amountErrors, typedHundredths } from "./amounts.ts";
import { type PlanView, presentRefs, titleOfAction } from "./plan-fields.ts";

type Entry = Omit<PlanEntry, "seen">;

/** What the form of an agreement is made from: the programmes, the directory, what was typed. */
export async function planView(c: PageContext, web: Web, filled: Filled): Promise<PlanView> {
  const organisations = await listOrganisations(web.ports.store);
  return { speak: tellingAgreements(say(c, web)), filled, choices: await actionChoices(web), organisations };
}

/** The plan that a form gives, whose amount `planErrors` read before. */
export function planFrom(
  { speak }: Pick<PlanView, "speak">,
  { funder = "", reference, title, actions, from, until, currency, reportDue, granted: typed }: Entry,
  before?: Agreement,
): AgreementPlan {
  const granted = typedHundredths(speak, typed, currency.toUpperCase());
  return {
    ...{ funder, reference, title, from, until, currency: currency.toUpperCase() },
    actions: inPlace(actions as ActionRef[], before?.actions),
    ...(reportDue && { reportDue }),
    ...(typeof granted === "number" && { granted }),
  };
}

/** What the schema alone cannot see. What it paid already it may go on to pay, an action that was removed too. */
export function planErrors(
  { speak, choices, organisations }: PlanView,
  entry: Entry,
  before?: Agreement,
): FieldError[] {
  const { told } = speak;
  const granted = typedHundredths(speak, entry.granted, entry.currency.toUpperCase());
  const known = new Set<string>([...presentRefs(choices), ...(before?.actions ?? [])]);
  const isKnown = entry.funder === before?.funder || organisations.some(({ id }) => id === entry.funder);
  const gone = before?.terms.find(
    ({ action, removed }) => !removed && action !== undefined && !entry.actions.includes(action),
  );
  return [
    ...(entry.funder !== undefined && isKnown ? [] : [{ field: "funder", message: told("wrong.funder") }]),
    ...(entry.title === "" ? [{ field: "title", message: told("wrong.title") }] : []),
    ...(entry.actions.length === 0 || !entry.actions.every((ref) => known.has(ref))
      ? [{ field: "actions", message: told("wrong.actions") }]
      : gone
        ? [{ field: "actions", message: told("wrong.actions.term", { term: gone.words }) }]
        : []),
    ...amountErrors(speak, { granted }),
  ];
}

/** What the form of an agreement says, as people read it. */
export function shownPlan({ speak, choices, organisations }: PlanView, plan: AgreementPlan): Shown {
  const { told, date } = speak;
  const { funder, reference, title, actions, from, until, currency, reportDue, granted } = plan;
  return [
    [told("funder"), organisations.find(({ id }) => id === funder)?.short ?? funder],
    [told("reference"), reference],
    [told("title"), title],
    [told("actions"), actions.map((ref) => titleOfAction(choices, ref) ?? ref).join(" · ")],
    [told("from"), date(from)],
    [told("until"), date(until)],
    [told("currency"), currency],
    [told("reportDue"), reportDue ? date(reportDue) : ""],
    [told("granted"), granted === undefined ? "" : formatMoney(speak.language, granted, currency)],
  ];
}
