import type { Refused } from "../errors.ts";
import { formatBytes } from "./dates.ts";
import { type Language, translate, type Values } from "./translate.ts";

/** Details that count bytes: they are told in KB or MB. */
const sizes = new Set(["limit", "bytes"]);

/** A refusal in words: what, where and what to do; sizes are written as a person reads them. */
export function refusalMessage(language: Language, { code, details }: Refused): string {
  const values = Object.fromEntries(
    Object.entries(details).map(([name, value]) => [
      name,
      sizes.has(name) && typeof value === "number" ? formatBytes(language, value) : value,
    ]),
  );
  return withoutGaps(translate(language, "errors", code, values as Values));
}

/** A placeholder that nobody filled is left out with the parenthesis, colon or quotes around it. */
function withoutGaps(text: string): string {
  return text
    .replace(/\s*\(\{\w+\}\)/g, "")
    .replace(/[\s\u00a0]*:[\s\u00a0]\{\w+\}/g, "")
    .replace(/[«“]?\s*\{\w+\}\s*[»”]?/g, "…");
}
