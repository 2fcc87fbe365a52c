import type { Sitting } from "../../../shared/deliverable/state.ts";
import { defaultLanguage } from "../../../shared/i18n/languages.ts";
import { type PageKey, pageTexts } from "../../../shared/i18n/pages.ts";
import { translate } from "../../../shared/i18n/translate.ts";
import type { Settings } from "../../../shared/settings.ts";
import { lastDay } from "../../../shared/time/calendar.ts";
import { holidayOn } from "../../../shared/time/holidays.ts";
import { writtenDay } from "../../../shared/time/written-day.ts";
import type { LocalDate } from "../../../shared/values.ts";
import { type PageContext, type Web, wantsJson } from "../http/context.ts";
import { type Filled, InvalidRequest } from "../http/input.ts";
import type { Say } from "../http/say.ts";

/** Years ahead beyond which a day is more likely a slip. */
const yearsAhead = 3;

/** What is unlikely of a day, a sentence each: it is past, or years ahead. */
export function dayWarnings({ text, date }: Say, what: PageKey, today: LocalDate, day: LocalDate): string[] {
  const last = `${Number(today.slice(0, 4)) + yearsAhead}${today.slice(4)}`;
  const values = { what: text(what), date: date(day), count: yearsAhead };
  if (day < today) return [text("unlikely.past", values)];
  return day > last ? [text("unlikely.far", values)] : [];
}

/**
 * What is unusual of a day of a meeting: at a weekend, on a holiday, after the end of a round whose version it discusses. A sentence each;
 * `several`: the day is named, since it is one of several.
 */
export function meetingDayWarnings(
  speak: Say,
  { settings }: Web,
  day: LocalDate,
  rounds: readonly { title: string; deadline: string }[],
  several: boolean,
): string[] {
  const { text, date } = speak;
  const off = dayOff(speak, settings, day);
  const late = rounds.filter(({ deadline }) => day > lastDay(deadline, settings.timeZone));
  return [
    ...(off
      ? [several ? text("unusual.off.of", { day: off, date: date(day) }) : text("unusual.off", { day: off })]
      : []),
    ...late.map(({ title, deadline }) => text("unusual.late.of", { title, date: speak.until(deadline) })),
  ];
}

/** What is unusual of a deadline: years ahead, or before a meeting of its round, the first awaited. One that is past is refused. */
export function deadlineWarnings(
  speak: Say,
  today: LocalDate,
  deadline: LocalDate,
  meeting: Pick<Sitting, "date"> | undefined,
): string[] {
  const { text, date } = speak;
  const far = deadline < today ? [] : dayWarnings(speak, "unlikely.deadline", today, deadline);
  return meeting && meeting.date > deadline ? [...far, text("unusual.before", { date: date(meeting.date) })] : far;
}

/** Why nobody works that day, in words: "un dimanche", "le lundi de Pâques"; undefined: one does. */
function dayOff({ text }: Say, { holidays }: Settings, date: LocalDate): string | undefined {
  const holiday = holidayOn(holidays, date);
  if (holiday) return text(`day.${holiday}`);
  const weekday = new Date(date).getUTCDay();
  if (weekday === 0) return text("day.sunday");
  return weekday === 6 ? text("day.saturday") : undefined;
}

/**
 * The form with what has to be confirmed beside `field`, or undefined where nothing has. `confirmed`: the value that was
 * confirmed, or true. Throws `unconfirmed` for JSON.
 */
export function unconfirmed(
  c: PageContext,
  filled: Filled,
  { field, value, confirmed }: { field: string; value: string; confirmed: string | boolean | undefined },
  warnings: readonly string[],
): Filled | undefined {
  const known = typeof confirmed === "string" ? writtenDay(confirmed) : confirmed;
  if (warnings.length === 0 || known === true || known === value) return undefined;
  if (wantsJson(c)) throw new InvalidRequest([{ field, message: warnings.join(" ") }], "unconfirmed");
  const language = c.get("language") ?? defaultLanguage;
  const message = translate(language, pageTexts, "confirm.unusual", { count: warnings.length });
  return { ...filled, errors: [{ field: "confirmed", message, each: warnings }] };
}
