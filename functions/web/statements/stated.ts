import { statementToSet } from "../../../shared/acts/statement.ts";
import { type AskedStatement, type StatementWords, statementFacts } from "../../../shared/acts/statement-facts.ts";
import type { Language } from "../../../shared/i18n/languages.ts";
import type { StatementFacts } from "../../../shared/statement/facts.ts";
import { statementSubject, statementTitle } from "../../../shared/statement/titles.ts";
import type { ToSet } from "../../../shared/stored/typeset.ts";
import { meetingTitle, tellingMeetings } from "../components/meeting-words.ts";
import type { Web } from "../http/context.ts";
import { sayIn } from "../http/say.ts";

/** How what is stated is said: as the network speaks, whoever reads it, so that a page and its documents say the same. */
export function networkWords({
  settings,
}: Pick<Web, "settings">): StatementWords & { network: string; language: Language } {
  const { network, language, timeZone } = settings;
  const speak = tellingMeetings(sayIn(language, timeZone));
  return { network, language, timeZone, meetingTitle: (meeting) => meetingTitle(speak, meeting) };
}

/** What is known today of what a page is asked to state. */
export async function factsOf(web: Web, asked: AskedStatement): Promise<StatementFacts> {
  return statementFacts(web.ports, networkWords(web), asked);
}

/** The same as a document, in the language of the network. Throws as `statementOf`. */
export function toSet({ settings }: Pick<Web, "settings">, facts: StatementFacts): ToSet {
  return statementToSet(settings, facts);
}

/** What its files are called by. */
export function fileTitle({ settings }: Pick<Web, "settings">, facts: StatementFacts): string {
  return `${statementTitle(settings.language, facts)} ${statementSubject(facts)}`;
}
