import { numberFormat } from "./intl.ts";
import { type Language, languageRecord, languages } from "./languages.ts";

/** A number as somebody typed it, in hundredths; `sign`: the currency that stands beside it, "€", "US$" or "CHF". */
export type TypedAmount = { hundredths: number; sign?: string };

/** That a number stands beside the sign of a currency which does not belong there. */
export type AstraySign = { sign: string };

const sign = String.raw`([A-Z]{0,3}\p{Sc}[A-Z]{0,2}|[A-Z]{3})`;
const signed = new RegExp(`^(?:${sign}\\s*)?(.*?)(?:\\s*${sign})?$`, "su");

/**
 * A number as people type it, in hundredths, with the sign that it has: 123450 of "1 234,50", "1.234,50", "1,234.50" or "1234,5 €", 250 of "2,5".
 * Undefined: none, less than nothing, more than two decimals, two signs, or one that may mean two: "1,234" is 1234 in English, in French it is none.
 */
export function readAmount(language: Language, typed: string): TypedAmount | undefined {
  const [, before, number = "", after] = signed.exec(typed.trim()) ?? [];
  const { whole, decimals } = partsOf(number, groupingOf(language));
  const digits = ungrouped(whole);
  if (digits === undefined || !/^\d{0,2}$/.test(decimals) || (before && after)) return undefined;
  const found = before ?? after;
  return { hundredths: Number(digits + decimals.padEnd(2, "0")), ...(found !== undefined && { sign: found }) };
}

/** Money of a currency, in cents: 5420 of "54,20", of "54,20 €" in EUR. Undefined as `readAmount`; a sign of another currency is astray. */
export function readMoney(language: Language, typed: string, currency: string): number | AstraySign | undefined {
  const read = readAmount(language, typed);
  if (read?.sign === undefined || signsOf(currency).has(read.sign)) return read?.hundredths;
  return { sign: read.sign };
}

/** What is counted, in hundredths. Undefined as `readAmount`; whatever sign of money it has is astray. */
export function readCount(language: Language, typed: string): number | AstraySign | undefined {
  const read = readAmount(language, typed);
  return read?.sign === undefined ? read?.hundredths : { sign: read.sign };
}

/** How a currency is written, in whichever language: "USD", "$US", "$", "US$". */
function signsOf(currency: string): Set<string> {
  const signs = new Set([currency]);
  if (!/^[A-Z]{3}$/.test(currency)) return signs;
  for (const language of languages)
    for (const currencyDisplay of ["symbol", "narrowSymbol"] as const) {
      const options = { style: "currency", currency, currencyDisplay } as const;
      const parts = numberFormat(languageRecord(language).locale, options).formatToParts(1);
      for (const { type, value } of parts) if (type === "currency") signs.add(value);
    }
  return signs;
}

/** What is before the decimal sign, and after it: the last comma or point, unless it can only be one of a grouping. */
function partsOf(number: string, grouping: string): { whole: string; decimals: string } {
  const last = Math.max(number.lastIndexOf(","), number.lastIndexOf("."));
  const sign = number.charAt(last);
  const isGroup = number.indexOf(sign) < last || (sign === grouping && /^[1-9]\d{0,2}[.,]\d{3}$/.test(number));
  if (last === -1 || isGroup) return { whole: number, decimals: "" };
  const decimals = number.slice(last + 1);
  return { whole: number.slice(0, last), decimals: decimals === "" ? "none" : decimals };
}

/** Thirteen digits at most, those before the first three in threes where they are grouped, all by one sign. */
function ungrouped(whole: string): string | undefined {
  const spaced = whole.replace(/[\u00a0\u2009\u202f'’]/g, " ");
  const isGrouped = /^[1-9]\d{0,2}(?:([ .,])\d{3})(?:\1\d{3})*$/.test(spaced);
  const digits = isGrouped ? spaced.replace(/\D/g, "") : spaced;
  return /^\d{1,13}$/.test(digits) ? digits : undefined;
}

/** What a language writes between thousands: "," in English, a space in French. */
function groupingOf(language: Language): string {
  const parts = numberFormat(languageRecord(language).locale).formatToParts(10_000);
  return parts.find(({ type }) => type === "group")?.value ?? "";
}

/** An amount in cents as readers read it: "1 234,50 €" with narrow no-break spaces, "€1,234.50". */
export function formatMoney(language: Language, cents: number, currency: string): string {
  const digits = { minimumFractionDigits: 2, maximumFractionDigits: 2 };
  const { format } = numberFormat(languageRecord(language).locale, { style: "currency", currency, ...digits });
  return withMinus(format(exact(cents)));
}

/** A quantity in hundredths as readers read it: "14", "2,5"; "14", "2.5". */
export function formatQuantity(language: Language, hundredths: number): string {
  const { format } = numberFormat(languageRecord(language).locale, { maximumFractionDigits: 2 });
  return withMinus(format(exact(hundredths)));
}

/** Whole per cents: "107 %", "107%". */
export function formatPercent(language: Language, percent: number): string {
  const { format } = numberFormat(languageRecord(language).locale, { style: "percent" });
  return withMinus(format(percent / 100));
}

/** Hundredths as somebody types them in a form: "1234,50" of money, "2,5" of a quantity; "" for none. */
export function typedAmount(language: Language, hundredths: number | undefined, decimals: 0 | 2 = 0): string {
  if (hundredths === undefined) return "";
  const options = { useGrouping: false, minimumFractionDigits: decimals, maximumFractionDigits: 2 };
  return numberFormat(languageRecord(language).locale, options).format(exact(hundredths));
}

/** With a minus sign as wide as a figure, where `Intl` has a hyphen. */
function withMinus(written: string): string {
  return written.replace("-", "\u2212");
}

/** Hundredths as decimal digits, which `Intl` takes as they are: no number between is rounded. */
function exact(hundredths: number): Intl.StringNumericLiteral {
  const digits = String(Math.abs(hundredths)).padStart(3, "0");
  return `${hundredths < 0 ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}` as Intl.StringNumericLiteral;
}
