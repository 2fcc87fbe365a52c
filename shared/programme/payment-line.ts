import { type Language, languageRecord } from "../i18n/languages.ts";
import { wordFor } from "./file/words.ts";
import type { PaymentTerm } from "./state.ts";

/** What a line says is paid, as it was written: "Coût jour ; jour ; 14". */
export type SaidPayment = { words: string; unit?: string; planned?: string };

/** A payment term on one line, its unit and its quantity after semicolons: "Coût jour ; jour ; 2,5", "Daily rate; day; 2.5". */
export function paymentLine(language: Language, { words, unit, planned }: PaymentTerm): string {
  if (unit === undefined && planned === undefined && !words.includes(";")) return words;
  const { locale, semicolon } = languageRecord(language);
  const inFigures = new Intl.NumberFormat(locale, { useGrouping: false });
  const quantity = planned === undefined ? "" : inFigures.format(planned / 100);
  const parts = [words, unit === undefined ? "" : wordFor(language, "unit", unit), quantity];
  return parts.join(semicolon).trim();
}

/** Reads such a line: its last two of three parts are unit and quantity, of two parts the second is the unit. */
export function readPaymentLine(line: string): SaidPayment {
  const parts = line.split(";").map((part) => part.trim());
  const [unit = "", planned = ""] = parts.length > 2 ? parts.slice(-2) : parts.slice(1);
  const words = line.split(";").slice(0, parts.length > 2 ? -2 : 1);
  return { words: words.join(";").trim(), ...(unit && { unit }), ...(planned && { planned }) };
}
