import { describe, expect, test } from "vitest";
import { commandTexts } from "../../shared/i18n/commands.ts";
import { documentTexts } from "../../shared/i18n/documents.ts";
import { errorTexts } from "../../shared/i18n/errors.ts";
import type { Language } from "../../shared/i18n/languages.ts";
import { ledgerTexts } from "../../shared/i18n/ledger.ts";
import { mailTexts } from "../../shared/i18n/mails.ts";
import { meetingTexts } from "../../shared/i18n/meetings.ts";
import { nameTexts } from "../../shared/i18n/names.ts";
import { pageTexts } from "../../shared/i18n/pages.ts";
import { quorumTexts } from "../../shared/i18n/quorums.ts";
import { standingTexts } from "../../shared/i18n/standings.ts";
import { statementTexts } from "../../shared/i18n/statements.ts";
import { warningTexts } from "../../shared/i18n/warnings.ts";
import { yearTexts } from "../../shared/i18n/year.ts";

const rooms = {
  commands: commandTexts,
  documents: documentTexts,
  names: nameTexts,
  errors: errorTexts,
  ledger: ledgerTexts,
  mails: mailTexts,
  meetings: meetingTexts,
  pages: pageTexts,
  quorums: quorumTexts,
  standings: standingTexts,
  statements: statementTexts,
  warnings: warningTexts,
  year: yearTexts,
};

/** Every text of a language, by its key ("pages.nav.home"), with 1 for a number and x for other placeholders and file names. */
const texts = (language: Language): [string, string][] =>
  Object.entries(rooms).flatMap(([room, catalogues]) =>
    Object.entries(catalogues[language]).map(([key, text]): [string, string] => [`${room}.${key}`, plain(text)]),
  );
const plain = (text: string) =>
  text.replace(/\{(round|number)\}/g, "1").replace(/\{\w+\}|\b[\w-]+\.(zip|json)\b|--\w+/g, "x");

/** Texts that match `banned`, by their key; `except`: keys where the word is another thing. */
function found(language: Language, banned: RegExp, except: readonly string[] = []): string[] {
  return texts(language).flatMap(([key, text]) =>
    banned.test(text) && !except.includes(key) ? [`${key}: ${text}`] : [],
  );
}

describe("English says one thing by one word", () => {
  test.each<[string, RegExp, string[]?]>([
    ["a remark, but for contributions in kind", /\b(?<!voluntary )contributions?\b/i],
    ["a decision", /\bopinions?\b/i],
    [
      "a disposition, of three names",
      /not (taken up|taken in|retained)|\btaken? in\b(?! its)|unanswered|\bunresolved\b/i,
    ],
    ["dealing with a remark", /\btreat(ed|ing)?\b|what (was|you) (done|do) of|answer (the|each) remarks?/i],
    ["a round, where it has a number or confirms", /review (no\.|1)|confirming review/i],
    ["the coordinator", /\bcoordination\b/i],
    ["an email, but for its server", /\be-mails?\b|\bmail(s|ed)?\b(?! server)/i],
    [
      "a proof archive, where a dossier is a kind of document",
      /\bdossiers?\b/i,
      ["commands.option.render.kind", "pages.field.parts.hint", "pages.dossier.ending"],
    ],
    ["a rule that is met", /\brules? (holds?|does not hold|did not hold)\b/i],
    [
      "a date by which something is due",
      /\b(expected|due) (until|on)\b/i,
      ["mails.reminder.several.lead.other", "mails.delegationRefused.subject"],
    ],
    ["what is overdue", /\blate\b/i],
  ])("%s", (_, banned, except) => expect(found("en", banned, except)).toEqual([]));
});

describe("English is set as English is set", () => {
  test.each<[string, RegExp, string[]?]>([
    ["no space before punctuation", /[ \u00a0\u202f][:;!?%»]|« /],
    ["no guillemets, no straight quotes", /[«»"']/],
    ["no hyphen for a dash", / - /, ["commands.help.render", "commands.option.render.out", "commands.wrong.out.json"]],
    ["no. with its number", /\bno\. [1x]/],
    ["one per line, not one a line", /\bone an? (line|file|member)\b/i],
    ["nothing that will not do", /will not do\b/],
  ])("%s", (_, banned, except) => expect(found("en", banned, except)).toEqual([]));
});

describe("French says one thing by one word", () => {
  test.each<[string, RegExp, string[]?]>([
    ["une remarque, sauf les contributions volontaires", /\bcontributions?\b(?! volontaires?\b)/i],
    ["une relecture", /\btours?\b/i],
    ["un courriel, where a scanned letter is on paper", /\bcourriers?\b|\be?-?mails?\b/i, ["pages.reported.file.lead"]],
  ])("%s", (_, banned, except) => expect(found("fr", banned, except)).toEqual([]));
});

describe("French is set as French is set", () => {
  test.each<[string, RegExp]>([
    ["a narrow space before ; ! ? and inside guillemets", /[ \u00a0][;!?»]|«[ \u00a0]/],
    ["a space that does not break after nᵒ", /n[ᵒ°] /],
    ["midnight without a comma", /, à minuit/],
  ])("%s", (_, banned) => expect(found("fr", banned)).toEqual([]));
});
