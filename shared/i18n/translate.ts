import { numberFormat, pluralRules } from "./intl.ts";
import { type Language, languageRecord } from "./languages.ts";

/** The flat catalogues of one room, one a language; a test holds them in parity. What runs loads those it speaks of. */
export type Catalogues = Readonly<Record<Language, Readonly<Record<string, string>>>>;
/** A key that has plural forms is asked for by its stem: "remarks" for "remarks.one" and "remarks.other". */
export type Key<C extends Catalogues> = (keyof C["fr"] & string) | Stem<keyof C["fr"] & string>;
type Stem<K> = K extends `${infer S}.other` ? S : never;
export type Values = Readonly<Record<string, string | number>>;

/**
 * The text of `texts` named `key`, its `{placeholders}` filled; numbers are written as the language does. A key with
 * plural forms takes the one for `values.count` (Intl.PluralRules). A value that stands in quotation marks has inner ones in it.
 */
export function translate<C extends Catalogues>(
  language: Language,
  texts: C,
  key: Key<C>,
  values: Values = {},
): string {
  const catalogue: Readonly<Record<string, string>> = texts[language];
  const text = catalogue[key] ?? catalogue[`${key}.${pluralForm(language, values.count)}`] ?? catalogue[`${key}.other`];
  if (text === undefined) throw new Error(`no text ${key} in ${language}`);
  const opening = languageRecord(language).quotes[0];
  return text.replace(/\{(\w+)\}/g, (whole, name: string, at: number) => {
    const value = values[name];
    if (value === undefined) return whole;
    if (typeof value === "number") return formatNumber(language, value);
    return text.slice(0, at).endsWith(opening) ? withInnerQuotes(language, value) : value;
  });
}

/** Words that stand in quotation marks: "« L’école » : dossier" is "“L’école” : dossier" there. */
function withInnerQuotes(language: Language, words: string): string {
  const { quotes, innerQuotes } = languageRecord(language);
  const [opening, closing] = quotes.map((each) => each.trim());
  return words
    .replace(new RegExp(`${opening}\\s*`, "gu"), innerQuotes[0])
    .replace(new RegExp(`\\s*${closing}`, "gu"), innerQuotes[1]);
}

/** A number as the language writes it: U+202F between thousands in French. */
function formatNumber(language: Language, value: number): string {
  return numberFormat(languageRecord(language).locale).format(value);
}

function pluralForm(language: Language, count: string | number | undefined): string {
  return typeof count === "number" ? pluralRules(language).select(count) : "other";
}
