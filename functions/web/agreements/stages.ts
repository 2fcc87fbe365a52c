import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import { type Agreement, agreementStages } from "../../../shared/agreement/state.ts";
import type { LocalDate } from "../../../shared/values.ts";
import type { AgreementSay } from "../components/agreement-words.ts";
import { hidden, textField } from "../components/fields.ts";
import type { Html } from "../http/context.ts";
import type { Filled } from "../http/input.ts";
import { stageField } from "./plan-fields.ts";

type View = { speak: AgreementSay; agreement: Agreement; filled: Filled; today: LocalDate };

/** The days of the stages that it came to: "demandée le 15 janvier 2008 · signée le 20 février 2008". */
export function stageWords({ told, date }: AgreementSay, { since }: Pick<Agreement, "since">): string {
  const days = agreementStages.flatMap((stage) => {
    const day = since[stage];
    return day === undefined ? [] : [told(`since.${stage}`, { date: date(day) })];
  });
  return days.join(" · ");
}

/** To which stage it came, and when. */
export function stageForm({ speak, agreement, filled, today }: View): Html {
  const { told } = speak;
  const open = filled.errors.some(({ field }) => field === "stage" || field === "stageOn") ? html` open` : "";
  return html`<details${open}><summary>${told("advance")}</summary>
<form method="post" action="${href("agreementStage", { agreement: agreement.id })}" novalidate>${stageField(speak, filled, "stage", told("advance.stage"))}
${textField(filled, { name: "stageOn", label: told("advance.on"), hint: told("advance.hint"), type: "date", value: today })}
<button class="second">${told("advance.do")}</button></form></details>`;
}

/** That its report was handed in, and when, which is proposed once it is `written`; or that it was not, after all. */
export function reportForm({ speak, agreement, filled, today, written }: View & { written: boolean }): Html {
  const { told } = speak;
  const action = href("agreementReport", { agreement: agreement.id });
  if (agreement.reported !== undefined)
    return html`<form method="post" action="${action}">${hidden("reportedOn", "")}<button class="second">${told("report.undo")}</button></form>`;
  const field = textField(filled, { name: "reportedOn", label: told("report.on"), type: "date", value: today });
  const form = html`<form method="post" action="${action}" novalidate>${field}
<button class="${written ? "" : "second"}">${told("report.do")}</button></form>`;
  if (written) return html`<div class="note next"><p>${told("report.written")}</p>${form}</div>`;
  const open = filled.errors.some(({ field }) => field === "reportedOn") ? html` open` : "";
  return html`<details${open}><summary>${told("report.note")}</summary>
${form}</details>`;
}
