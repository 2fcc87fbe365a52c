import { createRequire } from "node:module";
import { describe, expect, test } from "vitest";
import { hyphenate } from "../../../shared/layout/inline/hyphenate.ts";

const require = createRequire(import.meta.url);

function check(word: string, language: string, expected: string): void {
  expect(cut(word, hyphenate(word, language))).toBe(expected);
}

function cut(word: string, points: readonly number[]): string {
  return [0, ...points].map((from, i) => word.slice(from, points[i] ?? word.length)).join("-");
}

describe("where words are cut", () => {
  test.each([
    ["intégration", "fr-FR", "in-té-gra-tion"],
    ["l’intégration", "fr-FR", "l’in-té-gra-tion"],
    ["qu’attendre", "fr-FR", "qu’at-tendre"],
    ["aujourd’hui", "fr-FR", "au-jour-d’hui"],
    ["Anticonstitutionnellement", "fr-FR", "An-ti-cons-ti-tu-tion-nel-le-ment"],
    ["accompagnement,", "fr-FR", "ac-com-pa-gne-ment,"],
    ["(médiateurs)", "fr-FR", "(mé-dia-teurs)"],
    ["école", "fr-FR", "école"],
    ["UNESCO", "fr-FR", "UNESCO"],
    ["mi\u00adnis\u00adtère", "fr-FR", "mi\u00ad-nis\u00ad-tère"],
    ["university", "en-GB", "uni-vers-ity"],
    ["however", "en", "how-ever"],
    ["Verfassung", "de-DE", "Verfassung"],
  ])("%s in %s: %s", check);

  test.each([
    ["fr", "fr"],
    ["en", "en-gb"],
  ])("the %s patterns cut as those of the hyphen package", (language, patterns) => {
    const { hyphenateSync } = require(`hyphen/${patterns}`) as { hyphenateSync(text: string): string };
    const words = language === "fr" ? french : english;
    const theirs = words.map((word) =>
      hyphenateSync(word)
        .replaceAll("\u00ad", "-")
        .replace(/-(..)$/, "$1"),
    );
    expect(words.map((word) => cut(word, hyphenate(word, language)))).toEqual(theirs);
  });
});

const french = `accueillir discriminations représentation interculturelle établissements responsabilités communication
  développement transdisciplinaire désinstitutionnalisation renseignement participation éventuellement bibliothèque
  rythmique psychologue extraordinaire hébergement quartiers`.split(/\s+/);
const english =
  `representation discrimination themselves interpretation communities development responsibility neighbourhood
  recommendation`.split(/\s+/);
