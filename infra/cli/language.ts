import { interfaceLanguage } from "../../shared/i18n/translate.ts";

/** Of what the commands print of drafts and refusals: LIVRABLE_LANG, or the terminal's own; French unless that is English. */
export const language = interfaceLanguage(
  process.env.LIVRABLE_LANG || process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || "fr",
);
