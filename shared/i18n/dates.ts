import { dateFormat, numberFormat } from "./intl.ts";
import { type Language, languageRecord, languages } from "./languages.ts";

/** A day as a reader writes it: "1er juillet 2008", "1 July 2008". `date`: "2008-07-01". */
export function formatDate(language: Language, date: string): string {
  return join(language, parts(language, Date.parse(date), "UTC"), true);
}

/** A day as readers read it, without its year where that is the year of `today`: "1er juillet". */
export function formatShortDate(language: Language, date: string, today: string): string {
  return join(language, parts(language, Date.parse(date), "UTC"), date.slice(0, 4) !== today.slice(0, 4));
}

/** A day in as few letters as readers know it by, without its year where that is the year of `today`: "1er déc.", "12 mai". */
export function formatBriefDate(language: Language, date: string, today: string): string {
  const { day, year } = parts(language, Date.parse(date), "UTC");
  const month = monthShort(language, Number(date.slice(5, 7)));
  return join(language, { day, month, year }, date.slice(0, 4) !== today.slice(0, 4));
}

/** The month that a word names in a language of ours, from 1: 12 of "décembre", "Decembre", "December". */
export function monthNamed(word: string): number | undefined {
  const folded = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const months = languages.flatMap((language) => {
    const { format } = dateFormat(languageRecord(language).locale, { month: "long", timeZone: "UTC" });
    return Array.from({ length: 12 }, (_, index) => ({ month: index + 1, name: format(Date.UTC(2008, index)) }));
  });
  return months.find(({ name }) => folded(name) === folded(word))?.month;
}

/** A month as a language calls it, from 1: "mai". */
export function monthName(language: Language, month: number): string {
  const options = { month: "long", timeZone: "UTC" } as const;
  return dateFormat(languageRecord(language).locale, options).format(Date.UTC(2008, month - 1));
}

/** A month as a language shortens it, from 1: "janv.". */
export function monthShort(language: Language, month: number): string {
  const options = { month: "short", timeZone: "UTC" } as const;
  return dateFormat(languageRecord(language).locale, options).format(Date.UTC(2008, month - 1));
}

/** A day with its weekday, without its year: "mercredi 5 mai", "Wednesday 5 May". */
export function formatWeekday(language: Language, date: string): string {
  const options = { weekday: "long", timeZone: "UTC" } as const;
  const weekday = dateFormat(languageRecord(language).locale, options).format(Date.parse(date));
  return `${weekday} ${formatShortDate(language, date, date)}`;
}

/** An instant on the clocks of `timeZone`: "1er juillet 2008 à 14 h 30", "1 July 2008 at 14:30". */
export function formatInstant(language: Language, instant: string, timeZone: string): string {
  const at = parts(language, Date.parse(instant), timeZone);
  return languageRecord(language).moment(join(language, at, true), clock(language, at));
}

/** Milliseconds after which the time of day is no more said of an instant. */
const week = 7 * 86_400_000;

/**
 * An instant as a sentence says it: "1er juillet 2008 à 14 h 30", "1 July 2008 at 14:30"; more than a week from `now`
 * (milliseconds), its day alone.
 */
export function formatMoment(language: Language, instant: string, timeZone: string, now: number): string {
  const at = parts(language, Date.parse(instant), timeZone);
  const day = join(language, at, true);
  const isNear = Math.abs(now - Date.parse(instant)) <= week;
  return isNear ? languageRecord(language).moment(day, clock(language, at)) : day;
}

/** The time of day alone: "14 h 30", "14:30". */
export function formatTime(language: Language, instant: string, timeZone: string): string {
  return clock(language, parts(language, Date.parse(instant), timeZone));
}

/** A size in bytes as a reader says it: "340 Ko", "25 Mo"; "340 KB", "25 MB". */
export function formatBytes(language: Language, bytes: number): string {
  const { bytes: units, locale } = languageRecord(language);
  const power = Math.min(Math.floor(Math.log2(Math.max(bytes, 1)) / 10), units.length - 1);
  const value = bytes / 1024 ** power;
  const digits = power > 1 && value < 10 ? 1 : 0;
  const number = numberFormat(locale, { maximumFractionDigits: digits }).format(value);
  return `${number}\u00a0${units[power]}`;
}

/** A length of time in whole days: "30 jours", "1 day". */
export function formatDays(language: Language, days: number): string {
  return numberFormat(languageRecord(language).locale, {
    style: "unit",
    unit: "day",
    unitDisplay: "long",
  }).format(days);
}

type Parts = Record<"day" | "month" | "year" | "hour" | "minute", string>;

const shownParts = {
  hourCycle: "h23",
  day: "numeric",
  month: "long",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
} as const;

function parts(language: Language, at: number, timeZone: string): Parts {
  const format = dateFormat(languageRecord(language).locale, { ...shownParts, timeZone });
  return Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value])) as Parts;
}

function join(
  language: Language,
  { day, month, year }: Pick<Parts, "day" | "month" | "year">,
  withYear: boolean,
): string {
  const number = `${day}${languageRecord(language).dayEnding(Number(day))}`;
  return `${number}\u00a0${month}${withYear ? ` ${year}` : ""}`;
}

function clock(language: Language, { hour, minute }: Parts): string {
  return languageRecord(language).time(hour, minute);
}
