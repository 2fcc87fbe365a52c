import { formatDate } from "../i18n/dates.ts";
import type { Language } from "../i18n/languages.ts";
import { programmeTexts } from "../i18n/programmes.ts";
import { translate } from "../i18n/translate.ts";
import type { Doubt } from "./lint.ts";

/** What a doubt is, in words: "« note finale » n’est pas parmi les attendus : Point de vue." */
export function doubtSentence(language: Language, { code, details }: Pick<Doubt, "code" | "details">): string {
  const { from, until } = details;
  return translate(language, programmeTexts, `doubt-${code}`, {
    ...details,
    ...(typeof from === "string" && { from: formatDate(language, from) }),
    ...(typeof until === "string" && { until: formatDate(language, until) }),
  });
}
