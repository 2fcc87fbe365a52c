import type { Language } from "../shared/i18n/translate.ts";

/**
 * The language of what commands print: `LIVRABLE_LANG`, or else the terminal's locale (POSIX: the first of `LC_ALL`,
 * `LC_MESSAGES` and `LANG` that is not empty), or else `system`, where the system tells it in no variable. French where
 * that begins with "fr", English otherwise, as in `C`.
 */
export function terminalLanguage(environment: NodeJS.ProcessEnv, system = ""): Language {
  const { LIVRABLE_LANG, LC_ALL, LC_MESSAGES, LANG } = environment;
  const tag = LIVRABLE_LANG || LC_ALL || LC_MESSAGES || LANG || system;
  return tag.toLowerCase().startsWith("fr") ? "fr" : "en";
}

/** What Windows tells of its user's language; other systems have variables. */
export function systemLanguage(): string {
  return process.platform === "win32" ? Intl.DateTimeFormat().resolvedOptions().locale : "";
}
