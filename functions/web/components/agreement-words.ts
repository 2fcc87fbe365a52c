import { html } from "hono/html";
import type { AgreementStage } from "../../../shared/agreement/state.ts";
import type { Summary } from "../../../shared/agreement/summary.ts";
import { lateness } from "../../../shared/asking/week.ts";
import { type AgreementKey, agreementTexts } from "../../../shared/i18n/agreements.ts";
import { formatMoney } from "../../../shared/i18n/amounts.ts";
import { translate, type Values } from "../../../shared/i18n/translate.ts";
import type { LocalDate } from "../../../shared/values.ts";
import type { Html } from "../http/context.ts";
import type { Say } from "../http/say.ts";

/** A page that speaks of agreements: its own texts besides, which pages that do not never load. */
export type AgreementSay = Say & { told: (key: AgreementKey, values?: Values) => string };

/** The same page, with what is said of agreements. */
export function tellingAgreements(speak: Say): AgreementSay {
  return { ...speak, told: (key, values) => translate(speak.language, agreementTexts, key, values) };
}

const colours: Record<AgreementStage, string> = { considered: "", requested: "now", signed: "now", settled: "done" };

/** How far an agreement is, as a word with a colour. */
export function agreementTag({ told }: AgreementSay, stage: AgreementStage): Html {
  return html`<span class="tag ${colours[stage]}">${told(`stage.${stage}`)}</span>`;
}

/** "2 450,00 € reçus sur 4 900,00 € prévus"; "" where neither is known. */
export function amountsWords(
  { told, language }: AgreementSay,
  { planned, received, currency }: Pick<Summary, "planned" | "received" | "currency">,
): string {
  const sum = formatMoney(language, received, currency);
  if (planned !== undefined)
    return told("amounts", { received: sum, planned: formatMoney(language, planned, currency) });
  return received > 0 ? told("amounts.received", { received: sum }) : "";
}

/** When the financial report is due, with how late it is; that it was handed in. */
export function reportWords(
  { told, text, date }: AgreementSay,
  { reportDue, reported, awaitsReport }: Pick<Summary, "reportDue" | "reported" | "awaitsReport">,
  today: LocalDate,
): Html | string {
  if (reported !== undefined) return told("report.done", { date: date(reported) });
  const words = told("report.due", { date: date(reportDue) });
  if (!awaitsReport || reportDue >= today) return words;
  const { unit, count } = lateness(reportDue, today);
  return html`<span class="tag error">${text(`late.${unit}`, { count })}</span> ${words}`;
}
