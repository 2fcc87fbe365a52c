import type { Language } from "../i18n/languages.ts";
import englishHyphenation from "./languages/english/hyphenation.json" with { type: "json" };
import { english } from "./languages/english/orthotypography.ts";
import frenchHyphenation from "./languages/french/hyphenation.json" with { type: "json" };
import { french } from "./languages/french/orthotypography.ts";
import type { Rules } from "./orthotypography/rule.ts";

/** A language's patterns as TeX writes them, and the fewest letters it leaves on either side of a hyphen. */
export type Hyphenation = { left: number; right: number; patterns: string; exceptions: string };

/**
 * The languages that documents are set in, a folder each, by the first part of their BCP 47 tag, those of the interface among
 * them: how a language is typed, and where its words may be cut. A table for each of the two, so that a bundle holds what it uses.
 */
export const orthotypographies = { fr: french, en: english } satisfies Readonly<
  Record<Language, Rules> & Record<string, Rules>
>;
export const hyphenations: Readonly<Record<keyof typeof orthotypographies, Hyphenation>> = {
  fr: frenchHyphenation,
  en: englishHyphenation,
};

/** What a table has for a document's language, given by its BCP 47 tag: of "fr-CH" what French has; undefined: nothing. */
export function ofLanguage<T>(table: Readonly<Record<string, T>>, tag: string): T | undefined {
  const primary = tag.toLowerCase().split(/[-_]/)[0] ?? "";
  return Object.hasOwn(table, primary) ? table[primary] : undefined;
}
