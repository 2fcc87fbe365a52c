import { formatDate } from "../i18n/dates.ts";
import type { Language } from "../i18n/languages.ts";
import { standingTexts } from "../i18n/standings.ts";
import { translate } from "../i18n/translate.ts";
import type { Holder } from "../values.ts";
import type { Standing, StandingAct } from "./standing.ts";

/** `said`: "Brouillon attendu de Direction (ORIV)."; `time`: "5 jours de retard : brouillon attendu le 7 mai 2008.", `late` where it is past. */
export type StandingWords = { said: string; time?: string; late: boolean };

/** What pages and letters say of a standing, in one language; `named` calls people as the reader may know them. */
export function standingWords(
  language: Language,
  standing: Standing,
  named: (people: readonly Holder[]) => string,
): StandingWords {
  const { name, who, count, of, meeting, late } = standing;
  const said = translate(language, standingTexts, name, {
    who: named(who),
    ...(count !== undefined && { count }),
    ...(of !== undefined && { of }),
    ...(meeting && { meeting: formatDate(language, meeting.date) }),
  });
  const time = timeWords(language, standing);
  return { said, ...(time !== undefined && { time }), late: late !== undefined };
}

/** What is done next, as a button says it: "Clore la relecture". */
export function actWords(language: Language, act: StandingAct): string {
  return translate(language, standingTexts, `act.${act}`);
}

/** By when: "Pour le 12 mai 2008."; "5 jours de retard : brouillon attendu le 7 mai 2008.". */
function timeWords(language: Language, { due, late }: Standing): string | undefined {
  if (!due) return undefined;
  const date = formatDate(language, due.date);
  if (!late) return translate(language, standingTexts, `time.${due.what}`, { date });
  return translate(language, standingTexts, `time.late.${due.what}`, {
    date,
    late: latenessWords(language, late),
  });
}

/** "5 jours de retard". */
function latenessWords(language: Language, { unit, count }: NonNullable<Standing["late"]>): string {
  return translate(language, standingTexts, `time.${unit}`, { count });
}
