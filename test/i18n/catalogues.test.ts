import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { refusalCodes } from "../../shared/errors.ts";
import { agreementTexts } from "../../shared/i18n/agreements.ts";
import { commandTexts } from "../../shared/i18n/commands.ts";
import { documentTexts } from "../../shared/i18n/documents.ts";
import { errorTexts } from "../../shared/i18n/errors.ts";
import { helpTexts } from "../../shared/i18n/help.ts";
import { languages } from "../../shared/i18n/languages.ts";
import { ledgerTexts } from "../../shared/i18n/ledger.ts";
import { mailTexts } from "../../shared/i18n/mails.ts";
import { meetingTexts } from "../../shared/i18n/meetings.ts";
import { nameTexts } from "../../shared/i18n/names.ts";
import { pageTexts } from "../../shared/i18n/pages.ts";
import { programmeTexts } from "../../shared/i18n/programmes.ts";
import { quorumTexts } from "../../shared/i18n/quorums.ts";
import { searchTexts } from "../../shared/i18n/search.ts";
import { settingTexts } from "../../shared/i18n/settings.ts";
import { standingTexts } from "../../shared/i18n/standings.ts";
import { statementTexts } from "../../shared/i18n/statements.ts";
import type { Catalogues } from "../../shared/i18n/translate.ts";
import { warningTexts } from "../../shared/i18n/warnings.ts";
import { yearTexts } from "../../shared/i18n/year.ts";

const rooms = {
  agreements: agreementTexts,
  commands: commandTexts,
  documents: documentTexts,
  names: nameTexts,
  errors: errorTexts,
  ledger: ledgerTexts,
  mails: mailTexts,
  meetings: meetingTexts,
  pages: pageTexts,
  programmes: programmeTexts,
  quorums: quorumTexts,
  help: helpTexts,
  settings: settingTexts,
  standings: standingTexts,
  search: searchTexts,
  statements: statementTexts,
  warnings: warningTexts,
  year: yearTexts,
};

/** By its key, what each text of a catalogue is filled with. */
function filledBy(texts: Readonly<Record<string, string>>): Record<string, string[]> {
  const placeholders = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name).sort();
  return Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, placeholders(text)]));
}

describe.each(Object.entries<Catalogues>(rooms))("%s", (_, catalogues) => {
  const french = catalogues.fr;

  test.each(languages)("says in %s what it says in French", (language) => {
    const texts = Object.entries(catalogues[language]);
    expect(filledBy(catalogues[language])).toEqual(filledBy(french));
    expect(texts.filter(([, text]) => text.trim() === "")).toEqual([]);
  });

  test("has both forms of what is counted", () => {
    const stems = Object.keys(french)
      .filter((key) => key.endsWith(".one"))
      .map((key) => key.slice(0, -4));
    for (const stem of stems) expect(Object.keys(french)).toContain(`${stem}.other`);
  });

  test("sets French as French is set", () => {
    for (const [key, text] of Object.entries(french)) {
      expect([key, text.replace(/\{\w+\}/g, "x")]).not.toEqual([key, expect.stringMatching(/ [:;!?»%]|« |\w'\w/)]);
    }
  });
});

test("every refusal has its message, and no other has", () => {
  expect(Object.keys(errorTexts.fr).sort()).toEqual([...refusalCodes].sort());
});

test("every text of the pages, mails and commands is said somewhere", () => {
  for (const [texts, folder] of [
    [pageTexts, "functions/web"],
    [meetingTexts, "functions/web"],
    [agreementTexts, "functions/web"],
    [ledgerTexts, "functions/web"],
    [yearTexts, "functions/web"],
    [searchTexts, "functions/web"],
    [mailTexts, "functions/notify"],
    [commandTexts, "infra"],
  ] as const) {
    const source = sourcesOf(join(import.meta.dirname, "../..", folder));
    const patterns = [...source.matchAll(/`([\w.-]*(?:\$\{[\w.]+\}[\w.-]*)+)`/g)].map(
      ([, text = ""]) => new RegExp(`^${text.replaceAll(".", "\\.").replace(/\$\{[^}]*\}/g, "[\\w-]+")}$`),
    );
    const unsaid = Object.keys(texts.fr)
      .map((key) => key.replace(/\.(one|other)$/, ""))
      .filter((key) => !source.includes(`"${key}"`) && !patterns.some((pattern) => pattern.test(key)));
    expect(unsaid).toEqual([]);
  }
});

function sourcesOf(folder: string): string {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));
  return names.map((name) => readFileSync(join(folder, name), "utf8")).join("\n");
}
