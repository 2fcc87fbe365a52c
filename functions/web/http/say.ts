import {
  formatBytes,
  formatDate,
  formatInstant,
  formatMoment,
  formatShortDate,
  formatTime,
} from "../../../shared/i18n/dates.ts";
import { type Language, type Texts, textIn } from "../../../shared/i18n/languages.ts";
import { type PageKey, pageTexts } from "../../../shared/i18n/pages.ts";
import { translate, type Values } from "../../../shared/i18n/translate.ts";
import { lastDay, localDate } from "../../../shared/time/calendar.ts";
import type { PageContext, Web } from "./context.ts";

/** How a page speaks: its texts, dates and sizes in the language of the request, at the network's place. */
export type Say = {
  language: Language;
  text: (key: PageKey, values?: Values) => string;
  /** A text of the network's own, e.g. of a kind. */
  given: (texts: Texts) => string;
  date: (day: string) => string;
  /** An instant as a sentence says it: with its time within a week of now, else its day alone. */
  instant: (instant: string) => string;
  /** The same with its time always, as what proves something says it: "3 mars 2008 à 10 h". */
  exact: (instant: string) => string;
  /** The day of an instant. */
  day: (instant: string) => string;
  /** The same, without its year where that is the year of now: "28 novembre". */
  shortDay: (instant: string) => string;
  /** The time of day of an instant: "18 h 53". */
  time: (instant: string) => string;
  /** The last day before a deadline. */
  until: (deadline: string) => string;
  /** The same, without its year where that is the year of now. */
  shortUntil: (deadline: string) => string;
  bytes: (bytes: number) => string;
};

/** Texts, dates and sizes in a language, else in the network's; instants in a time zone (IANA, as "Europe/Paris"); `now`: in milliseconds. */
export function sayIn(language: Language, timeZone: string, network?: Language, now?: number): Say {
  const today = now === undefined ? "" : localDate(new Date(now).toISOString(), timeZone);
  return {
    language,
    text: (key, values) => translate(language, pageTexts, key, values),
    given: (texts) => textIn(texts, language, network),
    date: (day) => formatDate(language, day),
    instant: (instant) =>
      now === undefined ? formatInstant(language, instant, timeZone) : formatMoment(language, instant, timeZone, now),
    exact: (instant) => formatInstant(language, instant, timeZone),
    day: (instant) => formatDate(language, localDate(instant, timeZone)),
    shortDay: (instant) => formatShortDate(language, localDate(instant, timeZone), today),
    time: (instant) => formatTime(language, instant, timeZone),
    until: (deadline) => formatDate(language, lastDay(deadline, timeZone)),
    shortUntil: (deadline) => formatShortDate(language, lastDay(deadline, timeZone), today),
    bytes: (bytes) => formatBytes(language, bytes),
  };
}

/** The same in the language of a request, or in the network's where the request has none. */
export function say(c: PageContext, { settings, ports }: Web): Say {
  return sayIn(c.get("language") ?? settings.language, settings.timeZone, settings.language, ports.clock());
}
