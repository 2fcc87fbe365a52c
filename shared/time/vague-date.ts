import { monthNamed } from "../i18n/dates.ts";
import { foldWords } from "../name.ts";
import { type Period, periodOf, type Share, type Span } from "./period.ts";
import { isDay, writtenDay } from "./written-day.ts";

/** A date as vague as it was said, "fin septembre 2008", and the days that it may mean: 21 to 30 September. */
export type VagueDate = Period & { said: string };

/**
 * Reads a date as people say it: "30 septembre 2008", "juillet 2008", "fin septembre 2008", "d’ici mars 2008", "mi-mai 2008", "3e trimestre
 * 2008", "début 2009", "2008", "by the end of May 2008". Undefined: none that is known, such as "bientôt" or "31 février 2008".
 */
export function readVagueDate(text: string): VagueDate | undefined {
  const said = text.trim().replace(/\s+/gu, " ");
  const words = foldWords(said);
  const day = writtenDay(words.replace(/^(?:le|the) /, ""));
  if (isDay(day)) return { said, from: day, until: day };
  const { share, rest } = shareIn(words);
  const span = spanIn(rest);
  return span && { said, ...periodOf(span, share) };
}

/** The words that say where in its period a date falls, French then English, with the articles that follow them. */
const shares: readonly [RegExp, Share][] = [
  [/^(?:(?:d'ici|avant|vers|a) )?(?:la )?fin (?:de l'annee |d'annee |du mois de |de |du |d')?/, "end"],
  [/^(?:by |before |at )?(?:the )?end of /, "end"],
  [/^late /, "end"],
  [/^(?:au |le )?debut (?:de l'annee |d'annee |du mois de |de |du |d')?/, "start"],
  [/^(?:at )?(?:the )?(?:beginning|start) of |^early /, "start"],
  [/^mi[- ]|^(?:au )?milieu (?:de l'annee |de |du |d')?|^mid[- ]/, "middle"],
  [/^(?:d'ici|au plus tard|by) (?:a |le |la |en )?/, "by"],
];

function shareIn(words: string): { share?: Share; rest: string } {
  for (const [pattern, share] of shares) {
    const rest = words.replace(pattern, "");
    if (rest !== words) return { share, rest };
  }
  return { rest: words };
}

function spanIn(words: string): Span | undefined {
  const rest = words.replace(/^(?:courant |en |(?:au cours (?:de |du )|au )(?:mois de )?|le |in |the )/, "");
  const part = /^([1-4])(?:er|ere|e|eme|st|nd|rd|th)? (trimestre|semestre|quarter|half)(?: (?:de|of))? (\d{4})$/.exec(
    rest,
  );
  if (part) return partOfYear(Number(part[1]), /^(?:tri|qua)/.test(part[2]!) ? 3 : 6, part[3]!);
  const quarter = /^[tq]([1-4]) (\d{4})$/.exec(rest);
  if (quarter) return partOfYear(Number(quarter[1]), 3, quarter[2]!);
  const month = /^(\p{L}+) (\d{4})$/u.exec(rest);
  const number = month && monthNamed(month[1]!);
  if (number) return inYear(month[2]!, number, 1);
  return inYear(rest, 1, 12);
}

function partOfYear(number: number, months: number, year: string): Span | undefined {
  return number * months > 12 ? undefined : inYear(year, (number - 1) * months + 1, months);
}

function inYear(year: string, month: number, months: number): Span | undefined {
  return isDay(`${year}-01-01`) ? { year: Number(year), month, months } : undefined;
}
