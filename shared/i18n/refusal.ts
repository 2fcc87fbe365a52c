import { formatDate } from "./dates.ts";
import { type ErrorKey, errorTexts } from "./errors.ts";
import { type Language, requoted } from "./languages.ts";
import { translate, type Values } from "./translate.ts";

/** A refusal in words: what, where and what to do; its days and quotation marks as a reader writes them. */
export function refusalMessage(language: Language, { code, details }: { code: ErrorKey; details: Values }): string {
  const values = Object.entries(details).map(([name, value]) => [
    name,
    isDay(value) ? formatDate(language, value) : value,
  ]);
  return withoutGaps(requoted(language, translate(language, errorTexts, code, Object.fromEntries(values))));
}

function isDay(value: string | number): value is string {
  return /^\d{4}-\d\d-\d\d$/.test(String(value));
}

/** A placeholder that nobody filled is left out with the parenthesis, colon or quotes around it. */
function withoutGaps(text: string): string {
  return text
    .replace(/\s*\(\{\w+\}\)/g, "")
    .replace(/[\s\u00a0]*:[\s\u00a0]\{\w+\}/g, "")
    .replace(/[«“]?\s*\{\w+\}\s*[»”]?/g, "…");
}
