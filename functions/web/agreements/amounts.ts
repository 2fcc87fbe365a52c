import { isMoney, type Term } from "../../../shared/agreement/state.ts";
import { formatMoney, readCount, readMoney } from "../../../shared/i18n/amounts.ts";
import { quantityWords, unitName } from "../../../shared/i18n/quantities.ts";
import type { AgreementSay } from "../components/agreement-words.ts";
import type { FieldError } from "../http/input.ts";

/** What was typed in a field, in hundredths: money of a currency, or where none is given what is counted; undefined where nothing was. */
export function typedHundredths(
  { language }: AgreementSay,
  typed: string | undefined,
  currency?: string,
): number | undefined | WrongAmount {
  if (typed === undefined || typed === "") return undefined;
  const read = currency === undefined ? readCount(language, typed) : readMoney(language, typed, currency);
  if (typeof read === "object")
    return {
      wrong: currency === undefined ? "sign-count" : "sign",
      values: { sign: read.sign, currency: currency ?? "" },
    };
  return read === undefined || read === 0 ? { wrong: "amount", values: {} } : read;
}

/** Why what was typed is no amount above zero, as `wrong.` says it: `sign`: it is of another currency, or of one where none belongs. */
export type WrongAmount = { wrong: "amount" | "sign" | "sign-count"; values: Record<string, string> };

/** The errors of fields whose amount was not understood. */
export function amountErrors(
  { told }: AgreementSay,
  read: Record<string, number | undefined | WrongAmount>,
): FieldError[] {
  return Object.entries(read).flatMap(([field, value]) =>
    typeof value === "object" ? { field, message: told(`wrong.${value.wrong}`, value.values) } : [],
  );
}

/** "14 j"; of costs "1 200,50 €". */
export function plannedWords(
  { language }: AgreementSay,
  { unit }: Pick<Term, "unit">,
  hundredths: number,
  currency: string,
): string {
  if (isMoney(unit)) return formatMoney(language, hundredths, currency);
  return quantityWords(language, unit, hundredths);
}

/** "350,00 € / j"; "" where there is none. */
export function rateWords(
  { told, language }: AgreementSay,
  { unit, rate }: Pick<Term, "unit" | "rate">,
  currency: string,
): string {
  if (rate === undefined) return "";
  return told("term.rate.of", {
    amount: formatMoney(language, rate, currency),
    unit: unitName(language, unit),
  });
}

/** What a term pays, on one line: "14 j, 350,00 € / j"; "" where nothing says how much. */
export function termWords(speak: AgreementSay, term: Term, currency: string): string {
  const planned = term.planned === undefined ? "" : plannedWords(speak, term, term.planned, currency);
  return [planned, rateWords(speak, term, currency)].filter(Boolean).join(", ");
}
