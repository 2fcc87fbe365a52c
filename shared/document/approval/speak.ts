import { formatDate, formatInstant, formatTime } from "../../i18n/dates.ts";
import { type DocumentKey, documentTexts } from "../../i18n/documents.ts";
import type { Language } from "../../i18n/languages.ts";
import { translate, type Values } from "../../i18n/translate.ts";

/** How a record speaks: in the document's language, of instants on the network's clocks. */
export type Speak = {
  language: Language;
  text: (key: DocumentKey, values?: Values) => string;
  date: (date: string) => string;
  instant: (instant: string) => string;
  time: (time: string) => string;
  list: (items: readonly string[]) => string;
};

/** In a language, on the clocks of a time zone (IANA). */
export function speakerOf(language: Language, timeZone: string): Speak {
  const format = new Intl.ListFormat(language, { type: "conjunction" });
  return {
    language,
    text: (key, values = {}) => translate(language, documentTexts, key, values),
    date: (date) => formatDate(language, date),
    instant: (instant) => formatInstant(language, instant, timeZone),
    time: (time) => formatTime(language, `1970-01-01T${time}:00.000Z`, "UTC"),
    list: (items) => format.format(items),
  };
}
