import { isMoney } from "../agreement/state.ts";
import { formatMoney, formatPercent } from "../i18n/amounts.ts";
import { formatDate } from "../i18n/dates.ts";
import type { Language } from "../i18n/languages.ts";
import { quantityWords } from "../i18n/quantities.ts";
import { type StatementKey, statementTexts } from "../i18n/statements.ts";
import { translate, type Values } from "../i18n/translate.ts";
import type { Unit } from "../programme/state.ts";
import type { Period } from "../time/period.ts";
import type { StatementFacts } from "./facts.ts";
import { periodWords } from "./titles.ts";

/** How a statement is said in a language, as a page and as a document: its texts, names, days, amounts. */
export type Words = {
  say: (key: StatementKey, values?: Values) => string;
  /** What a holder or an action was called. */
  named: (holder: string) => string;
  days: (period: Period) => string;
  date: (day: string) => string;
  /** Cents, in the statement's currency. */
  money: (cents: number | undefined) => string;
  /** Hundredths of a unit: "14 j"; a dash where there are none to count. */
  quantity: (unit: Unit, hundredths: number | undefined) => string;
  percent: (share: number | undefined) => string;
};

const nothing = "–";

/** The words of a statement whose money is in a currency (ISO 4217). */
export function wordsFor(language: Language, currency: string, names: StatementFacts["names"]): Words {
  const say = (key: StatementKey, values?: Values) => translate(language, statementTexts, key, values);
  return {
    say,
    named: (holder) => names[holder] ?? nothing,
    days: (period) => periodWords(language, period),
    date: (day) => formatDate(language, day),
    money: (cents) => (cents === undefined ? nothing : formatMoney(language, cents, currency)),
    quantity: (unit, hundredths) =>
      hundredths === undefined || isMoney(unit) ? nothing : quantityWords(language, unit, hundredths),
    percent: (share) => (share === undefined ? nothing : formatPercent(language, share)),
  };
}
