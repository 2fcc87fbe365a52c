import Papa from "papaparse";
import { type Language, languageRecord } from "./languages.ts";

/** What a spreadsheet takes for a formula: a text may not begin so, a figure may begin with its sign ("-3", "-1050,00"). */
const formula = /^(?:[=+@\t\r]|-(?!\d+(?:[.,]\d{1,2})?$))/;

/** Rows for a spreadsheet of readers of a language: cells parted as it expects them, UTF-8 with its mark (RFC 4180); no cell is a formula. */
export function csvText(language: Language, rows: readonly (readonly string[])[]): string {
  const { delimiter } = languageRecord(language);
  return `\ufeff${Papa.unparse(rows as string[][], { escapeFormulae: formula, delimiter })}\r\n`;
}
