import { type Language, neutralLanguage, spokenLanguage } from "../shared/i18n/languages.ts";

/**
 * The language of what commands print: `LIVRABLE_LANG`, or else the terminal's locale (POSIX: the first of `LC_ALL`,
 * `LC_MESSAGES` and `LANG` that is not empty), or else `system`, where the system tells it in no variable. The neutral one
 * where that begins with none of ours, as in `C`.
 */
export function terminalLanguage(environment: NodeJS.ProcessEnv, system = ""): Language {
  const { LIVRABLE_LANG, LC_ALL, LC_MESSAGES, LANG } = environment;
  const tag = LIVRABLE_LANG || LC_ALL || LC_MESSAGES || LANG || system;
  return spokenLanguage(tag) ?? neutralLanguage;
}

/** What Windows tells of its user's language; other systems have variables. */
export function systemLanguage(): string {
  return process.platform === "win32" ? Intl.DateTimeFormat().resolvedOptions().locale : "";
}
