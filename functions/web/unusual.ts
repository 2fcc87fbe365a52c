import { lastDay } from "../../shared/line/calendar.ts";
import { holidayOn } from "../../shared/line/holidays.ts";
import type { Settings } from "../../shared/settings.ts";
import type { LocalDate, Round } from "../../shared/workflow/state.ts";
import { type PageContext, wantsJson } from "./context.ts";
import { InvalidRequest } from "./input.ts";
import type { Filled } from "./parts/filled.ts";
import type { Say } from "./say.ts";

/** What is unusual of a day to meet on: after the round's deadline, at a weekend, on a holiday. A sentence each. */
export function unusualSeminar(speak: Say, settings: Settings, date: LocalDate, { deadline }: Round): string[] {
  const { text } = speak;
  const off = dayOff(speak, settings, date);
  return [
    ...(off ? [text("unusual.off", { day: off })] : []),
    ...(date > lastDay(deadline, settings.timeZone) ? [text("unusual.late", { date: speak.until(deadline) })] : []),
  ];
}

/** What is unusual of a deadline: that its round's seminar comes later. */
export function unusualDeadline({ text, date }: Say, deadline: LocalDate, { seminar }: Round): string[] {
  const planned = seminar && !seminar.held && !seminar.cancelled;
  return planned && seminar.date > deadline ? [text("unusual.before", { date: date(seminar.date) })] : [];
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
  if (warnings.length === 0 || confirmed === true || confirmed === value) return undefined;
  const message = warnings.join(" ");
  if (wantsJson(c)) throw new InvalidRequest([{ field, message }], "unconfirmed");
  return { ...filled, errors: [{ field: "confirmed", message }] };
}
