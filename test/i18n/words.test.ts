import { describe, expect, test } from "vitest";
import {
  formatBytes,
  formatDate,
  formatInstant,
  formatMoment,
  formatShortDate,
  formatTime,
} from "../../shared/i18n/dates.ts";
import type { Language } from "../../shared/i18n/languages.ts";
import { refusalMessage } from "../../shared/i18n/refusal.ts";
import { translate } from "../../shared/i18n/translate.ts";

const spaced = (text: string) => text.replaceAll("\u00a0", "~").replaceAll("\u202f", "_");

describe("dates and sizes, as they are written", () => {
  test.each([
    [formatDate("fr", "2008-07-01"), "1er~juillet 2008"],
    [formatDate("fr", "2008-05-12"), "12~mai 2008"],
    [formatDate("en", "2008-07-01"), "1~July 2008"],
    [formatShortDate("fr", "2008-05-12", "2008-03-01"), "12~mai"],
    [formatShortDate("fr", "2009-01-02", "2008-12-01"), "2~janvier 2009"],
    [formatInstant("fr", "2008-07-01T12:30:00.000Z", "Europe/Paris"), "1er~juillet 2008 à 14~h~30"],
    [formatInstant("fr", "2008-06-30T22:00:00.000Z", "Europe/Paris"), "1er~juillet 2008 à 0~h"],
    [formatInstant("en", "2008-07-01T12:30:00.000Z", "Europe/Paris"), "1~July 2008 at 14:30"],
    [
      formatMoment("fr", "2008-07-01T12:30:00.000Z", "Europe/Paris", Date.parse("2008-07-08")),
      "1er~juillet 2008 à 14~h~30",
    ],
    [formatMoment("en", "2008-07-01T12:30:00.000Z", "Europe/Paris", Date.parse("2008-07-01")), "1~July 2008 at 14:30"],
    [formatMoment("fr", "2008-07-01T12:30:00.000Z", "Europe/Paris", Date.parse("2008-07-09")), "1er~juillet 2008"],
    [formatTime("fr", "2008-01-01T08:05:00.000Z", "Europe/Paris"), "9~h~05"],
    [formatBytes("fr", 0), "0~octets"],
    [formatBytes("fr", 340 * 1024), "340~Ko"],
    [formatBytes("fr", 1.26 * 2 ** 20), "1,3~Mo"],
    [formatBytes("fr", 25 * 2 ** 20), "25~Mo"],
    [formatBytes("en", 2 ** 30), "1~GB"],
  ])("%s", (said, expected) => expect(spaced(said)).toBe(expected));
});

describe("words in quotation marks", () => {
  const texts = {
    fr: { titled: "Sur «\u202f{title}\u202f» : {title}" },
    en: { titled: "On “{title}”: {title}" },
  };
  test.each<[Language, string, string]>([
    ["fr", "«\u202fL’école\u202f» : dossier", "Sur «_“L’école” : dossier_» : «_L’école_» : dossier"],
    ["fr", "« Souvent » : comb…", "Sur «_“Souvent” : comb…_» : « Souvent » : comb…"],
    ["en", "“School”, a file", "On “‘School’, a file”: “School”, a file"],
  ])("in %s have other marks in them than around them, and elsewhere their own: %s", (language, title, expected) =>
    expect(spaced(translate(language, texts, "titled", { title }))).toBe(expected),
  );
});

describe("refusals in words", () => {
  test.each([
    ["fr", "file-too-large", { limit: 25 }, /la taille permise de 25.Mo\./],
    ["en", "file-too-large", { limit: 25 }, /larger than the 25.MB allowed\./],
    ["fr", "sections-missing", { sections: "Méthode" }, /demande\u00a0: Méthode\./],
    ["fr", "alternatives-missing", {}, /images de ce brouillon\. Ajoutez/],
    ["fr", "usage", {}, /n’est pas comprise\. Lancez/],
    ["fr", "action-paid", { agreements: "«\u202fACSE 2008\u202f»" }, /payée par «\u202fACSE 2008\u202f»\./],
    ["en", "action-paid", { agreements: "«\u202fACSE 2008\u202f»" }, /paid by “ACSE 2008”\./],
  ] as const)("%s %s %j", (language, code, details, expected) => {
    expect(refusalMessage(language, { code, details })).toMatch(expected);
  });

  test("leave no placeholder unfilled", () => {
    for (const code of [
      "kind-unknown",
      "kind-invalid",
      "file-type-mismatch",
      "usage",
      "request-invalid",
      "address-taken",
    ] as const) {
      expect(refusalMessage("fr", { code, details: {} })).not.toMatch(/[{}]/);
    }
  });
});
