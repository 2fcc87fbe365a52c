import { type Agreement, isMoney, type Term } from "../../../shared/agreement/state.ts";
import { formatMoney, formatQuantity } from "../../../shared/i18n/amounts.ts";
import { type LedgerKey, ledgerTexts } from "../../../shared/i18n/ledger.ts";
import { translate, type Values } from "../../../shared/i18n/translate.ts";
import type { Sum } from "../../../shared/ledger/state.ts";
import type { Say } from "../http/say.ts";

/** A page that speaks of entries: its own texts besides, which pages that do not never load. */
export type EntrySay = Say & { told: (key: LedgerKey, values?: Values) => string };

/** The same page, with what is said of entries. */
export function tellingEntries(speak: Say): EntrySay {
  return { ...speak, told: (key, values) => translate(speak.language, ledgerTexts, key, values) };
}

type Measured = Pick<Term, "unit">;

/** How much of a term, in whole words as people say it (tables have `quantityWords`, "0,5 j"): "0,5 jour", "3 missions"; of costs "54,20 €". */
function measureWords(speak: EntrySay, { unit }: Measured, sum: Sum, currency: string): string {
  if (isMoney(unit)) return formatMoney(speak.language, sum.cents, currency);
  const quantity = formatQuantity(speak.language, sum.quantity);
  return speak.told(`amount.${unit as Counted}`, { quantity, count: Math.abs(sum.quantity) / 100 });
}
type Counted = "hour" | "day" | "mission" | "lump-sum";

/** The same with what it comes to: "0,5 jour (175,00 €)". */
export function amountWords(
  speak: EntrySay,
  term: Measured,
  { quantity = 0, cents }: { quantity?: number; cents: number },
  currency: string,
): string {
  const measure = measureWords(speak, term, { quantity, cents }, currency);
  if (isMoney(term.unit) || cents === 0) return measure;
  return speak.told("amount.both", { quantity: measure, money: formatMoney(speak.language, cents, currency) });
}

/** How a term is counted by who enters on it: "350,00 € par jour", "en heures" without a rate; tables have `rateWords` of agreements. */
export function countedWords({ told, language }: EntrySay, { unit, rate }: Term, currency: string): string {
  if (rate === undefined || isMoney(unit)) return told(`rate.none.${unit}`);
  return told(`rate.${unit as Counted}`, { rate: formatMoney(language, rate, currency) });
}

/** How an agreement is called on pages: by its title, else its reference. */
export function agreementName({ title, reference, id }: Pick<Agreement, "title" | "reference" | "id">): string {
  return title || reference || id;
}

/** What the ledgers of one holder come to of a term. */
export function ownTotalWords(
  speak: EntrySay,
  term: Measured,
  done: Sum,
  currency: string,
): { words: string; over: boolean } {
  return { words: speak.told("new.total.own", { done: measureWords(speak, term, done, currency) }), over: false };
}

/** What was entered of a term in all, beside what was planned; by how much it is over. */
export function totalWords(
  speak: EntrySay,
  term: Pick<Term, "unit" | "planned">,
  done: Sum,
  currency: string,
): { words: string; over: boolean } {
  const measured = (hundredths: number) => ({ quantity: hundredths, cents: hundredths });
  const words = (sum: Sum) => measureWords(speak, term, sum, currency);
  if (term.planned === undefined) return { words: speak.told("new.total", { done: words(done) }), over: false };
  const values = { done: words(done), planned: words(measured(term.planned)) };
  const beyond = (isMoney(term.unit) ? done.cents : done.quantity) - term.planned;
  if (beyond <= 0) return { words: speak.told("new.total.of", values), over: false };
  return { words: speak.told("new.over", { ...values, over: words(measured(beyond)) }), over: true };
}
