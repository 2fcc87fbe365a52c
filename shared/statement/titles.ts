import { formatDate } from "../i18n/dates.ts";
import type { Language } from "../i18n/languages.ts";
import { statementTexts } from "../i18n/statements.ts";
import { translate } from "../i18n/translate.ts";
import type { Period } from "../time/period.ts";
import type { StatementFacts } from "./facts.ts";

/** "2008" of a whole year, else its first and its last day. */
export function periodTitle(language: Language, period: Period): string {
  const year = period.from.slice(0, 4);
  return period.from === `${year}-01-01` && period.until === `${year}-12-31` ? year : periodWords(language, period);
}

/** "du 1er janvier 2008 au 30 juin 2008". */
export function periodWords(language: Language, { from, until }: Period): string {
  const days = { from: formatDate(language, from), until: formatDate(language, until) };
  return translate(language, statementTexts, "days", days);
}

/** What a statement is called: "État justificatif 2008". */
export function statementTitle(language: Language, period: Period): string {
  return translate(language, statementTexts, "title", { period: periodTitle(language, period) });
}

/** "arrêté au 3 mars 2009": on which day something stood that goes up to a day still to come; "": it is of days that are past. */
export function asOfWords(language: Language, { day, until }: Pick<StatementFacts, "day" | "until">): string {
  return day < until ? translate(language, statementTexts, "as-of", { date: formatDate(language, day) }) : "";
}

/** What a statement is of, as its title block says it: "Portail européen, arrêté au 3 mars 2009". */
export function statementSubtitle(
  language: Language,
  facts: Pick<StatementFacts, "action" | "agreements" | "names" | "day" | "until">,
): string {
  return [statementSubject(facts), asOfWords(language, facts)].filter(Boolean).join(", ");
}

/** What a statement is of: its action, else its agreements. */
export function statementSubject({
  action,
  agreements,
  names,
}: Pick<StatementFacts, "action" | "agreements" | "names">): string {
  return action === undefined ? agreements.map(({ title }) => title).join(", ") : (names[action] ?? action);
}
