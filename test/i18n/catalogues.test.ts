import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { aboutPages, sectionsOf } from "../../functions/web/components/about-pages.ts";
import { helped } from "../../functions/web/components/help-link.ts";
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

/** Where each catalogue's texts are said: folders of sources. */
const saidIn: [Catalogues, ...folders: string[]][] = [
  [pageTexts, "functions", "shared"],
  [meetingTexts, "functions/web"],
  [agreementTexts, "functions/web"],
  [ledgerTexts, "functions/web"],
  [yearTexts, "functions/web", "shared"],
  [searchTexts, "functions/web"],
  [settingTexts, "functions/web"],
  [helpTexts, "functions/web"],
  [statementTexts, "functions/web", "shared"],
  [standingTexts, "shared"],
  [mailTexts, "functions/notify"],
  [commandTexts, "infra"],
];

test("every text of the pages, mails and commands is said somewhere", () => {
  const sources = cached((folder: string) => sourcesOf(join(import.meta.dirname, "../..", folder)));
  const unsaid = saidIn.flatMap(([texts, ...folders]) => {
    const source = folders.map(sources).join("\n");
    const patterns = keyPatterns(source);
    const isSaid = (key: string) =>
      numbered.has(key.replace(/\.title$/, "")) ||
      source.includes(`"${key}"`) ||
      patterns.some((pattern) => pattern.test(key));
    return Object.keys(texts.fr).filter((key) => !isSaid(key) && !isSaid(key.replace(/\.(one|other)$/, "")));
  });
  expect(unsaid).toEqual([]);
});

/** Keys of sections that have a number on their page: "legal.1". */
const numbered = new Set([
  ...aboutPages.flatMap((page) => sectionsOf(page).map((number) => `${page}.${number}`)),
  ...Object.entries(helped).flatMap(([role, count]) => Array.from({ length: count }, (_, at) => `${role}.${at + 1}`)),
]);

/** Keys that a template makes, e.g. `who.${head}`; one without a word of its own would excuse any. */
function keyPatterns(source: string): RegExp[] {
  const templates = source.matchAll(/`([\w.-]*(?:\$\{[\w. ]+\}[\w.-]*)+)`/g);
  return [...templates]
    .map(([, text = ""]) => text)
    .filter((text) => /\w/.test(text.replace(/\$\{[^}]*\}/g, "")))
    .map((text) => new RegExp(`^${text.replaceAll(".", "\\.").replace(/\$\{[^}]*\}/g, "[\\w-]+")}$`));
}

function cached<T>(read: (key: string) => T): (key: string) => T {
  const known = new Map<string, T>();
  return (key) => known.get(key) ?? (known.set(key, read(key)).get(key) as T);
}

function sourcesOf(folder: string): string {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));
  return names.map((name) => readFileSync(join(folder, name), "utf8")).join("\n");
}
