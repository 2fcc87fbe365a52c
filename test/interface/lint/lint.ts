import { englishRules } from "./english.ts";
import { excuse, textsIn } from "./excuse.ts";
import { frenchRules } from "./french.ts";
import { found, type Rule } from "./rule.ts";
import { frenchLeft, unfilledRules } from "./unfilled.ts";
import { type Piece, visible } from "./visible.ts";

/** A fault of a text: the rule, and the words in which it was found. */
export type Slip = { rule: string; said: string };

/** A mail as its reader has it. */
export type ReadMail = { subject: string; text: string; html: string };

const rulesOf: Record<string, readonly Rule[]> = {
  fr: [...unfilledRules, ...frenchRules],
  en: [...unfilledRules, ...englishRules, frenchLeft],
};

/** A version is called by its number and its day. */
const hashRule: Rule = {
  name: "a version by its hash",
  finds: /\bversion (?=[\da-f]*\d)(?=[\da-f]*[a-f])[\da-f]{8}\b/i,
};

/** What is wrong with a text of the interface, in "fr" or "en"; `typed`: words of people in it, which are theirs to write. */
export function lintText({ text, language }: Piece, typed: readonly string[] = []): Slip[] {
  const words = excuse(text, typed);
  const slipsIn = (read: string, rules: readonly Rule[]) =>
    rules.flatMap((rule): Slip[] => {
      const said = found(rule, read);
      return said === undefined ? [] : [{ rule: rule.name, said }];
    });
  return [...slipsIn(text, [hashRule]), ...slipsIn(words, rulesOf[language] ?? [])];
}

/** The pieces of a mail: its subject, each line of its text, and its HTML. */
export function piecesOfMail({ subject, text, html }: ReadMail, language: string): Piece[] {
  const lines = [subject, ...text.split("\n")].map((each) => ({ text: each, language }));
  return [...lines.filter((each) => each.text !== ""), ...visible(html)];
}

/** Of what people typed, e.g. a programme, the texts that the lint would find fault with. */
export function typedIn(value: unknown): string[] {
  const isFaulty = (text: string) => ["fr", "en"].some((language) => lintText({ text, language }).length > 0);
  return textsIn(value).filter(isFaulty);
}

/**
 * A lint of many pages and mails: a text that was read once is not read again. `written`: all that people wrote, whatever holds
 * it; `slips`: by where each was first read.
 */
export function openLint(written?: unknown) {
  const typed = typedIn(written);
  const [pages, read] = [new Set<string>(), new Set<string>()];
  const slips: (Slip & { where: string })[] = [];
  const add = (where: string, pieces: readonly Piece[]): void => {
    for (const piece of pieces) {
      const name = `${piece.language} ${piece.text}`;
      if (read.has(name)) continue;
      read.add(name);
      slips.push(...lintText(piece, typed).map((slip) => ({ where, ...slip })));
    }
  };
  return {
    page: (where: string, html: string) => {
      if (!pages.has(html)) add(where, visible(html));
      pages.add(html);
    },
    mail: (where: string, mail: ReadMail, language: string) => add(where, piecesOfMail(mail, language)),
    slips: () => slips,
    /** How many texts it read. */
    count: () => read.size,
  };
}
