import { accountOfUnit } from "../../../shared/agreement/accounts.ts";
import { termIdOf } from "../../../shared/agreement/naming.ts";
import { isMoney, type Term } from "../../../shared/agreement/state.ts";
import { typedAmount } from "../../../shared/i18n/amounts.ts";
import { type Language, languageRecord } from "../../../shared/i18n/languages.ts";
import { meant, wordFor } from "../../../shared/programme/file/words.ts";
import { type PaymentTerm, type Unit, units } from "../../../shared/programme/state.ts";
import type { AgreementSay } from "../components/agreement-words.ts";
import { typedHundredths } from "./amounts.ts";

/** What lines of a form make of terms, or what is wrong with them, a sentence each. */
export type ReadLines = { terms: Term[]; wrong: string[] };

/** Reads terms, one a line: "Jours de travail ; jour ; 14 ; 350,00". A line without a unit is a lump sum. */
export function readTermLines(speak: AgreementSay, lines: readonly string[], currency: string): ReadLines {
  const read: ReadLines = { terms: [], wrong: [] };
  for (const line of lines) {
    const term = readTermLine(speak, line, read.terms, currency);
    if (typeof term === "string") read.wrong.push(term);
    else read.terms.push(term);
  }
  return read;
}

function readTermLine(speak: AgreementSay, line: string, before: readonly Term[], currency: string): Term | string {
  const { told, language } = speak;
  const [words = "", said = "", quantity = "", price = "", ...more] = line.split(";").map((part) => part.trim());
  if (more.some((part) => part !== "")) return told("wrong.line.many", { line });
  if (words === "") return told("wrong.line.words", { line });
  const unit = unitNamed(said);
  if (unit === undefined) return told("wrong.line.unit", { line, unit: said, units: unitWords(language) });
  const planned = typedHundredths(speak, quantity, isMoney(unit) ? currency : undefined);
  const rate = typedHundredths(speak, price, currency);
  if (typeof planned === "object")
    return told(`wrong.line.${planned.wrong}`, { ...planned.values, line, amount: quantity });
  if (typeof rate === "object") return told(`wrong.line.${rate.wrong}`, { ...rate.values, line, amount: price });
  if (rate !== undefined && isMoney(unit)) return told("wrong.line.rate", { line });
  const id = termIdOf(
    words,
    before.map((each) => each.id),
  );
  const how = { ...(planned !== undefined && { planned }), ...(rate !== undefined && { rate }) };
  return { id, words, unit, ...how, account: accountOfUnit[unit] };
}

/** What an action says is paid, as a line of that form: its words, its unit, how many are planned. */
export function paymentAsLine(language: Language, { words, unit, planned }: PaymentTerm): string {
  const named = unit === undefined ? "" : wordFor(language, "unit", unit);
  const quantity = typedAmount(language, planned, unit !== undefined && isMoney(unit) ? 2 : 0);
  const parts = [words.replaceAll(";", ","), named, quantity];
  while (parts.at(-1) === "") parts.pop();
  return parts.join(languageRecord(language).semicolon);
}

/** The units by their words: "heure, jour, mission, …". */
export function unitWords(language: Language): string {
  return units.map((unit) => wordFor(language, "unit", unit)).join(", ");
}

/** The unit of a word, "jour" or "jours". */
function unitNamed(word: string): Unit | undefined {
  if (word === "") return "lump-sum";
  return (meant("unit", word) ?? meant("unit", word.replace(/s$/i, ""))) as Unit | undefined;
}
