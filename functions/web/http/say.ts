import { formatBytes, formatDate, formatInstant } from "../../../shared/i18n/dates.ts";
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
  instant: (instant: string) => string;
  /** The day of an instant. */
  day: (instant: string) => string;
  /** The last day before a deadline. */
  until: (deadline: string) => string;
  bytes: (bytes: number) => string;
};

/** Texts, dates and sizes in a language, else in the network's; instants in a time zone (IANA, as "Europe/Paris"). */
export function sayIn(language: Language, timeZone: string, network?: Language): Say {
  return {
    language,
    text: (key, values) => translate(language, pageTexts, key, values),
    given: (texts) => textIn(texts, language, network),
    date: (day) => formatDate(language, day),
    instant: (instant) => formatInstant(language, instant, timeZone),
    day: (instant) => formatDate(language, localDate(instant, timeZone)),
    until: (deadline) => formatDate(language, lastDay(deadline, timeZone)),
    bytes: (bytes) => formatBytes(language, bytes),
  };
}

/** The same in the language of a request, or in the network's where the request has none. */
export function say(c: PageContext, { settings }: Web): Say {
  return sayIn(c.get("language") ?? settings.language, settings.timeZone, settings.language);
}
