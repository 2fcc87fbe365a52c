import { type StatementKey, statementTexts } from "../../../shared/i18n/statements.ts";
import { translate, type Values } from "../../../shared/i18n/translate.ts";
import type { Say } from "../http/say.ts";

/** A page that speaks of statements: its own texts besides, which pages that do not never load. */
export type StatementSay = Say & { told: (key: StatementKey, values?: Values) => string };

/** The same page, with what is said of statements. */
export function tellingStatements(speak: Say): StatementSay {
  return { ...speak, told: (key, values) => translate(speak.language, statementTexts, key, values) };
}
