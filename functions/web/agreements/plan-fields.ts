import { html } from "hono/html";
import { type AgreementPlan, type AgreementStage, agreementStages } from "../../../shared/agreement/state.ts";
import { typedAmount } from "../../../shared/i18n/amounts.ts";
import {
  type ActionRef,
  actionOf,
  actionRef,
  parseActionRef,
  presentActions,
} from "../../../shared/programme/state.ts";
import type { Organisation } from "../../../shared/stored/organisation.ts";
import type { AgreementSay } from "../components/agreement-words.ts";
import { checkboxes, type OptionGroup, radios, select, textArea, textField } from "../components/fields.ts";
import { type ActionChoices, actionGroups } from "../deliverable/action-fields.ts";
import type { Html } from "../http/context.ts";
import type { Filled } from "../http/input.ts";
import { unitWords } from "./term-lines.ts";

/** What the form of an agreement is filled with. */
export type PlanValues = Partial<AgreementPlan> & { actions: readonly ActionRef[] };
/** What a form shows besides. */
export type PlanView = {
  speak: AgreementSay;
  filled: Filled;
  choices: ActionChoices;
  organisations: readonly Organisation[];
};

/** The fields of an agreement: who pays for which actions, when, in what currency. */
export function planFields(view: PlanView, values: PlanValues): Html {
  const { speak, filled } = view;
  const { told } = speak;
  const { reference = "", title = "", from = "", until = "", currency = "EUR", reportDue = "", granted } = values;
  return html`${funderField(view, values.funder ?? "")}
${textField(filled, { name: "reference", label: told("reference"), hint: told("reference.hint"), value: reference })}
${textField(filled, { name: "title", label: told("title"), hint: told("title.hint"), value: title })}
${checkboxes(filled, { name: "actions", label: told("actions"), hint: told("actions.hint"), options: actionOptions(view, values.actions), values: [...values.actions] })}
<div class="filters">${textField(filled, { name: "from", label: told("from"), type: "date", value: from })}
${textField(filled, { name: "until", label: told("until"), type: "date", value: until })}</div>
<div class="filters">${textField(filled, { name: "currency", label: told("currency"), hint: told("currency.hint"), value: currency })}
${textField(filled, { name: "reportDue", label: told("reportDue"), hint: told("reportDue.hint"), type: "date", value: reportDue })}</div>
${textField(filled, { name: "granted", label: told("granted"), hint: told("granted.hint"), value: typedAmount(speak.language, granted, 2) })}`;
}

/** Organisations that fund, then the others. */
function funderField({ speak: { told }, filled, organisations }: PlanView, value: string): Html {
  const group = (label: string, of: readonly Organisation[]): OptionGroup[] =>
    of.length === 0 ? [] : [{ label, options: of.map(({ id, short }) => ({ value: id, label: short })) }];
  const funding = organisations.filter(({ roles }) => roles.includes("funder"));
  const others = organisations.filter(({ roles }) => !roles.includes("funder"));
  const groups = [...group(told("funder.first"), funding), ...group(told("funder.others"), others)];
  const field = { name: "funder", label: told("funder"), hint: told("funder.hint") };
  return select(filled, { ...field, none: told("funder.none"), groups, value });
}

/** The actions of the programmes of now, and those that it pays already. */
function actionOptions({ choices, filled }: PlanView, values: readonly string[]) {
  const offered = actionGroups(choices).flatMap(({ options }) => options);
  const chosen = [...new Set([...values, ...(filled.typed.actions ?? [])])];
  const kept = chosen.filter((ref) => !offered.some(({ value }) => value === ref));
  return [
    ...offered,
    ...kept.flatMap((ref) => {
      const title = titleOfAction(choices, ref);
      return title === undefined ? [] : [{ value: ref, label: title }];
    }),
  ];
}

/** The title of an action by its name, one that was removed too; undefined: there is none. */
export function titleOfAction({ all }: Pick<ActionChoices, "all">, ref: string): string | undefined {
  const named = parseActionRef(ref);
  const programme = all.find(({ id }) => id === named?.programme);
  return named && programme && actionOf(programme, named.action)?.title;
}

/** The names of all actions that were not removed. */
export function presentRefs({ all }: Pick<ActionChoices, "all">): ActionRef[] {
  return all.flatMap((programme) => presentActions(programme).map(({ id }) => actionRef(programme.id, id)));
}

/** How far a new agreement is, since when, and its first terms, one a line. */
export function beginningFields({ speak, filled }: PlanView, { lines, today }: { lines: string; today: string }): Html {
  const { told, language } = speak;
  const hint = told("lines.hint", { example: told("lines.example"), units: unitWords(language) });
  return html`${stageField(speak, filled, "stage", told("stage.field"))}
${textField(filled, { name: "on", label: told("on"), type: "date", value: today })}
${textArea(filled, { name: "lines", label: told("lines"), hint, rows: 4, value: lines })}`;
}

/** One of the stages; none is chosen before. */
export function stageField(
  { told }: AgreementSay,
  filled: Filled,
  name: string,
  label: string,
  stages: readonly AgreementStage[] = agreementStages,
): Html {
  const options = stages.map((stage) => ({ value: stage, label: told(`stage.${stage}`) }));
  return radios(filled, { name, label, options });
}
