import { escapeMarkup } from "../escape.ts";

/** Text as HTML: element content or a quoted attribute's value. What HTML cannot hold (13.1.4) becomes U+FFFD. */
export function escaped(text: string): string {
  return escapeMarkup(text.replace(forbidden, "\uFFFD")).replaceAll("'", "&#39;");
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: the characters that HTML forbids
const forbidden = /[\u0000-\u0008\u000B\u000E-\u001F\u007F-\u009F\uFDD0-\uFDEF\uFFFE\uFFFF]/g;

/** Attributes as they follow an element's name, each with its space; one without a value is left out. */
export function attributes(values: Readonly<Record<string, string | number | undefined>>): string {
  return Object.entries(values)
    .flatMap(([name, value]) => (value === undefined ? [] : [` ${name}="${escaped(String(value))}"`]))
    .join("");
}
