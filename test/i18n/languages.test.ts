import { describe, expect, test } from "vitest";
import {
  type Language,
  languageName,
  languageTitle,
  spokenLanguage,
  type Texts,
  textIn,
} from "../../shared/i18n/languages.ts";

describe("a text of a kind is read", () => {
  function check(title: string, texts: Texts, language: Language, network: Language, read: string): void {
    test(title, () => expect(textIn(texts, language, network)).toBe(read));
  }
  check("in the language asked for", { fr: "Note", en: "Brief" }, "en", "fr", "Brief");
  check("in the network's, where it has no other", { en: "Brief" }, "fr", "en", "Brief");
  check("in the one that it has", { fr: "Note" }, "en", "en", "Note");
});

test.each([
  ["fr_FR.UTF-8", "fr"],
  ["EN-gb", "en"],
  ["it-CH", undefined],
])("%s is spoken as %s", (locale, language) => expect(spokenLanguage(locale)).toBe(language));

test("a language is called as the reader's language calls it", () => {
  expect([languageName("fr", "en-GB"), languageTitle("fr", "fr-FR"), languageTitle("en", "fr")]).toEqual([
    ...["anglais", "Français", "French"],
  ]);
});
