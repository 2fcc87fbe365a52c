import { describe, expect, test } from "vitest";
import { agreementTexts } from "../../shared/i18n/agreements.ts";
import { commandTexts } from "../../shared/i18n/commands.ts";
import { documentTexts } from "../../shared/i18n/documents.ts";
import { errorTexts } from "../../shared/i18n/errors.ts";
import { helpTexts } from "../../shared/i18n/help.ts";
import type { Language } from "../../shared/i18n/languages.ts";
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
import { warningTexts } from "../../shared/i18n/warnings.ts";
import { yearTexts } from "../../shared/i18n/year.ts";

const rooms = {
  agreements: agreementTexts,
  help: helpTexts,
  programmes: programmeTexts,
  search: searchTexts,
  settings: settingTexts,
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

/**
 * Every text of a language, by its key ("pages.nav.home"), with 1 for a number, 7b98e542 for a hash, and x for other placeholders and file
 * names.
 */
const texts = (language: Language): [string, string][] =>
  Object.entries(rooms).flatMap(([room, catalogues]) =>
    Object.entries(catalogues[language]).map(([key, text]): [string, string] => [`${room}.${key}`, plain(text)]),
  );
const plain = (text: string) =>
  text
    .replace(/\{(round|number)\}/g, "1")
    .replace(/\{(hash|short)\}/g, "7b98e542")
    .replace(/\{\w+\}|\b[\w-]+\.(zip|json)\b|--\w+/g, "x");

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
      /not (taken up|taken in|retained)|\btaken? in\b(?! its)|unanswered|without an answer|\bunresolved\b/i,
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

/** Where the glossary has a word for a thing (`shared/GLOSSARY.md`), others that are refused for it; `except`: keys where the word is another thing, and what it is there. */
type Refused = [one: string, others: RegExp, except?: Readonly<Record<string, string>>];

const formerSeminars = {
  "pages.became.lead": "a seminar of before there were meetings",
  "pages.became.soon": "the same",
  "pages.letter.seminarInvited": "a letter about one",
  "pages.letter.seminarChanged": "the same",
  "pages.letter.seminarCancelled": "the same",
  "pages.letter.seminarToRecord": "the same",
  "pages.history.seminarPlanned": "an event about one",
  "pages.history.seminarHeld": "the same",
  "pages.history.seminarCancelled": "the same",
};

const refusedInFrench: readonly Refused[] = [
  ["une remarque, sauf les contributions volontaires", /\bcontributions?\b(?! volontaires?\b)/i],
  ["une relecture", /\btours?\b/i],
  [
    "un courriel, où une lettre numérisée est en papier",
    /\bcourriers?\b|\be?-?mails?\b/i,
    { "pages.reported.file.lead": "a letter on paper" },
  ],
  [
    "la suite d’une remarque",
    /(?<!\p{L})(répon\p{L}+|traitements?) (à|aux|de|des|d’) ?[\p{L}’]* ?remarques?|aller à la réponse|y répondre/iu,
  ],
  ["un avis", /votre (décision|vote|validation)|(?<!\p{L})valid(er|ez|ée?s?|ation)(?!\p{L})/iu],
  [
    "une rencontre, dont certaines sont d’une sorte qui s’appelle ainsi",
    /(?<!\p{L})(?<!La (?=R))[Rr]éunions?(?! (à distance|du réseau))(?!\p{L})/u,
  ],
  ["une rencontre, dont les séminaires sont une sorte", /séminaires?(?! (interne|national|externe))/i, formerSeminars],
  ["une structure", /(?<!\p{L})organi(smes?|sations?)(?!\p{L})/iu],
  ["une échéance", /date limite|dernier délai|(?<!\p{L})délais?(?!\p{L})/iu],
  ["un document final", /version (finale|définitive)|document définitif/i],
  ["un brouillon", /ébauches?|premier jet|\bdrafts?\b/i],
  ["un relecteur", /réviseurs?|évaluateurs?|rapporteurs?/i],
  ["un financeur", /bailleurs?|donateurs?|mécènes?/i],
  ["une convention", /\bcontrats?\b/i],
  ["un remplacement", /délégations?|délégu[eé]/i],
  ["un reçu", /accusé de réception|récépissé|quittance/i],
  ["un dossier de preuve", /archive de preuve|dossier d’archives?/i],
  ["une fiche d’approbation", /procès-verbal|fiche de validation/i],
  ["la vision globale", /\bmatrices?\b/i],
  ["un type de document", /\b(modèles?|gabarits?) de document/i],
  [
    "un rappel, que le temps amène, une relance, que la coordination envoie",
    /piqûre|relances? automatiques?|rappels? de la coordination/i,
  ],
  ["un téléchargement, un dépôt", /\b(up|down)loads?\b|téléverse/i],
  ["l’annuaire", /\brépertoire\b|carnet d’adresses/i],
  ["la coordination", /coordinat(eur|rice)s?|coordonnateurs?/i],
  ["une version par son numéro et son jour", /version [\da-f]{8}/i],
];

const refusedInEnglish: readonly Refused[] = [
  ["an organisation", /\borganiz|\bstructures?\b/i, { "pages.accessibility.2": "the headings of a document" }],
  ["a disposition", /\b(responses?|repl(y|ies)|answers?) to (a|the|each|your|these) remarks?|go to the answer/i],
  ["a deadline", /\btime limits?\b|\bcut-off\b/i],
  ["a final document", /\b(final|definitive) version\b/i],
  ["a reviewer", /\b(referees?|proofreaders?|commenters?|readers? of the review)\b/i],
  ["a funder", /\b(donors?|sponsors?|backers?)\b/i],
  ["an agreement, of which a financial report has grants as income", /\bcontracts?\b|\bsubsid(y|ies)\b/i],
  ["a replacement", /\bdelegat(e|es|ed|ion|ions)\b|\bsubstitut\w+/i],
  ["a kind", /\b(templates?|document types?|types? of documents?) (of|for) documents?/i],
  ["the directory", /\baddress book\b/i],
  ["the programme at a glance", /\bmatrix\b/i],
  ["a version by its number and its day", /version [\da-f]{8}/i],
];

/** The texts in which a refused word stands, but for its exceptions; an exception that is none any more is one too. */
function refused(language: Language, [, others, except = {}]: Refused): string[] {
  const idle = Object.keys(except).filter((key) =>
    found(language, others).every((each) => !each.startsWith(`${key}: `)),
  );
  return [...found(language, others, Object.keys(except)), ...idle.map((key) => `${key} needs no exception`)];
}

describe("French says one thing by one word", () => {
  test.each(refusedInFrench)("%s", (...row) => expect(refused("fr", row)).toEqual([]));
});

describe("English says by its word what the glossary names", () => {
  test.each(refusedInEnglish)("%s", (...row) => expect(refused("en", row)).toEqual([]));
});

describe("a refused word", () => {
  const finds = (list: readonly Refused[], text: string) =>
    list.filter(([, others]) => others.test(plain(text))).map(([one]) => one);
  test.each([
    ["Votre contribution est enregistrée", "une remarque, sauf les contributions volontaires"],
    ["Répondre aux remarques", "la suite d’une remarque"],
    ["Le séminaire de ce document", "une rencontre, dont les séminaires sont une sorte"],
    ["Votre organisme finance ce document", "une structure"],
    ["La date limite est passée", "une échéance"],
    ["L’adresse de la réunion", "une rencontre, dont certaines sont d’une sorte qui s’appelle ainsi"],
    ["Une remarque sans suite : y répondre d’abord", "la suite d’une remarque"],
    ["De la version {hash}", "une version par son numéro et son jour"],
    ["La version 7b98e542", "une version par son numéro et son jour"],
  ])("is found in « %s »", (text, one) => expect(finds(refusedInFrench, text)).toEqual([one]));
  test.each([
    "Contributions volontaires en nature",
    "Séminaire interne",
    "Réunion du réseau",
    "La Réunion",
    "Suites données à vos remarques",
  ])("is not in « %s »", (text) => expect(finds(refusedInFrench, text)).toEqual([]));
});

describe("French is set as French is set", () => {
  test.each<[string, RegExp]>([
    ["a narrow space before ; ! ? and inside guillemets", /[ \u00a0][;!?»]|«[ \u00a0]/],
    ["a space that does not break after nᵒ", /n[ᵒ°] /],
    ["midnight without a comma", /, à minuit/],
  ])("%s", (_, banned) => expect(found("fr", banned)).toEqual([]));
});
