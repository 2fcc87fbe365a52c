import { type ErrorKey, errorTexts } from "./errors.ts";
import type { Language } from "./languages.ts";
import { translate, type Values } from "./translate.ts";

/** A refusal in words: what, where and what to do. */
export function refusalMessage(language: Language, { code, details }: { code: ErrorKey; details: Values }): string {
  return withoutGaps(translate(language, errorTexts, code, details));
}

/** A placeholder that nobody filled is left out with the parenthesis, colon or quotes around it. */
function withoutGaps(text: string): string {
  return text
    .replace(/\s*\(\{\w+\}\)/g, "")
    .replace(/[\s\u00a0]*:[\s\u00a0]\{\w+\}/g, "")
    .replace(/[«“]?\s*\{\w+\}\s*[»”]?/g, "…");
}
