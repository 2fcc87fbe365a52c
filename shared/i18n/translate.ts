import enDocuments from "./en/documents.json" with { type: "json" };
import enErrors from "./en/errors.json" with { type: "json" };
import enMails from "./en/mails.json" with { type: "json" };
import enPages from "./en/pages.json" with { type: "json" };
import enWarnings from "./en/warnings.json" with { type: "json" };
import frDocuments from "./fr/documents.json" with { type: "json" };
import frErrors from "./fr/errors.json" with { type: "json" };
import frMails from "./fr/mails.json" with { type: "json" };
import frPages from "./fr/pages.json" with { type: "json" };
import frWarnings from "./fr/warnings.json" with { type: "json" };

export const languages = ["fr", "en"] as const;
export type Language = (typeof languages)[number];

/** One flat catalogue a language and room; a test holds the two languages in parity. */
export const catalogues = {
  fr: { documents: frDocuments, errors: frErrors, mails: frMails, pages: frPages, warnings: frWarnings },
  en: { documents: enDocuments, errors: enErrors, mails: enMails, pages: enPages, warnings: enWarnings },
} as const;

export type Room = keyof (typeof catalogues)["fr"];
type Keys<R extends Room> = keyof (typeof catalogues)["fr"][R] & string;
/** A key that has plural forms is asked for by its stem: "remarks" for "remarks.one" and "remarks.other". */
export type Key<R extends Room> =
  | Keys<R>
  | (Keys<R> extends infer K ? (K extends `${infer S}.other` ? S : never) : never);
export type Values = Readonly<Record<string, string | number>>;

/** The interface language for a BCP 47 tag: French unless it is English. */
export function interfaceLanguage(tag: string): Language {
  return tag.toLowerCase().startsWith("en") ? "en" : "fr";
}

/**
 * The text of `room` named `key`, its `{placeholders}` filled; numbers are written as the language does. A key with
 * plural forms takes the one for `values.count` (Intl.PluralRules).
 */
export function translate<R extends Room>(language: Language, room: R, key: Key<R>, values: Values = {}): string {
  const catalogue = catalogues[language][room] as Readonly<Record<string, string>>;
  const text = catalogue[key] ?? catalogue[`${key}.${pluralForm(language, values.count)}`] ?? catalogue[`${key}.other`];
  if (text === undefined) throw new Error(`no text ${room}/${key} in ${language}`);
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    return value === undefined ? whole : typeof value === "number" ? formatNumber(language, value) : value;
  });
}

/** A number as the language writes it: U+202F between thousands in French. */
export function formatNumber(language: Language, value: number): string {
  return new Intl.NumberFormat(language === "fr" ? "fr-FR" : "en-GB").format(value);
}

function pluralForm(language: Language, count: string | number | undefined): string {
  return typeof count === "number" ? new Intl.PluralRules(language).select(count) : "other";
}
