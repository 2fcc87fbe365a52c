/** Interface languages, the default one first. */
export const languages = ["fr", "en"] as const;
export type Language = (typeof languages)[number];

/** Where nothing says another. */
export const defaultLanguage: Language = languages[0];
/** Of what machines read, and of the POSIX locale C. */
export const neutralLanguage: Language = "en";

/** All that a language has of its own but its texts, which are catalogues. */
type LanguageRecord = {
  /** As `Intl` writes its dates and numbers. */
  locale: string;
  /** As its readers call it, of a link that changes to it. */
  ownName: string;
  /** With the space that goes before it. */
  colon: string;
  /** Between the fields of a line that people type, with its spaces. */
  semicolon: string;
  /** Between names or titles in a line that is read, some of which have a comma. */
  listed: string;
  /** Between the cells of a CSV, as spreadsheets of its readers expect them: what no number has. */
  delimiter: string;
  /** A time of day, e.g. of "14" and "05". */
  time: (hours: string, minutes: string) => string;
  /** A day with a time of it, as a sentence says them. */
  moment: (date: string, time: string) => string;
  /** What follows the number of a day of the month: "er" of 1. */
  dayEnding: (day: number) => string;
  /** What follows the number of an edition, in the gender of the word: "re", "nd". */
  editionEnding: (number: number) => string;
  /** A range of pages, as bibliographies give it with a hyphen: "45-60". */
  pageRange: (range: string) => string;
  /** From bytes on, each 1024 times the one before. */
  bytes: readonly [string, string, string, string];
  /** Around a title or somebody's words, with the spaces inside of them. */
  quotes: readonly [string, string];
  /** In place of those inside of them. */
  innerQuotes: readonly [string, string];
  /** Of lists, by depth. */
  bullets: readonly string[];
  /** Words that every text in it has, and no text in another. */
  smallWords: ReadonlySet<string>;
  /** The page of a proof archive that says what it is. */
  readMe: string;
};

const englishOrdinals = new Intl.PluralRules("en", { type: "ordinal" });

const records: Readonly<Record<Language, LanguageRecord>> = {
  fr: {
    locale: "fr-FR",
    ownName: "Français",
    colon: "\u00a0:",
    semicolon: " ; ",
    listed: "\u202f; ",
    delimiter: ";",
    time: (hours, minutes) =>
      minutes === "00" ? `${Number(hours)}\u00a0h` : `${Number(hours)}\u00a0h\u00a0${minutes}`,
    moment: (date, time) => `${date} à ${time}`,
    dayEnding: (day) => (day === 1 ? "er" : ""),
    editionEnding: (number) => (number === 1 ? "re" : "e"),
    pageRange: (range) => range,
    bytes: ["octets", "Ko", "Mo", "Go"],
    quotes: ["«\u202f", "\u202f»"],
    innerQuotes: ["“", "”"],
    bullets: ["–", "•"],
    smallWords: wordsOf("le la les des du et est une dans pour que qui sur avec par aux ces cette"),
    readMe: "LISEZMOI.html",
  },
  en: {
    locale: "en-GB",
    ownName: "English",
    colon: ":",
    semicolon: "; ",
    listed: "; ",
    delimiter: ",",
    time: (hours, minutes) => `${hours}:${minutes}`,
    moment: (date, time) => `${date} at ${time}`,
    dayEnding: () => "",
    editionEnding: (number) => ({ one: "st", two: "nd", few: "rd" })[englishOrdinals.select(number) as string] ?? "th",
    pageRange: (range) => range.replace(/(\d)-(\d)/g, "$1–$2"),
    bytes: ["bytes", "KB", "MB", "GB"],
    quotes: ["“", "”"],
    innerQuotes: ["‘", "’"],
    bullets: ["•", "–"],
    smallWords: wordsOf("the of and to in is for that with by are as this from at it be"),
    readMe: "README.html",
  },
};

/** What a language has of its own. */
export function languageRecord(language: Language): LanguageRecord {
  return records[language];
}

/**
 * The interface language that a BCP 47 tag or a locale of a system begins with: of "fr-CH", "fr_FR.UTF-8"; undefined:
 * none.
 */
export function spokenLanguage(tag: string): Language | undefined {
  return languages.find((language) => tag.toLowerCase().startsWith(language));
}

/** The interface language for a BCP 47 tag: the default one where it is none of them. */
export function interfaceLanguage(tag: string): Language {
  return spokenLanguage(tag) ?? defaultLanguage;
}

/** What a language, given by a BCP 47 tag, is called in another: "anglais" of "en-GB". */
export function languageName(language: Language, tag: string): string {
  return new Intl.DisplayNames(language, { type: "language" }).of(interfaceLanguage(tag)) ?? tag;
}

/** A language's name in another, as a line begins with it: "Anglais" of "en-GB" in French. */
export function languageTitle(language: Language, tag: string): string {
  const name = languageName(language, tag);
  return name.slice(0, 1).toUpperCase() + name.slice(1);
}

/** The order of names and titles in lists, in the default language's alphabet. */
export const { compare: alphabetically } = new Intl.Collator(defaultLanguage);

/** A text in the languages that it was given in, at least one: of a kind, by its network. */
export type Texts = { readonly [L in Language]?: string | undefined };

/** A text in a language, else in the network's, else in the first that has it. */
export function textIn(texts: Texts, language: Language, network: Language = defaultLanguage): string {
  return [language, network, ...languages].map((each) => texts[each]).find((text) => text !== undefined) ?? "";
}

/** A value of each language. */
export function inEachLanguage<T>(made: (language: Language) => T): Record<Language, T> {
  return Object.fromEntries(languages.map((language) => [language, made(language)])) as Record<Language, T>;
}

function wordsOf(line: string): ReadonlySet<string> {
  return new Set(line.split(" "));
}

/** Titles that were put in the default language's quotation marks, e.g. by a refusal, in those of another. */
export function requoted(language: Language, text: string): string {
  const [open, close] = records[language].quotes;
  const [from, until] = records[defaultLanguage].quotes;
  return text.replaceAll(from, open).replaceAll(until, close);
}
